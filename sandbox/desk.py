"""One person at the workspace, for journeys told in labels: presses, forms, commands, and what is then read."""

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sandbox import filling, reading
from sandbox.acts import Acts, Outcome
from sandbox.blocks import interactive
from sandbox.records import BOT_USER, File, Json, Message, View
from sandbox.server import Server
from sandbox.workspace import Workspace

_Found = TypeVar("_Found")
DEADLINE = 5.0


def _nothing() -> None:
    return


class Desk:
    """One person in one channel; waits up to `deadline` seconds for what is asked, never sleeps.

    `settle` is called after every act, so that a journey can let its announcer catch up before anything is read.
    """

    def __init__(
        self,
        server: Server,
        user: str = "alice",
        channel: str = "impayes",
        *,
        settle: Callable[[], None] = _nothing,
        deadline: float = DEADLINE,
    ) -> None:
        self.server = server
        self.user = self.workspace.by_name(user).id
        self.channel = self.workspace.channel_named(channel).id
        self.settle = settle
        self.deadline = deadline
        self.errors: dict[str, str] = {}
        self._typed: dict[str, dict[str, dict[str, Any]]] = {}
        self._since = self.workspace.next_ts()

    @property
    def workspace(self) -> Workspace:
        """Give the workspace the person sits at."""
        return self.server.workspace

    @property
    def acts(self) -> Acts:
        """Give the acts of people."""
        return self.server.acts

    def as_(self, user: str) -> "Desk":
        """Give the desk of somebody else in the same channel."""
        return Desk(self.server, user, self.channel, settle=self.settle, deadline=self.deadline)

    def wait(self, predicate: Callable[[], _Found | None], what: str = "it") -> _Found:
        """Give what `predicate` answers once it is neither None nor False; raises AssertionError that names `what`."""

        def found() -> list[_Found]:
            answer = predicate()
            return [] if answer is None or answer is False else [answer]

        try:
            return self.workspace.wait(found, self.deadline)[0]
        except TimeoutError:
            raise AssertionError(f"{what} did not come within {self.deadline} s") from None

    # -- what is read ------------------------------------------------------------------------------------------------
    @property
    def digest(self) -> Message:
        """Give the newest digest of the channel, known by its metadata key."""
        return self.wait(lambda: next(self._keyed("digest:"), None), "a digest")

    @property
    def modal(self) -> View:
        """Give the modal on top."""
        return self.wait(self._top, "a modal")

    @property
    def last_ephemeral(self) -> str:
        """Give the words of the newest message that only this person sees, told since the last act."""
        return self.text_of(self.wait(self._told_alone, "an ephemeral message"))

    @property
    def home(self) -> str:
        """Open the bot's Home and give its words once it is published."""
        before = self.workspace.homes.get(self.user)
        old = before.hash if before else None
        self._act(self.acts.open_home(self.user))
        return self.text_of(self.wait(lambda: self._home_since(old), "the Home"))

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

    # -- what is done ------------------------------------------------------------------------------------------------
    def command(self, line: str) -> Outcome:
        """Type a slash command, whole or what follows `/impayes`."""
        self._begin()
        return self._act(self.acts.command(self.user, self.channel, line))

    def write(self, text: str, *, thread: str | None = None, files: Iterable[File | tuple[str, bytes]] = ()) -> Message:
        """Write in the channel, or in the thread of a debtor by name."""
        self._begin()
        thread_ts = self.root(thread).ts if thread else None
        message = self._act(self.acts.write(self.user, self.channel, text, thread_ts, files)).message
        assert message is not None, "a message that was written is there"  # noqa: S101 - for mypy, by Outcome's contract
        self.server.delivery.settle(self.deadline)
        self.settle()
        return message

    def press(self, label: str, on: Message | View | None = None, row: str | None = None) -> Outcome:
        """Press the button, or choose the option of a menu, of that label; `row` narrows to what stands near a text."""
        self._begin()
        place, block, element = self.wait(lambda: self._control(label, on, row), f"« {label} »")
        values = self._typed.get(place.id, {}) if isinstance(place, View) else {}
        choice = reading.labels(element)[label]
        ids = block["block_id"], element["action_id"]
        return self._act(self.acts.press(self.user, place, *ids, values=values, value=choice))

    def choose(self, label: str, given: filling.Given) -> Outcome:
        """Fill in one field of the modal and tell the bot of it, as a field that dispatches does."""
        view = self.modal
        block, element = filling.field_named(self.acts, view, label)
        self.fill({label: given})
        values = self._typed[view.id]
        value = values[block["block_id"]][element["action_id"]]
        ids = block["block_id"], element["action_id"]
        return self._act(self.acts.press(self.user, view, *ids, values=values, value=value))

    def fill(self, fields: Mapping[str, filling.Given]) -> None:
        """Fill in fields of the modal on top, by label, without submitting."""
        view = self.modal
        typed = self._typed.setdefault(view.id, {})
        for label, given in fields.items():
            block, element = filling.field_named(self.acts, view, label)
            value = filling.value(self.acts, self.user, view, label, given, typed)
            typed.setdefault(block["block_id"], {})[element["action_id"]] = value

    def submit(self, title: str, fields: Mapping[str, filling.Given] | None = None) -> Outcome:
        """Fill in and submit the modal of that title; `errors` then holds the sentences by label."""
        self._begin()
        view = self.wait(lambda: self._titled(title), f"the modal « {title} »")
        self.fill(fields or {})
        outcome = self.acts.submit(self.user, view.id, self._typed[view.id])
        self.errors = filling.labelled_errors(self.acts, view, outcome.errors)
        return self._act(outcome)

    def close(self) -> Outcome:
        """Close the modal on top."""
        return self._act(self.acts.close(self.user, self.modal.id))

    # -- looking -----------------------------------------------------------------------------------------------------
    def _begin(self) -> None:
        self._since = self.workspace.next_ts()
        self.errors = {}

    def _act(self, outcome: Outcome) -> Outcome:
        if outcome.error is not None:
            raise AssertionError(outcome.error)
        self.settle()
        return outcome

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
        return reading.row_of(self.workspace, _blocks(place), text)

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

    def _top(self) -> View | None:
        stack = self.workspace.stacks.get(self.user)
        return stack[-1] if stack else None

    def _titled(self, title: str) -> View | None:
        top = self._top()
        return top if top is not None and top.title == title else None

    def _told_alone(self) -> Message | None:
        lines = self.workspace.messages.values()
        mine = [one for line in lines for one in line if one.ephemeral_to == self.user and not one.deleted]
        fresh = [one for one in mine if (one.edited or one.ts) > self._since]
        return max(fresh, key=lambda one: one.edited or one.ts, default=None)

    def _home_since(self, old: str | None) -> View | None:
        home = self.workspace.homes.get(self.user)
        return home if home is not None and home.hash != old else None

    def _control(self, label: str, on: Message | View | None, row: str | None) -> tuple[Any, Json, Json] | None:
        for place in [on] if on is not None else self._places():
            blocks = self._near(place, row) if row else _blocks(place)
            for block, element in interactive(blocks):
                if label in reading.labels(element):
                    return place, block, element
        return None

    def _places(self) -> list[Message | View]:
        top, home = self._top(), self.workspace.homes.get(self.user)
        if top is not None:
            return [top]
        lines = [line for name, line in self.workspace.messages.items() if self._sees(name)]
        seen = [one for line in lines for one in line if not one.deleted and one.ephemeral_to in {None, self.user}]
        newest: list[Message | View] = [*sorted(seen, key=lambda one: one.ts, reverse=True)]
        return [*newest, *([home] if home is not None else [])]

    def _sees(self, channel: str) -> bool:
        return self.user in self.workspace.channels[channel].members


def _blocks(place: Message | View) -> list[Json]:
    return list(place.payload["blocks"]) if isinstance(place, View) else place.blocks
