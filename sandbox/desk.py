"""One person at the workspace, for journeys told in labels: presses, forms, commands, and what is then read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sandbox import filling, reading
from sandbox.acts import Acts, Outcome
from sandbox.blocks import interactive
from sandbox.reader import DEADLINE, Reader, blocks_of
from sandbox.records import File, Json, Message, View
from sandbox.server import Server


def _nothing() -> None:
    return


class Desk(Reader):
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
        super().__init__(server, user, channel, deadline)
        self.settle = settle
        self.errors: dict[str, str] = {}
        self._typed: dict[str, dict[str, dict[str, Any]]] = {}

    @property
    def acts(self) -> Acts:
        """Give the acts of people."""
        return self.server.acts

    def as_(self, user: str) -> "Desk":
        """Give the desk of somebody else in the same channel."""
        return Desk(self.server, user, self.channel, settle=self.settle, deadline=self.deadline)

    # -- what is read ------------------------------------------------------------------------------------------------
    @property
    def modal(self) -> View:
        """Give the modal on top."""
        return self.wait(self._top, "a modal")

    @property
    def home(self) -> str:
        """Open the bot's Home and give its words once it is published."""
        before = self.workspace.homes.get(self.user)
        old = before.hash if before else None
        self._act(self.acts.open_home(self.user))
        return self.text_of(self.wait(lambda: self._home_since(old), "the Home"))

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

    def _top(self) -> View | None:
        stack = self.workspace.stacks.get(self.user)
        return stack[-1] if stack else None

    def _titled(self, title: str) -> View | None:
        top = self._top()
        return top if top is not None and top.title == title else None

    def _home_since(self, old: str | None) -> View | None:
        home = self.workspace.homes.get(self.user)
        return home if home is not None and home.hash != old else None

    def _control(self, label: str, on: Message | View | None, row: str | None) -> tuple[Any, Json, Json] | None:
        for place in [on] if on is not None else self._places():
            blocks = self._near(place, row) if row else blocks_of(place)
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
