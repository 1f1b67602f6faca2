"""The schedule of a plan: equal instalments on working days, and how money fills them, the oldest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.calendar import Calendar, add_months

DOWN_PAYMENT_RANK = 0
DOWN_PAYMENT_WORKING_DAYS = 5
"""Working days after the approval on which the down payment is due."""


class Period(StrEnum):
    """How often an instalment is due."""

    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


_DAYS = {Period.WEEKLY: 7, Period.FORTNIGHTLY: 14}


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of a plan, in cents; `rank` counts from 1, 0 is the down payment, without a date until the approval.

    `noticed_on` is the day its notice was told, `missed_on` the day it was first found missed.
    """

    rank: int
    due_on: date | None
    amount: int
    paid: int = 0
    noticed_on: date | None = None
    missed_on: date | None = None

    @property
    def left(self) -> int:
        """Give the cents still to pay."""
        return self.amount - self.paid


def schedule(total: int, count: int, first_on: date, period: Period, calendar: Calendar) -> tuple[Instalment, ...]:
    """Cut `total` cents into `count` equal instalments, at least a cent each; the last takes the rounding (RULES §5).

    Months are counted from the first date and clipped to the month's end; a closed day gives the next working day.
    """
    part = total // count
    amounts = [*[part] * (count - 1), total - part * (count - 1)]
    days = (calendar.next_working_day(due_day(first_on, period, rank)) for rank in range(count))
    return tuple(Instalment(rank, day, cents) for rank, (day, cents) in enumerate(zip(days, amounts, strict=True), 1))


def due_day(first_on: date, period: Period, rank: int) -> date:
    """Give the day of an instalment, `rank` periods after the first date, worked or not."""
    if period is Period.MONTHLY:
        return add_months(first_on, rank)
    return first_on + timedelta(days=_DAYS[period] * rank)


def with_down_payment(instalments: Sequence[Instalment], cents: int) -> tuple[Instalment, ...]:
    """Add the down payment before the others, its day not known yet; nothing when there is none."""
    first = [Instalment(DOWN_PAYMENT_RANK, None, cents)] if cents else []
    return (*first, *instalments)


def approved(instalments: Sequence[Instalment], on: date, calendar: Calendar) -> tuple[Instalment, ...]:
    """Date the down payment from the day of the approval."""
    day = calendar.add_working_days(on, DOWN_PAYMENT_WORKING_DAYS)
    return tuple(one if one.due_on else replace(one, due_on=day) for one in instalments)


def filled(instalments: Sequence[Instalment], cents: int) -> tuple[Instalment, ...]:
    """Lay money on the instalments, the oldest due first; what is too much is left out."""
    shares: dict[int, int] = {}
    for one in in_order(instalments):
        shares[one.rank] = min(one.amount, cents)
        cents -= shares[one.rank]
    return tuple(replace(one, paid=shares[one.rank]) for one in instalments)


def in_order(instalments: Iterable[Instalment]) -> list[Instalment]:
    """Order instalments by due date; a down payment without a date comes first."""
    return sorted(instalments, key=lambda one: (one.due_on or date.min, one.rank))
