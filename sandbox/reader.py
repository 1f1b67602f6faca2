"""What one person reads at the workspace: the digest and its rows, threads, direct and ephemeral messages."""

import itertools
from collections.abc import Callable, Iterator
from typing import TypeVar

from sandbox import reading
from sandbox.records import BOT_USER, Json, Message, View
from sandbox.server import Server
from sandbox.workspace import Workspace

_Found = TypeVar("_Found")
DEADLINE = 5.0


class Reader:
    """One person who reads one channel; waits up to `deadline` seconds for what is asked, never sleeps."""

    def __init__(self, server: Server, user: str, channel: str, deadline: float = DEADLINE) -> None:
        self.server = server
        self.user = self.workspace.by_name(user).id
        self.channel = self.workspace.channel_named(channel).id
        self.deadline = deadline
        self._since = self.workspace.next_ts()

    @property
    def workspace(self) -> Workspace:
        """Give the workspace the person sits at."""
        return self.server.workspace

    def wait(self, predicate: Callable[[], _Found | None], what: str = "it") -> _Found:
        """Give what `predicate` answers once it is neither None nor False; raises AssertionError that names `what`."""

        def found() -> list[_Found]:
            answer = predicate()
            return [] if answer is None or answer is False else [answer]

        try:
            return self.workspace.wait(found, self.deadline)[0]
        except TimeoutError:
            raise AssertionError(f"{what} did not come within {self.deadline} s") from None

    @property
    def digest(self) -> Message:
        """Give the newest digest of the channel, known by its metadata key."""
        return self.wait(lambda: next(self._keyed("digest:"), None), "a digest")

    @property
    def last_ephemeral(self) -> str:
        """Give the words of the newest message that only this person sees, told since the last act."""
        return self.text_of(self.wait(self._told_alone, "an ephemeral message"))

    @property
    def direct(self) -> list[str]:
        """Give the words of the direct messages with the bot, oldest first."""
        return [self.text_of(one) for one in self.workspace.history(self.workspace.im(self.user).id, self.user)]

    @property
    def posts(self) -> list[str]:
        """Give the texts that stand in the channel, oldest first, those for this person alone included."""
        return [self._words(one) for one in self.workspace.history(self.channel, self.user)]

    def text_of(self, shown: Message | View) -> str:
        """Give all the words of a message or a view."""
        return reading.text_of(self.workspace, shown)

    def row(self, name: str, having: str = "") -> str:
        """Give the words of the digest's row that names this debtor, once they hold `having`."""
        return self.wait(lambda: self._row(name, having), f"a row « {name} » {having}")

    def root(self, name: str) -> Message:
        """Give the root message of the thread that names this debtor."""
        return self.wait(lambda: next(self._roots(name), None), f"a thread « {name} »")

    def thread(self, name: str, at_least: int = 1) -> list[str]:
        """Give the texts of the replies in a debtor's thread, once there are `at_least` so many."""
        return self.wait(lambda: self._replies(name, at_least), f"{at_least} replies to « {name} »")

    def _words(self, message: Message) -> str:
        return reading.readable(self.workspace, message.text)

    def _keyed(self, start: str) -> Iterator[Message]:
        for message in reversed(self.workspace.history(self.channel)):
            if str((message.metadata or {}).get("event_payload", {}).get("key", "")).startswith(start):
                yield message

    def _row(self, name: str, having: str) -> str | None:
        for message in itertools.islice(self._keyed("digest:"), 1):
            near = [reading.words_of(self.workspace, one) for one in self._near(message, name)]
            words = " ".join(part for part in near if part)
            return words if words and having in words else None
        return None

    def _near(self, place: Message | View, text: str) -> list[Json]:
        return reading.row_of(self.workspace, blocks_of(place), text)

    def _roots(self, name: str) -> Iterator[Message]:
        for message in self.workspace.history(self.channel):
            digest = str((message.metadata or {}).get("event_payload", {}).get("key", "")).startswith("digest:")
            said = f"{self._words(message)} {self.text_of(message)}"
            if message.user == BOT_USER and not digest and name.casefold() in said.casefold():
                yield message

    def _replies(self, name: str, at_least: int) -> list[str] | None:
        for root in self._roots(name):
            replies = [self._words(one) for one in self.workspace.replies(self.channel, root.ts)[1:]]
            if len(replies) >= at_least:
                return replies
        return None

    def _told_alone(self) -> Message | None:
        lines = self.workspace.messages.values()
        mine = [one for line in lines for one in line if one.ephemeral_to == self.user and not one.deleted]
        fresh = [one for one in mine if (one.edited or one.ts) > self._since]
        return max(fresh, key=lambda one: one.edited or one.ts, default=None)

    def _sees(self, channel: str) -> bool:
        return self.user in self.workspace.channels[channel].members


def blocks_of(place: Message | View) -> list[Json]:
    """Give the blocks of a message or a view."""
    return list(place.payload["blocks"]) if isinstance(place, View) else place.blocks
