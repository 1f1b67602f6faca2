"""What each person has read: channels up to a message, and the threads they follow."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING

from sandbox.records import BOT_USER, Message

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

MENTION = re.compile(r"<@(\w+)(?:\|[^>]*)?>")


class Marks:
    """Read marks of one workspace, kept under its lock.

    A person follows a thread from their first word in it, or from the first reply that answers or names them.
    """

    def __init__(self, workspace: "Workspace") -> None:
        self._workspace = workspace
        self._channels: dict[tuple[str, str], str] = {}
        self._threads: dict[tuple[str, str], dict[str, str]] = {}

    def channel(self, user: str, channel: str) -> str:
        """Give the timestamp up to which a person has read a channel, empty when they never opened it."""
        return self._channels.get((user, channel), "")

    def posted(self, message: Message) -> None:
        """Note what a new message says of its author, and of who follows its thread."""
        if message.ephemeral_to is not None:
            return
        if message.user != BOT_USER:
            self._channels[message.user, message.channel] = message.ts
        if message.is_reply and message.thread_ts:
            self._follow(message, message.thread_ts)

    def read_channel(self, user: str, channel: str) -> None:
        """Mark a channel as read to its end, its threads left as they are."""
        line = self._workspace.messages[channel]
        self._channels[user, channel] = line[-1].ts if line else ""

    def read_thread(self, user: str, channel: str, ts: str) -> None:
        """Mark a followed thread as read to its end; one that is not followed stays so."""
        followed = self._threads.get((user, channel), {})
        if ts in followed:
            followed[ts] = self._workspace.messages[channel][-1].ts

    def read_all(self, user: str, channel: str) -> None:
        """Mark a channel and its threads as read to their end."""
        self.read_channel(user, channel)
        for ts in self._threads.get((user, channel), {}):
            self.read_thread(user, channel, ts)

    def unread(self, user: str, channel: str) -> list[Message]:
        """Give the messages of a channel that a person has not read, newest first."""
        mark = self.channel(user, channel)
        line = takewhile(lambda one: one.ts > mark, reversed(self._workspace.messages[channel]))
        return [one for one in line if not one.is_reply and one.user != user and one.seen_by(user)]

    def unread_mentions(self, user: str, channel: str) -> int:
        """Count the unread messages of a channel that name a person."""
        return sum(user in MENTION.findall(one.text) for one in self.unread(user, channel))

    def unread_replies(self, user: str, channel: str, ts: str) -> int:
        """Count the replies of a followed thread that a person has not read."""
        mark = self._threads.get((user, channel), {}).get(ts)
        return 0 if mark is None else sum(1 for _ in self._after(user, channel, ts, mark))

    def followed(self, user: str) -> list[tuple[str, str]]:
        """Give the channel and root of each thread a person follows, the one that moved last first."""
        mine = [(channel, ts) for (one, channel), roots in self._threads.items() if one == user for ts in roots]
        alive = [(self._workspace.thread(*place)[-1].ts, place) for place in mine if self._workspace.thread(*place)]
        return [place for _, place in sorted(alive, reverse=True)]

    def _follow(self, reply: Message, root_ts: str) -> None:
        root = self._workspace.find(reply.channel, root_ts, even_deleted=True)
        answered = [root.user] if root is not None else []
        for user in {*answered, *MENTION.findall(reply.text)} - {BOT_USER, reply.user}:
            if user in self._workspace.channels[reply.channel].members:
                self._threads.setdefault((user, reply.channel), {}).setdefault(root_ts, _just_before(reply.ts))
        if reply.user != BOT_USER:
            self._threads.setdefault((reply.user, reply.channel), {})[root_ts] = reply.ts

    def _after(self, user: str, channel: str, ts: str, mark: str) -> Iterator[Message]:
        replies: Sequence[Message] = self._workspace.thread(channel, ts)
        newest = takewhile(lambda one: one.ts > mark, reversed(replies))
        return (one for one in newest if one.user != user and one.seen_by(user))


def _just_before(ts: str) -> str:
    seconds, _, micros = ts.partition(".")
    return f"{seconds}.{int(micros) - 1:06d}" if int(micros) else f"{int(seconds) - 1}.999999"
