"""The whole state of a Slack workspace on this machine: one object, one lock, one feed of changes."""

import itertools
import re
import threading
import time
from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar, Unpack

from sandbox.facts import ChannelFacts, MessageChanges, MessageFacts, UserFacts
from sandbox.feed import Feed
from sandbox.marks import Marks
from sandbox.records import (
    APP,
    APP_TOKEN,
    BOT,
    BOT_NAME,
    BOT_TOKEN,
    BOT_USER,
    SIGNING_SECRET,
    TEAM,
    TEAM_DOMAIN,
    Change,
    ChangeKind,
    Channel,
    Exchange,
    File,
    Json,
    Message,
    Toast,
    User,
    UserGroup,
    View,
)

__all__ = [
    "APP",
    "APP_TOKEN",
    "BOT",
    "BOT_NAME",
    "BOT_TOKEN",
    "BOT_USER",
    "SIGNING_SECRET",
    "TEAM",
    "TEAM_DOMAIN",
    "Change",
    "Channel",
    "Exchange",
    "File",
    "Json",
    "Message",
    "Toast",
    "User",
    "UserGroup",
    "View",
    "Workspace",
]

INSPECTED = 2000
TOASTS = 20
_Found = TypeVar("_Found")


class Workspace:
    """People, channels, messages, views and files; every method is safe from any thread."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        self.now = now
        self.base_url = "http://127.0.0.1"
        self.lock = threading.RLock()
        self.feed = Feed(self.lock)
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.messages: dict[str, list[Message]] = {}
        self._threads: dict[tuple[str, str], list[Message]] = {}
        self.groups: dict[str, UserGroup] = {}
        self.homes: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.files: dict[str, File] = {}
        self.marks = Marks(self)
        self.toasts: dict[str, deque[Toast]] = {}
        self.inspector: deque[Exchange] = deque(maxlen=INSPECTED)
        self._exchanges = itertools.count(1)
        self._last_micros = 0
        self._numbers = 0
        self.add_user(BOT_NAME, "Impayés", id=BOT_USER, is_bot=True)

    # -- the feed ------------------------------------------------------------------------------------------------
    @property
    def rev(self) -> int:
        """Give the number of the newest change."""
        return self.feed.rev

    def changes(self, since: int, timeout: float = 0.0) -> list[Change]:
        """Give the changes after `since`, waiting up to `timeout` seconds for the first one."""
        return self.feed.since(since, timeout)

    def wait(self, predicate: Callable[[], _Found | None], timeout: float = 5.0) -> _Found:
        """Give what `predicate` answers as soon as it is true; raises TimeoutError after `timeout` seconds."""
        return self.feed.wait(predicate, timeout)

    def tell(self, kind: ChangeKind, *, channel: str | None = None, user: str | None = None) -> Change:
        """Announce a change to all who watch."""
        return self.feed.tell(kind, channel=channel, user=user)

    def next_id(self, prefix: str) -> str:
        """Give an id never given before, such as V000012."""
        with self.lock:
            self._numbers += 1
            return f"{prefix}{self._numbers:06d}"

    def next_ts(self) -> str:
        """Give a new timestamp, later than all before even when the clock stands still."""
        with self.lock:
            self._last_micros = max(self._last_micros + 100, int(self.now() * 1_000_000))
            return f"{self._last_micros // 1_000_000}.{self._last_micros % 1_000_000:06d}"

    # -- people and channels -------------------------------------------------------------------------------------
    def add_user(self, name: str, real_name: str = "", **facts: Unpack[UserFacts]) -> User:
        """Add a person; the id is `U` and the handle in capitals unless given."""
        facts.setdefault("id", "U" + re.sub(r"\W|_", "", name.upper()))
        user = User(name=name, real_name=real_name or name.capitalize(), **facts)
        with self.lock:
            self.users[user.id] = user
            self.tell("channel")
        return user

    def add_channel(self, name: str, members: Iterable[str] = (), **facts: Unpack[ChannelFacts]) -> Channel:
        """Add a channel with the given user ids; the id is `C` and the name in capitals unless given."""
        facts.setdefault("id", "C" + re.sub(r"\W|_", "", name.upper()))
        channel = Channel(name=name, members=set(members), **facts)
        with self.lock:
            self.channels[channel.id] = channel
            self.messages[channel.id] = []
            self.tell("channel", channel=channel.id)
        return channel

    def add_group(self, handle: str, users: Iterable[str] = (), *, id: str = "") -> UserGroup:  # noqa: A002 - Slack's word
        """Add a group of people; the id is `S` and the handle in capitals unless given."""
        group = UserGroup(id or "S" + re.sub(r"\W|_", "", handle.upper()), handle, list(users))
        with self.lock:
            self.groups[group.id] = group
        return group

    def im(self, user: str) -> Channel:
        """Give the direct conversation of a person with the bot, opened when there is none; raises KeyError."""
        return self.direct(user, BOT_USER)

    def direct(self, user: str, other: str) -> Channel:
        """Give the direct conversation of a person with another or with the bot, opened when there is none.

        Raises KeyError for somebody unknown.
        """
        with self.lock:
            person, id_ = self.users[user], direct_id(user, self.users[other].id)
            known = self.channels.get(id_)
            if known is not None:
                return known
            return self.add_channel(person.name, {user, other}, id=id_, is_im=True, is_private=True, user=user)

    def by_name(self, name: str) -> User:
        """Give the person of that handle, with or without `@`; raises KeyError."""
        with self.lock:
            return (
                next((user for user in self.users.values() if user.name == name.removeprefix("@")), None)
                or self.users[name]
            )

    def channel_named(self, name: str) -> Channel:
        """Give the channel of that name or id, with or without `#`; raises KeyError."""
        with self.lock:
            plain = name.removeprefix("#")
            return (
                next((one for one in self.channels.values() if one.name == plain and not one.is_im), None)
                or self.channels[name]
            )

    # -- messages ------------------------------------------------------------------------------------------------
    def post(
        self, channel: str, user: str, text: str, *, blocks: Sequence[Json] = (), **facts: Unpack[MessageFacts]
    ) -> Message:
        """Add a message at the end of a channel; raises KeyError for an unknown channel."""
        with self.lock:
            message = Message(channel, self.next_ts(), user, text, list(blocks), **facts)
            self.messages[channel].append(message)
            if message.thread_ts not in {None, message.ts}:
                self._threads.setdefault((channel, str(message.thread_ts)), []).append(message)
            self.marks.posted(message)
            self.tell("message", channel=channel, user=message.ephemeral_to)
            return message

    def find(self, channel: str, ts: str, *, even_deleted: bool = False) -> Message | None:
        """Give the message that stands there, or nothing when it never did or was deleted."""
        with self.lock:
            line = self.messages.get(channel, [])
            at = bisect_left(line, ts, key=lambda message: message.ts)
            found = line[at] if at < len(line) and line[at].ts == ts else None
            return found if found is not None and (even_deleted or not found.deleted) else None

    def update(self, channel: str, ts: str, **changes: Unpack[MessageChanges]) -> Message:
        """Change fields of a message and mark it edited; raises KeyError when it is not there."""
        with self.lock:
            message = self.find(channel, ts)
            if message is None:
                raise KeyError(ts)
            for name, value in changes.items():
                setattr(message, name, value)
            message.edited = self.next_ts()
            self.tell("message", channel=channel, user=message.ephemeral_to)
            return message

    def delete(self, channel: str, ts: str) -> Message:
        """Take a message away; raises KeyError when it is not there."""
        with self.lock:
            message = self.find(channel, ts)
            if message is None:
                raise KeyError(ts)
            message.deleted = True
            self.tell("message", channel=channel, user=message.ephemeral_to)
            return message

    def history(self, channel: str, viewer: str | None = None) -> list[Message]:
        """Give the living messages of a channel, oldest first, without replies; ephemeral ones are `viewer`'s."""
        with self.lock:
            return [one for one in self.messages[channel] if not one.is_reply and one.seen_by(viewer)]

    def thread(self, channel: str, ts: str) -> Sequence[Message]:
        """Give the replies of a thread, deleted ones and those for one person too; to be read under the lock."""
        return self._threads.get((channel, ts), ())

    def replies(self, channel: str, ts: str, viewer: str | None = None) -> list[Message]:
        """Give a thread, its root first when it still stands; ephemeral replies only those of `viewer`."""
        with self.lock:
            root = self.find(channel, ts)
            return [one for one in [*([root] if root else []), *self.thread(channel, ts)] if one.seen_by(viewer)]

    def mark_read(self, user: str, channel: str, *, threads: bool = True) -> None:
        """Note that a person has seen a channel to its end, and its threads unless told otherwise."""
        with self.lock:
            (self.marks.read_all if threads else self.marks.read_channel)(user, channel)
            self.tell("channel" if threads else "read", channel=channel, user=user)

    def mark_thread_read(self, user: str, channel: str, ts: str) -> None:
        """Note that a person has seen a thread to its end."""
        with self.lock:
            self.marks.read_thread(user, channel, ts)
            self.tell("channel", channel=channel, user=user)

    def unread(self, user: str, channel: str) -> int:
        """Count the messages of a channel that a person has not seen."""
        with self.lock:
            return len(self.marks.unread(user, channel))

    # -- notices and the inspector -------------------------------------------------------------------------------
    def toast(self, user: str, text: str) -> None:
        """Show a short notice to one person."""
        with self.lock:
            change = self.tell("toast", user=user)
            self.toasts.setdefault(user, deque(maxlen=TOASTS)).append(Toast(change.rev, text))

    def inspect(self, exchange: Exchange) -> None:
        """Keep one exchange with the bot for the inspector."""
        with self.lock:
            self.inspector.append(replace(exchange, number=next(self._exchanges)))
            self.tell("inspector")

    def forget_exchanges(self) -> None:
        """Empty the inspector."""
        with self.lock:
            self.inspector.clear()
            self.tell("inspector")


def direct_id(user: str, other: str) -> str:
    """Give the id of the direct conversation of two people, or of a person with the bot."""
    return "D" + "".join(sorted(one for one in (user, other) if one != BOT_USER))
