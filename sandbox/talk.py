"""What people do in channels: write, edit, delete, react, join, open the bot's Home."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sandbox import events
from sandbox.delivery import Delivery
from sandbox.records import BOT_NAME, BOT_USER, File, Json, Message
from sandbox.webapi_files import new_file
from sandbox.workspace import Workspace

TOKEN = re.compile(r"<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+\|?[^>]*)>")
HANDLE = re.compile(r"(?<![\w@.])@([\w.-]*\w)")


@dataclass
class Outcome:
    """What became of an act, as the person sees it; `errors` are sentences by block_id, `opened` a new modal's id.

    `options` are what a bot offers in a select.
    """

    ok: bool
    error: str | None = None
    text: str | None = None
    errors: dict[str, str] = field(default_factory=dict)
    opened: str | None = None
    closed: bool = False
    message: Message | None = None
    options: list[Json] = field(default_factory=list)


def refused(error: str) -> Outcome:
    """Give the outcome of an act that could not be done."""
    return Outcome(ok=False, error=error)


def escaped(workspace: Workspace, typed: str, *, named: bool = False) -> str:
    """Write what a person typed as Slack's client sends it: `&` `<` `>` escaped, handles as ids.

    `named` adds the handle to the id, as slash commands do.
    """
    pieces = TOKEN.split(typed)
    tokens = [*TOKEN.findall(typed), ""]
    return "".join(_plain(workspace, piece, named=named) + token for piece, token in zip(pieces, tokens, strict=True))


def _plain(workspace: Workspace, text: str, *, named: bool) -> str:
    people = {user.name: user.id for user in list(workspace.users.values())}

    def mention(found: re.Match[str]) -> str:
        user = people.get(found[1])
        if user is None:
            return found[0]
        return f"<@{user}|{found[1]}>" if named else f"<@{user}>"

    safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return HANDLE.sub(mention, safe)


class Talk:
    """The acts of people that the bot hears of as events."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self.workspace = workspace
        self.delivery = delivery

    def write(
        self,
        user: str,
        channel: str,
        text: str,
        thread_ts: str | None = None,
        files: Iterable[File | tuple[str, bytes]] = (),
    ) -> Outcome:
        """Write a message, with files given by name and content; a direct channel is opened by its id."""
        if (error := self._barred(user, channel)) is not None:
            return refused(error)
        kept = [one if isinstance(one, File) else new_file(self.workspace, one[0], user, one[1]) for one in files]
        for file in kept:
            file.channels.add(channel)
        if not text.strip() and not kept:
            return refused("Il n’y a rien à envoyer.")
        message = self.workspace.post(
            channel,
            user,
            escaped(self.workspace, text),
            thread_ts=thread_ts,
            files=kept,
            subtype="file_share" if kept else None,
        )
        self.delivery.channel_events(channel, events.posted(self.workspace, message))
        return Outcome(ok=True, message=message)

    def mention(self, user: str, channel: str, text: str) -> Outcome:
        """Write a message that names the bot first."""
        return self.write(user, channel, f"<@{BOT_USER}> {text}")

    def edit(self, user: str, channel: str, ts: str, text: str) -> Outcome:
        """Change one's own message."""
        message = self.workspace.find(channel, ts)
        if message is None or message.user != user:
            return refused("Vous ne pouvez modifier que vos messages.")
        before = events.snapshot(self.workspace, message)
        self.workspace.update(channel, ts, text=escaped(self.workspace, text))
        self.delivery.channel_events(channel, events.changed(self.workspace, message, before))
        return Outcome(ok=True, message=message)

    def delete(self, user: str, channel: str, ts: str) -> Outcome:
        """Take a message away, one's own or, as a workspace may allow, the bot's; an ephemeral one is only hidden."""
        message = self.workspace.find(channel, ts)
        if message is None or message.user not in {user, BOT_USER} or message.ephemeral_to not in {None, user}:
            return refused("Vous ne pouvez pas supprimer ce message.")
        before = events.snapshot(self.workspace, message)
        self.workspace.delete(channel, ts)
        if message.ephemeral_to is None:
            self.delivery.channel_events(channel, events.deleted(self.workspace, message, before))
        return Outcome(ok=True, message=message)

    def react(self, user: str, channel: str, ts: str, name: str) -> Outcome:
        """Put an emoji under a message, or take it back."""
        message = self.workspace.find(channel, ts)
        if message is None or message.ephemeral_to is not None:
            return refused("Ce message n’existe plus.")
        if (error := self._barred(user, channel)) is not None:
            return refused(error)
        with self.workspace.lock:
            people = message.reactions.setdefault(name, [])
            again = user in people
            (people.remove if again else people.append)(user)
            if not people:
                del message.reactions[name]
        self.workspace.tell("message", channel=channel)
        kind = "reaction_removed" if again else "reaction_added"
        self.delivery.channel_events(channel, events.reacted(self.workspace, message, user, name, kind))
        return Outcome(ok=True, message=message)

    def join(self, user: str, channel: str) -> Outcome:
        """Let a person, or the bot, into a channel."""
        place = self.workspace.channels[channel]
        with self.workspace.lock:
            place.members.add(user)
        self.workspace.tell("channel", channel=channel)
        self.delivery.channel_events(channel, events.joined(self.workspace, place, user))
        return Outcome(ok=True)

    def open_home(self, user: str) -> Outcome:
        """Open the bot's Home tab."""
        self.delivery.event(events.home_opened(self.workspace, user, "home"))
        return Outcome(ok=True)

    def open_messages_tab(self, user: str) -> Outcome:
        """Open the direct messages with the bot."""
        self.workspace.im(user)
        self.delivery.event(events.home_opened(self.workspace, user, "messages"))
        return Outcome(ok=True)

    def _barred(self, user: str, channel: str) -> str | None:
        place = self.workspace.channels.get(channel)
        if place is None or user not in place.members:
            return "Vous n’êtes pas dans ce canal."
        return "Ce canal est archivé." if place.is_archived else None


BOT_COMMAND = f"/{BOT_NAME}"
