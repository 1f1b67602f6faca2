"""Late-payment penalties: every worked figure of RULES §6, and what a statement never does."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.debtors import DebtorKind
from domain.penalties import Basis, Claim, FloorWarning, Moved, Statement, accrue, indemnity_of, interest_of, statement
from domain.policy import Imputation
from domain.rates import Rate, RateMissing, Rates, Semester, read_rates, semester_of

FIRST, PRINCIPAL = Imputation.INTEREST_FIRST, Imputation.PRINCIPAL_FIRST
RATES = read_rates(Path("domain/data/rates_fr.csv").read_text("utf-8"))
PUBLIC, CONSUMER = DebtorKind.PUBLIC, DebtorKind.CONSUMER
TEN = Decimal(10)
YEAR = date(2025, 1, 1), date(2026, 1, 1)
JULY = date(2025, 7, 1)


def claim(euros: int, due_on: date, *money: Moved, **facts: Any) -> Claim:
    return Claim(euros * 100, due_on, money=money, **facts)


def paid(euros: int, on: date) -> Moved:
    return Moved(on, euros * 100)


def credited(euros: int, on: date) -> Moved:
    return Moved(on, euros * 100, credit=True)


def figures(made: Statement) -> tuple[int, int, int, int]:
    return made.principal, made.interest, made.indemnity, made.total


def doubling() -> Rates:
    """Give 10 %, then 20 % from the second semester of 2025."""
    none, ten = (Rate(Decimal(ecb), Decimal(1), Decimal(1)) for ecb in (0, 10))
    return Rates({Semester(2025, 1): none, Semester(2025, 2): ten, Semester(2026, 1): ten})


class Case(NamedTuple):
    """A claim, the day asked about, and the principal, interest, indemnity and total expected."""

    asked: Claim
    until: date
    expected: tuple[int, int, int, int]
    order: Imputation = PRINCIPAL
    basis: Basis = Basis.FIXED


NOTICED = date(2026, 11, 2)
TODAY = date(2026, 11, 22)
LEAP = date(2023, 12, 31), date(2024, 12, 31)
WORKED = {
    "a year at 10 %": Case(claim(10_000, YEAR[0], rate=TEN), YEAR[1], (1_000_000, 100_000, 4_000, 1_104_000)),
    "4 000 paid, on interest first": Case(
        claim(10_000, YEAR[0], paid(4_000, JULY), rate=TEN), YEAR[1], (649_589, 32_746, 4_000, 686_335), FIRST
    ),
    "4 000 paid, on the principal first": Case(
        claim(10_000, YEAR[0], paid(4_000, JULY), rate=TEN), YEAR[1], (600_000, 79_836, 4_000, 683_836)
    ),
    "a credit note lowers the principal only": Case(
        claim(10_000, YEAR[0], credited(4_000, JULY), rate=TEN), YEAR[1], (600_000, 79_836, 4_000, 683_836), FIRST
    ),
    "all paid late, on interest first": Case(
        claim(10_000, YEAR[0], paid(10_000, date(2025, 3, 1)), rate=TEN), YEAR[1], (16_164, 1_355, 4_000, 21_519), FIRST
    ),
    "two semesters": Case(claim(10_000, date(2026, 5, 1)), date(2026, 9, 1), (1_000_000, 41_375, 4_000, 1_045_375)),
    "a leap year by 365": Case(claim(10_000, LEAP[0], rate=TEN), LEAP[1], (1_000_000, 100_274, 4_000, 1_104_274)),
    "a leap year by its days": Case(
        claim(10_000, LEAP[0], rate=TEN), LEAP[1], (1_000_000, 100_000, 4_000, 1_104_000), basis=Basis.ACTUAL
    ),
    "paid on the due date": Case(claim(10_000, YEAR[0], paid(10_000, YEAR[0]), rate=TEN), YEAR[1], (0, 0, 0, 0)),
    "thirty days": Case(
        claim(15_000, YEAR[0], rate=Decimal(15)), YEAR[0] + timedelta(days=30), (1_500_000, 18_493, 4_000, 1_522_493)
    ),
    "thirty days of 2026": Case(claim(1_200, date(2026, 9, 30)), date(2026, 10, 30), (120_000, 1_223, 4_000, 125_223)),
    "June and July 2026": Case(
        claim(10_000, date(2026, 5, 31)), date(2026, 7, 31), (1_000_000, 20_518, 4_000, 1_024_518)
    ),
    "44 days of 2024 by 365": Case(
        claim(10_000, date(2024, 1, 31)), date(2024, 3, 15), (1_000_000, 17_479, 4_000, 1_021_479)
    ),
    "44 days of 2024 by 366": Case(
        claim(10_000, date(2024, 1, 31)), date(2024, 3, 15), (1_000_000, 17_432, 4_000, 1_021_432), basis=Basis.ACTUAL
    ),
    "a public body": Case(claim(3_480, date(2026, 10, 10), kind=PUBLIC), TODAY, (348_000, 4_264, 4_000, 356_264)),
    "a consumer, from the notice": Case(
        claim(540, date(2026, 10, 1), kind=CONSUMER, notice_on=NOTICED), TODAY, (54_000, 81, 0, 54_081)
    ),
    "a consumer without a notice": Case(claim(540, date(2026, 10, 1), kind=CONSUMER), TODAY, (54_000, 0, 0, 54_000)),
    "not due yet": Case(claim(100, date(2026, 12, 1)), TODAY, (10_000, 0, 0, 10_000)),
    "due today": Case(claim(100, TODAY), TODAY, (10_000, 0, 0, 10_000)),
    "insolvent before it was late": Case(
        claim(100, date(2026, 10, 9), stops_on=date(2026, 10, 10)), TODAY, (10_000, 0, 0, 10_000)
    ),
}


@pytest.mark.parametrize("name", WORKED)
def test_the_worked_figures_come_out_to_the_cent(name: str) -> None:
    case = WORKED[name]

    assert case.expected == figures(statement(case.asked, case.until, RATES, case.order, case.basis))


def test_a_rate_that_doubles_in_july_counts_from_its_first_day() -> None:
    made = statement(claim(10_000, YEAR[0]), YEAR[1], doubling(), PRINCIPAL)

    assert 150_685 == made.interest
    assert [180, 184, 1] == [period.days for period in made.periods]


def test_periods_name_their_days_their_rate_and_their_base() -> None:
    made = statement(claim(10_000, date(2026, 5, 1)), date(2026, 9, 1), RATES, PRINCIPAL)

    told = [(one.first, one.last, one.days, one.rate, one.base, one.interest) for one in made.periods]
    assert [
        (date(2026, 5, 2), date(2026, 6, 30), 60, Decimal("12.15"), 1_000_000, 19_973),
        (date(2026, 7, 1), date(2026, 9, 1), 63, Decimal("12.40"), 1_000_000, 21_403),
    ] == told


def test_both_orders_are_always_given() -> None:
    made = statement(claim(10_000, YEAR[0], paid(4_000, JULY), rate=TEN), YEAR[1], RATES, PRINCIPAL)

    assert (686_335, 683_836) == (made.imputation[FIRST].total, made.imputation[PRINCIPAL].total)


def test_two_invoices_bear_the_indemnity_twice_and_two_lines_of_one_invoice_once() -> None:
    one = claim(10_000, YEAR[0], rate=TEN)

    assert (100_000, 4_000) == (interest_of([one], YEAR[1], RATES, PRINCIPAL), indemnity_of([one], YEAR[1]))
    assert (200_000, 4_000) == (interest_of([one, one], YEAR[1], RATES, PRINCIPAL), indemnity_of([one, one], YEAR[1]))
    assert 2_208_000 == 2 * statement(one, YEAR[1], RATES, PRINCIPAL).total


def test_the_indemnity_stays_once_the_invoice_is_paid() -> None:
    late = claim(100, YEAR[0], paid(100, YEAR[0] + timedelta(days=1)), rate=Decimal(0))

    assert (0, 0, 4_000, 4_000) == figures(statement(late, YEAR[1], RATES, PRINCIPAL))


def test_where_interest_is_paid_first_interest_holds_what_is_left_of_the_principal() -> None:
    asked = claim(10_000, YEAR[0], paid(4_000, JULY), rate=TEN)

    assert 649_589 + 32_746 - 600_000 == interest_of([asked], YEAR[1], RATES, FIRST)


def test_the_rate_of_a_public_body_is_frozen_on_the_day_interest_began() -> None:
    made = statement(claim(1_000, date(2025, 6, 30), kind=DebtorKind.PUBLIC), date(2026, 8, 1), RATES, PRINCIPAL)

    assert {Decimal("10.15")} == {period.rate for period in made.periods}


def test_interest_stops_before_the_opening_judgment() -> None:
    day = date(2025, 3, 1)
    stopped = statement(claim(10_000, YEAR[0], rate=TEN, stops_on=day), YEAR[1], RATES, PRINCIPAL)

    assert day - timedelta(days=1) == stopped.periods[-1].last
    assert figures(statement(claim(10_000, YEAR[0], rate=TEN), day - timedelta(days=1), RATES, PRINCIPAL)) == figures(
        stopped
    )


def test_a_contract_under_the_floor_is_computed_as_agreed_and_warned_of() -> None:
    made = statement(claim(10_000, date(2024, 1, 31), rate=TEN), date(2024, 3, 15), RATES, PRINCIPAL)

    assert (FloorWarning(Semester(2024, 1), Decimal("15.21")),) == made.warnings
    assert 12_055 == made.interest


def test_a_contract_at_the_floor_is_not_warned_of() -> None:
    made = statement(claim(10_000, date(2024, 1, 31), rate=Decimal("15.21")), date(2024, 3, 15), RATES, PRINCIPAL)

    assert () == made.warnings


def test_a_semester_that_is_missing_is_named() -> None:
    with pytest.raises(RateMissing) as refused:
        statement(claim(100, date(2026, 12, 1)), date(2027, 1, 1), RATES, PRINCIPAL)

    assert {"semester": "2027-S1"} == refused.value.facts


def test_a_contract_needs_no_rate_of_the_table_but_its_floor_is_not_known() -> None:
    made = statement(claim(100, date(2027, 1, 1), rate=TEN), date(2027, 2, 1), RATES, PRINCIPAL)

    assert (FloorWarning(Semester(2027, 1), None),) == made.warnings


def test_every_semester_of_the_table_follows_the_one_before() -> None:
    known = sorted(RATES.known)

    assert Semester(2015, 1) == known[0]
    assert known[1:] == [semester_of(one.last_day() + timedelta(days=1)) for one in known[:-1]]


MONEY = st.lists(
    st.builds(Moved, st.dates(date(2024, 1, 1), date(2026, 12, 1)), st.integers(1, 500_000), st.booleans()), max_size=6
).map(tuple)
CLAIMS = st.builds(
    Claim,
    st.integers(1, 1_000_000),
    st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.sampled_from(DebtorKind),
    st.none() | st.decimals(0, 30, places=2),
    MONEY,
    st.none() | st.dates(date(2024, 1, 1), date(2026, 6, 1)),
    st.none() | st.dates(date(2024, 1, 1), date(2026, 6, 1)),
)


@given(CLAIMS, st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.sampled_from(Basis))
def test_no_sum_is_ever_negative_and_periods_never_overlap(asked: Claim, until: date, basis: Basis) -> None:
    for order in Imputation:
        accrued = accrue(asked, until, RATES, order, basis)
        days = [day for period in accrued.periods for day in (period.first, period.last)]

        assert 0 <= accrued.principal <= asked.principal
        assert accrued.interest >= 0
        assert days == sorted(days)
        assert interest_of([asked], until, RATES, order, basis) >= 0


@given(st.integers(1, 10**9), st.dates(date(2024, 1, 1), date(2026, 1, 1)), st.integers(0, 330))
def test_without_payments_both_orders_are_equal(cents: int, due_on: date, days: int) -> None:
    made = statement(Claim(cents, due_on), due_on + timedelta(days=days), RATES, PRINCIPAL)

    assert made.imputation[FIRST] == made.imputation[PRINCIPAL]
