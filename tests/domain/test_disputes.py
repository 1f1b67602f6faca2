"""A dispute freezes the contested part alone, until somebody says who was right and a credit note follows."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.debts import Debt
from domain.dispute_credits import Founded, covered, is_covered
from domain.disputes import (
    FREEZING,
    MOVES,
    ContestedAboveLeft,
    ContestedAlready,
    ContestedNotPositive,
    Dispute,
    Reason,
    Share,
    State,
    dispute,
)
from domain.money import Money
from domain.refusals import MixedCurrencies, NothingLeft
from tests.messages.given import dupuis, eur, line

OLD = line("F1", date(2026, 10, 1), 30_000, id=1)
NEW = line("F2", date(2026, 11, 1), 20_000, id=2)
DEBT = Debt(dupuis(), (NEW, OLD))


def contest(amount: int | None = None, debt: Debt = DEBT) -> Dispute:
    return dispute(debt, Reason.PRICE, None if amount is None else eur(amount))


def test_without_an_amount_all_that_is_left_is_contested() -> None:
    assert (eur(50_000), (Share(1, 30_000), Share(2, 20_000))) == (contest().amount, contest().shares)


@pytest.mark.parametrize(
    ("cents", "shares"),
    [
        (1, (Share(1, 1),)),
        (30_000, (Share(1, 30_000),)),
        (30_001, (Share(1, 30_000), Share(2, 1))),
        (50_000, (Share(1, 30_000), Share(2, 20_000))),
    ],
)
def test_an_amount_is_spread_over_the_oldest_lines_first(cents: int, shares: tuple[Share, ...]) -> None:
    assert shares == contest(cents).shares


def test_what_is_contested_already_is_not_contested_twice() -> None:
    partly = Debt(dupuis(), (replace(OLD, disputed=25_000), replace(NEW, disputed=99_999)))

    assert (Share(1, 5_000),) == contest(debt=partly).shares
    with pytest.raises(ContestedAboveLeft) as refused:
        contest(5_001, partly)
    assert eur(5_000) == refused.value.facts["left"]
    with pytest.raises(ContestedAlready):
        contest(debt=Debt(dupuis(), (replace(OLD, disputed=30_000),)))


def test_what_cannot_be_contested_is_refused() -> None:
    with pytest.raises(ContestedAboveLeft):
        contest(50_001)
    with pytest.raises(ContestedNotPositive):
        contest(0)
    with pytest.raises(ContestedAboveLeft):
        dispute(DEBT, Reason.PRICE, Money(1, "USD"))
    with pytest.raises(NothingLeft):
        contest(debt=Debt(dupuis(), ()))
    with pytest.raises(MixedCurrencies):
        contest(debt=Debt(dupuis(), (OLD, replace(NEW, currency="USD"))))


@given(st.lists(st.tuples(st.integers(1, 100), st.integers(0, 150)), min_size=1, max_size=6), st.data())
def test_shares_sum_to_the_amount_and_stay_within_what_is_left(
    parts: list[tuple[int, int]], data: st.DataObject
) -> None:
    lines = [line(str(i), left=left, id=i, disputed=disputed) for i, (left, disputed) in enumerate(parts)]
    free = sum(one.undisputed for one in lines)
    if free:
        amount = data.draw(st.integers(1, free))
        made = contest(amount, Debt(dupuis(), tuple(lines)))

        assert amount == sum(share.cents for share in made.shares)
        assert all(0 < share.cents <= lines[share.line_id].undisputed for share in made.shares)


def test_only_an_open_dispute_is_closed_and_only_a_founded_one_is_settled() -> None:
    assert {State.OPEN, State.FOUNDED} == FREEZING
    assert {state for state in State if State.SETTLED in MOVES[state]} == {State.FOUNDED}
    assert {state for state in State if State.UNFOUNDED in MOVES[state]} == {State.OPEN}


FOUNDED = Founded(1, 1, eur(500), credited=500, lowered=500, left=100)


@pytest.mark.parametrize(
    ("founded", "expected"),
    [
        (FOUNDED, True),
        (replace(FOUNDED, credited=499), False),
        (replace(FOUNDED, lowered=499), False),  # the credit note went to another invoice
        (replace(FOUNDED, credited=0, lowered=9_000), False),  # the undisputed part was paid
        (replace(FOUNDED, served=1), False),
        (replace(FOUNDED, credited=0, lowered=0, left=0), True),
    ],
)
def test_a_founded_dispute_waits_for_the_credit_note_that_covers_it(founded: Founded, *, expected: bool) -> None:
    assert expected is is_covered(founded)


def test_one_credit_note_covers_one_dispute() -> None:
    later = replace(FOUNDED, id=2)
    elsewhere = replace(FOUNDED, id=3, debtor_id=2)

    assert [1, 3] == [one.id for one in covered([FOUNDED, later, elsewhere])]
    assert [1, 2] == [one.id for one in covered([FOUNDED, replace(later, credited=1_000)])]
