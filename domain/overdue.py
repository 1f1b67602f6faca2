"""The list of debtors who are late, ordered by who to call first, filtered and paged."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.money import Money
from domain.priority import Standing, Weights, points


@dataclass(frozen=True, slots=True)
class DebtorRow:
    """A debtor of the digest or of a list: what they owe that is overdue, and what orders them."""

    id: int
    code: str
    name: str
    owner: str
    profile: str
    invoices: int
    standing: Standing

    def days_late(self, today: date) -> int:
        """Count the days since the oldest due date."""
        return (today - self.standing.oldest_due).days


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list keeps; None or "" keeps all. `above` in cents of any one currency.

    `covering` keeps the debtors of the people whom the owner stands in for as well.
    """

    late_over: int | None = None
    above: int | None = None
    owner: str = ""
    profile: str = ""
    currency: str = ""
    covering: bool = False


@dataclass(frozen=True, slots=True)
class OverduePage:
    """One page of the list: `number` counts from 1, `of` pages in all, `total` debtors.

    `covered` are the absent people whose debtors are kept with those of the owner.
    """

    rows: tuple[DebtorRow, ...]
    number: int
    of: int
    total: int
    covered: tuple[str, ...] = ()


def ordered(rows: Iterable[DebtorRow], today: date, weights: Weights) -> list[DebtorRow]:
    """Order rows by who to call first; equals by name, so that the order never wavers."""
    return sorted(rows, key=lambda row: (-points(row.standing, today, weights), row.name, row.id))


def keeps(filters: Filters, row: DebtorRow, today: date, covered: Collection[str] = ()) -> bool:
    """Say whether a row passes the filters; `covered` own debtors beside the owner asked for."""
    amounts = _amounts(row.standing.overdue, filters.currency)
    return bool(
        amounts
        and (filters.late_over is None or row.days_late(today) > filters.late_over)
        and (filters.above is None or any(amount.cents > filters.above for amount in amounts))
        and (not filters.owner or row.owner in {filters.owner, *covered})
        and (not filters.profile or row.profile == filters.profile)
    )


def page(rows: Sequence[DebtorRow], number: int, size: int) -> OverduePage:
    """Cut a page; a number outside the list gives the nearest page."""
    of = max(1, -(-len(rows) // size))
    number = min(max(1, number), of)
    return OverduePage(tuple(rows[(number - 1) * size : number * size]), number, of, len(rows))


def _amounts(overdue: tuple[Money, ...], currency: str) -> tuple[Money, ...]:
    return tuple(amount for amount in overdue if not currency or amount.currency == currency)
