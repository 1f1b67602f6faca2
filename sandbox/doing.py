"""A deed as its door sees it: who does it, of which client, at the instant the program's clock shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from bot.wiring import Program
from domain.acts import Act
from domain.debts import DueLine, overdue
from domain.money import Money
from domain.ports import OpenBook
from sandbox.portfolio import Days, Deed


@dataclass(frozen=True)
class Doing:
    """A deed being done."""

    program: Program
    days: Days
    deed: Deed

    @property
    def open_book(self) -> OpenBook:
        """Give the book that it is written in."""
        return self.program.open_book

    @property
    def facts(self) -> Mapping[str, Any]:
        """Give its facts."""
        return self.deed.facts

    @property
    def act(self) -> Act:
        """Say who acts, and when."""
        return Act(self.deed.by, self.program.clock.now(), self.program.clock.today())

    @cached_property
    def debtor_id(self) -> int:
        """Find the client."""
        with self.program.open_reader() as reader:
            return reader.exact(self.deed.code)[0].debtor_id

    def lines(self) -> Sequence[DueLine]:
        """Give the lines that it is about: of the invoice named, or all that are late, in no plan, uncontested."""
        with self.program.open_reader() as reader:
            known = reader.debt(self.debtor_id).lines
        if number := self.facts.get("invoice"):
            return [line for line in known if line.number == number]
        late = overdue(known, self.program.clock.today())
        return [line for line in late if line.undisputed and not line.plan_id and line.currency == late[0].currency]

    def amount(self, currency: str) -> Money | None:
        """Give the sum that is said, None when none is."""
        said = self.facts.get("amount")
        return Money(cents(said), currency) if said else None


def cents(said: str) -> int:
    """Read a sum as the data files write it, with two decimals."""
    return int(said.replace(".", ""))
