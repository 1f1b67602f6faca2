"""A debt is a debtor and the due lines an act is about: the aggregate that promises and calls change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.debtors import Debtor
from domain.money import Money, totals
from domain.refusals import MixedCurrencies, NothingLeft


@dataclass(frozen=True, slots=True)
class DueLine:
    """A part of an invoice with its own due date. `amount`, `left` and `disputed` in cents.

    `promise_id` and `plan_id` freeze it while set; `disputed` is the part that open disputes freeze.
    """

    id: int
    invoice_id: int
    number: str
    issued_on: date | None
    due_on: date
    amount: int
    left: int
    currency: str
    level: int = 0
    reminded_on: date | None = None
    scenario: str = ""
    promise_id: int | None = None
    plan_id: int | None = None
    disputed: int = 0

    @property
    def is_frozen(self) -> bool:
        """Say whether a promise, a plan or a dispute of all that is left holds the line (RULES §3)."""
        return self.promise_id is not None or self.plan_id is not None or self.undisputed == 0

    @property
    def undisputed(self) -> int:
        """Give the cents left that no dispute freezes."""
        return max(0, self.left - self.disputed)

    def is_overdue(self, today: date) -> bool:
        """Say whether the line is late: from the day after its due date (RULES §2)."""
        return self.left > 0 and self.due_on < today

    def days_late(self, today: date) -> int:
        """Count the days since the due date; negative before it."""
        return (today - self.due_on).days


@dataclass(frozen=True, slots=True)
class Debt:
    """A debtor and some of their due lines, those with something left."""

    debtor: Debtor
    lines: tuple[DueLine, ...]

    def left(self) -> Money:
        """Sum what is left; raise `NothingLeft` without a line, `MixedCurrencies` with more than one currency."""
        currencies = {line.currency for line in self.lines}
        if not currencies:
            raise NothingLeft
        if len(currencies) > 1:
            raise MixedCurrencies
        return Money(sum(line.left for line in self.lines), currencies.pop())

    def owed(self, today: date) -> tuple[Money, ...]:
        """Sum what is late, per currency."""
        return totals(Money(line.left, line.currency) for line in overdue(self.lines, today))


def overdue(lines: Iterable[DueLine], today: date) -> tuple[DueLine, ...]:
    """Keep the lines that are late today."""
    return tuple(line for line in lines if line.is_overdue(today))
