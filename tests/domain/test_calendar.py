"""Working days and months, worked by hand."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import (
    Bucket,
    Calendar,
    add_months,
    bucket,
    days_late,
    end_of_month,
    is_known_place,
    is_overdue,
    public_holidays,
)

FRANCE = Calendar()


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2026, 11, 23), True),
        (date(2026, 11, 22), False),
        (date(2026, 11, 21), False),
        (date(2026, 11, 11), False),
        (date(2026, 4, 6), False),  # Easter Monday
        (date(2026, 4, 3), True),  # Good Friday is worked outside Alsace-Moselle
        (date(2026, 12, 26), False),
        (date(2025, 12, 26), True),
    ],
)
def test_people_work_from_monday_to_friday_but_for_holidays(day: date, worked: bool) -> None:  # noqa: FBT001
    assert worked == FRANCE.is_working_day(day)


@pytest.mark.parametrize("place", ["FR-57", "FR-67", "FR-68"])
def test_alsace_and_moselle_have_two_more_holidays(place: str) -> None:
    more = public_holidays(place, 2025) - public_holidays("FR", 2025)

    assert {date(2025, 4, 18), date(2025, 12, 26)} == more


def test_the_holidays_library_is_loaded_only_when_asked() -> None:
    asked = "import sys, domain.calendar, domain.policy_reading; sys.exit('holidays' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0


def test_places_are_france_and_its_subdivisions() -> None:
    known = [
        place for place in ("FR", "FR-57", "FR-974", "FR-Zone A", "FR-99", "BE", "57", "") if is_known_place(place)
    ]

    assert ["FR", "FR-57", "FR-974"] == known


def test_a_closed_day_goes_to_the_next_worked_one() -> None:
    assert FRANCE.next_working_day(date(2026, 12, 25)) == date(2026, 12, 28)
    assert FRANCE.next_working_day(date(2026, 12, 28)) == date(2026, 12, 28)
    assert FRANCE.running_day(date(2026, 11, 22)) == date(2026, 11, 23)
    assert Calendar(closed_days=False).running_day(date(2026, 11, 22)) == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("start", "count", "expected"),
    [
        (date(2026, 11, 27), 2, date(2026, 12, 1)),
        (date(2026, 11, 28), 1, date(2026, 11, 30)),
        (date(2026, 11, 28), 0, date(2026, 11, 28)),
        (date(2026, 12, 24), 1, date(2026, 12, 28)),
    ],
)
def test_working_days_are_added_after_the_start(start: date, count: int, expected: date) -> None:
    assert expected == FRANCE.add_working_days(start, count)
    assert FRANCE.working_days_between(start, expected) == count


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months_are_clipped_to_their_end(day: date, months: int, expected: date) -> None:
    assert expected == add_months(day, months)


def test_the_end_of_a_month_knows_leap_years() -> None:
    assert [29, 28] == [end_of_month(date(year, 2, 3)).day for year in (2028, 2026)]


def test_a_line_is_late_from_the_day_after() -> None:
    due = date(2026, 11, 22)

    assert [(False, 0), (True, 1)] == [
        (is_overdue(due, today), days_late(due, today)) for today in (due, date(2026, 11, 23))
    ]


def test_ageing_buckets_hold_their_last_day() -> None:
    ages = {-5: "not_due", 0: "not_due", 1: "1-30", 30: "1-30", 31: "31-60", 60: "31-60", 61: "61-90", 90: "61-90"}

    assert {**ages, 91: "90+"} == {late: str(bucket(late)) for late in (*ages, 91)}
    assert len(Bucket) == 5


@given(st.dates(date(2000, 1, 1), date(2099, 1, 1)))
def test_the_next_working_day_is_worked_and_never_far(day: date) -> None:
    found = FRANCE.next_working_day(day)

    assert FRANCE.is_working_day(found)
    assert 0 <= (found - day).days <= 4
