"""The schedule of a plan: worked cases, and what holds for any sum, any number of instalments and any first day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.plan_schedule import Instalment, Period, approved, filled, schedule, with_down_payment

FRANCE = Calendar()
MONTHLY, WEEKLY, FORTNIGHTLY = Period.MONTHLY, Period.WEEKLY, Period.FORTNIGHTLY


def days(first_on: date, period: Period, count: int = 3) -> list[date]:
    return [one.due_on for one in schedule(10_000, count, first_on, period, FRANCE) if one.due_on]


@pytest.mark.parametrize(
    ("total", "count", "expected"),
    [
        (100_000, 4, [25_000, 25_000, 25_000, 25_000]),
        (100_000, 3, [33_333, 33_333, 33_334]),
        (5, 3, [1, 1, 3]),
        (7, 1, [7]),
    ],
)
def test_instalments_are_equal_and_the_last_takes_the_rounding(total: int, count: int, expected: list[int]) -> None:
    assert expected == [one.amount for one in schedule(total, count, date(2027, 1, 4), MONTHLY, FRANCE)]


@pytest.mark.parametrize(
    ("first_on", "period", "expected"),
    [
        (date(2028, 1, 31), MONTHLY, [date(2028, 1, 31), date(2028, 2, 29), date(2028, 3, 31)]),
        (date(2029, 1, 31), MONTHLY, [date(2029, 1, 31), date(2029, 2, 28), date(2029, 4, 3)]),
        (date(2026, 12, 4), WEEKLY, [date(2026, 12, 4), date(2026, 12, 11), date(2026, 12, 18)]),
        (date(2026, 12, 11), FORTNIGHTLY, [date(2026, 12, 11), date(2026, 12, 28), date(2027, 1, 8)]),
        (date(2026, 12, 5), WEEKLY, [date(2026, 12, 7), date(2026, 12, 14), date(2026, 12, 21)]),
        (date(2027, 5, 1), MONTHLY, [date(2027, 5, 3), date(2027, 6, 1), date(2027, 7, 1)]),
    ],
)
def test_days_are_counted_from_the_first_and_moved_to_working_days(
    first_on: date, period: Period, expected: list[date]
) -> None:
    assert expected == days(first_on, period)


def test_the_down_payment_is_due_five_working_days_after_the_approval() -> None:
    parts = with_down_payment(schedule(9_000, 2, date(2027, 1, 4), MONTHLY, FRANCE), 1_000)
    dated = approved(parts, date(2026, 12, 22), FRANCE)

    assert [(0, None, 1_000), (1, date(2027, 1, 4), 4_500)] == [(one.rank, one.due_on, one.amount) for one in parts[:2]]
    assert date(2026, 12, 30) == dated[0].due_on  # Christmas and a week-end between


def test_without_a_down_payment_nothing_is_added() -> None:
    parts = schedule(9_000, 2, date(2027, 1, 4), MONTHLY, FRANCE)

    assert parts == with_down_payment(parts, 0)


@pytest.mark.parametrize(
    ("cents", "expected"),
    [(0, [0, 0, 0]), (99, [99, 0, 0]), (100, [100, 0, 0]), (250, [100, 100, 50]), (999, [100, 100, 100])],
)
def test_money_fills_the_oldest_due_first(cents: int, expected: list[int]) -> None:
    parts = [
        Instalment(0, date(2026, 12, 30), 100),
        Instalment(1, date(2026, 12, 20), 100),
        Instalment(2, date(2027, 1, 20), 100),
    ]
    by_date = sorted(filled(parts, cents), key=lambda one: one.due_on or date.min)

    assert expected == [one.paid for one in by_date]


@given(
    st.integers(1, 10**12),
    st.integers(1, 120),
    st.dates(date(2026, 1, 1), date(2036, 1, 1)),
    st.sampled_from(Period),
    st.sampled_from(["FR", "FR-57", "FR-974"]),
)
def test_any_schedule_sums_to_its_total_on_working_days_that_follow_each_other(
    total: int, count: int, first_on: date, period: Period, place: str
) -> None:
    calendar = Calendar(place)
    count = min(count, total)
    parts = schedule(total, count, first_on, period, calendar)
    due = [one.due_on for one in parts if one.due_on]

    assert total == sum(one.amount for one in parts)
    assert all(one.amount > 0 for one in parts)
    assert len({one.amount for one in parts[:-1]}) <= 1
    assert list(range(1, count + 1)) == [one.rank for one in parts]
    assert all(before < after for before, after in pairwise(due))
    assert all(calendar.is_working_day(day) for day in due)
    assert first_on <= due[0] <= first_on + timedelta(days=6)


@given(st.lists(st.integers(1, 1_000), min_size=1, max_size=12), st.integers(0, 15_000))
def test_money_is_neither_lost_nor_made(amounts: list[int], cents: int) -> None:
    parts = [Instalment(rank, date(2026, 12, 1) + timedelta(days=rank), each) for rank, each in enumerate(amounts, 1)]
    shared = filled(parts, cents)

    assert min(cents, sum(amounts)) == sum(one.paid for one in shared)
    assert all(0 <= one.paid <= one.amount for one in shared)
