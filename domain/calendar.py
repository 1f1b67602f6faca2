"""French working days and month arithmetic: every rule that speaks of dates counts them the same way."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

_SATURDAY = 5
_ALSACE = {"67": "6AE", "68": "6AE"}  # the library knows the departments of Alsace as one
PLACES = frozenset({"57", "67", "68", "6AE", "971", "972", "973", "974", "976", "BL", "MF", "NC", "PF", "PM", "WF"})


class Bucket(StrEnum):
    """Ageing buckets of RULES §2, worded as `stats --json` prints them."""

    NOT_DUE = "not_due"
    TO_30 = "1-30"
    TO_60 = "31-60"
    TO_90 = "61-90"
    OVER_90 = "90+"


BUCKETS = tuple(Bucket)


@lru_cache(maxsize=256)
def public_holidays(place: str, year: int) -> frozenset[date]:
    """Give the public holidays of a year in "FR" or a subdivision of it ("FR-57")."""
    import holidays  # noqa: PLC0415 -- a quarter of a second, and few runs ask

    subdivision = place.removeprefix("FR").removeprefix("-")
    known = holidays.country_holidays("FR", subdiv=_ALSACE.get(subdivision, subdivision) or None, years=year)
    return frozenset(known)


def is_known_place(place: str) -> bool:
    """Tell whether `public_holidays` knows this place: "FR" or "FR-" and a subdivision with its own holidays."""
    return place == "FR" or (place.startswith("FR-") and place.removeprefix("FR-") in PLACES)


@lru_cache(maxsize=8192)
def _next_working_day(place: str, day: date) -> date:
    while day.weekday() >= _SATURDAY or day in public_holidays(place, day.year):
        day += timedelta(days=1)
    return day


@dataclass(frozen=True)
class Calendar:
    """Say which days are worked in one place: Monday to Friday but for public holidays (RULES §7)."""

    place: str = "FR"
    closed_days: bool = True  # False when the policy lets reminders run every day

    def is_working_day(self, day: date) -> bool:
        """Tell whether people work that day, whatever the policy says of closed days."""
        return _next_working_day(self.place, day) == day

    def next_working_day(self, day: date) -> date:
        """Give `day` itself when worked, else the first worked day after it."""
        return _next_working_day(self.place, day)

    def running_day(self, day: date) -> date:
        """Give the first day from `day` on which reminders run: shifted to a working day, never dropped."""
        return _next_working_day(self.place, day) if self.closed_days else day

    def add_working_days(self, day: date, count: int) -> date:
        """Give the `count`-th working day after `day`; 0 gives `day` itself, worked or not."""
        for _ in range(count):
            day = _next_working_day(self.place, day + timedelta(days=1))
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 when `end` is not after `start`."""
        days = (start + timedelta(days=gap) for gap in range(1, (end - start).days + 1))
        return sum(self.is_working_day(day) for day in days)


def add_months(day: date, months: int) -> date:
    """Move by months, clipped to the month's end: 2026-01-31 + 1 is 2026-02-28 (RULES §7)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(day: date) -> date:
    """Give the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def days_late(due_on: date, today: date) -> int:
    """Count the days past the due date: 0 on that day, negative before (RULES §2)."""
    return (today - due_on).days


def is_overdue(due_on: date, today: date) -> bool:
    """Tell whether a line is overdue: from the day after its due date (RULES §2)."""
    return today > due_on


def bucket(late: int) -> Bucket:
    """Give the ageing bucket of a number of days late (RULES §2)."""
    limits = ((0, Bucket.NOT_DUE), (30, Bucket.TO_30), (60, Bucket.TO_60), (90, Bucket.TO_90))
    return next((name for limit, name in limits if late <= limit), Bucket.OVER_90)
