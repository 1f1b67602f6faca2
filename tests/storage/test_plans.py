"""Plans asked for and decided (RULES §5), on both databases."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.money import Money
from domain.people import Role
from domain.plan_decisions import FirstInstalmentPassed, OwnPlan, PlanAboveRole, PlanDecided, decide_plan
from domain.plan_requests import (
    CountOutOfRange,
    DownPaymentTooHigh,
    FirstInstalmentInThePast,
    FirstInstalmentTooFar,
    InstalmentsTooSmall,
    LinesInPlan,
    PlanChanged,
)
from domain.plan_schedule import Period
from domain.plan_views import State, Verdict
from domain.plans import MotiveMissing, Terms, UnknownPlan
from domain.rates import RateMissing
from domain.refusals import MixedCurrencies, NothingLeft, Refusal, TextTooLong
from storage.tables import decisions
from tests.storage.books import MONDAY, day, invoice
from tests.storage.plans import APPROVED, FIRST, REFUSED, TERMS, Bureau, bureau, drawn
from tests.storage.test_once import together

__all__ = ["bureau"]


# -- asked for ---------------------------------------------------------------------------------------------------------
def test_a_request_freezes_its_lines_at_once_and_is_told(bureau: Bureau) -> None:
    bureau.ask()

    assert [1, 1] == bureau.frozen()
    assert (State.REQUESTED, Money(90_000, "EUR"), "collector") == (
        bureau.state(),
        bureau.row().total,
        bureau.row().tier,
    )
    assert ["plan.requested"] == bureau.kinds()
    assert 1 == drawn(bureau)


def test_the_view_holds_the_parties_the_lines_and_what_helps_to_decide(bureau: Bureau) -> None:
    bureau.company.promise(100, day(1))
    bureau.company.judge(day(20))
    bureau.ask(on=day(5))
    with bureau.company.open_reader() as reader:
        view = reader.plan(1)

    assert [("F1", 60_000), ("F2", 30_000)] == [(line.number, line.amount) for line in view.lines]
    assert ("Client C1", 90_000, 0, 0) == (view.debtor.name, view.principal, view.penalties, view.down_payment)
    assert (1, 1, ()) == (view.promises, view.not_kept, view.past)
    assert (Money(90_000, "EUR"),) == view.debt.owed(MONDAY)


def test_earlier_plans_are_given_the_newest_first(bureau: Bureau) -> None:
    bureau.ask(TERMS, "F1", shown=60_000)
    bureau.decide(REFUSED, reason="Trop long")
    bureau.ask(on=day(1))
    with bureau.company.open_reader() as reader:
        view = reader.plan(2)

    assert [(State.REFUSED, Money(60_000, "EUR"), MONDAY)] == [
        (one.state, one.total, one.requested_on) for one in view.past
    ]


def test_penalties_are_added_when_asked_for(bureau: Bureau) -> None:
    """600 € over 20 days and 300 € over 10, at 12.40 %, and twice 40 €."""
    bureau.ask(Terms(3, FIRST, Period.WEEKLY, "x", penalties=True), shown=90_000 + 408 + 102 + 8_000)

    assert Money(98_510, "EUR") == bureau.row().total


def test_a_down_payment_is_an_instalment_more_dated_by_the_approval(bureau: Bureau) -> None:
    bureau.ask(Terms(3, FIRST, Period.WEEKLY, "x", down_payment=30_000))
    assert [(0, None, 30_000), (1, FIRST, 20_000)] == [
        (p.rank, p.due_on, p.amount) for p in bureau.row().instalments[:2]
    ]

    bureau.decide(APPROVED)

    assert FIRST == bureau.row().instalments[0].due_on


def test_open_promises_on_its_lines_are_replaced(bureau: Bureau) -> None:
    bureau.company.promise(100, day(4))
    bureau.ask()

    assert ["replaced"] == bureau.company.states()
    payload = bureau.company.journal()[-1].payload
    assert [{"amount": 100, "currency": "EUR", "on": day(4).isoformat()}] == payload["replaced"]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"count": 0}, CountOutOfRange),
        ({"count": 13}, CountOutOfRange),
        ({"first_on": day(-1)}, FirstInstalmentInThePast),
        ({"first_on": MONDAY + timedelta(days=366)}, FirstInstalmentTooFar),
        ({"down_payment": 90_000}, DownPaymentTooHigh),
        ({"down_payment": -1}, DownPaymentTooHigh),
        ({"down_payment": 89_998}, InstalmentsTooSmall),
        ({"reason": " "}, MotiveMissing),
        ({"reason": "x" * 501}, TextTooLong),
    ],
)
def test_terms_that_cannot_be_are_refused_and_nothing_is_kept(
    bureau: Bureau, changes: dict[str, Any], refusal: type[Refusal]
) -> None:
    known = {"count": 3, "first_on": FIRST, "period": Period.WEEKLY, "reason": "x"}
    with pytest.raises(refusal):
        bureau.ask(Terms(**{**known, **changes}))

    assert ([None, None], []) == (bureau.frozen(), bureau.kinds())


def test_lines_in_a_plan_already_are_refused_by_their_invoices(bureau: Bureau) -> None:
    bureau.ask(TERMS, "F1", shown=60_000)
    with pytest.raises(LinesInPlan) as refused:
        bureau.ask()

    assert {"numbers": ("F1",)} == refused.value.facts


def test_a_total_that_is_not_the_one_shown_is_refused(bureau: Bureau) -> None:
    bureau.pay(10_000, MONDAY)
    with pytest.raises(PlanChanged):
        bureau.ask()


def test_a_paid_debt_and_two_currencies_are_refused(bureau: Bureau) -> None:
    bureau.company.load(invoice("F3", (day(-5), 100), currency="USD"))
    with pytest.raises(MixedCurrencies):
        bureau.ask(TERMS, "F1", "F3")
    bureau.pay(60_000, MONDAY)
    with pytest.raises(NothingLeft):
        bureau.ask(TERMS, "F1")


def test_a_rate_that_is_missing_is_refused_by_its_name(bureau: Bureau) -> None:
    with pytest.raises(RateMissing):
        bureau.ask(Terms(3, date(2027, 1, 4), Period.WEEKLY, "x", penalties=True), on=date(2027, 1, 4))


# -- decided -----------------------------------------------------------------------------------------------------------
def test_an_approval_makes_the_plan_active_and_its_message_is_drawn_again(bureau: Bureau) -> None:
    bureau.approved()

    assert (State.ACTIVE, "UBOB", MONDAY) == (bureau.state(), bureau.row().decided_by, bureau.row().decided_on)
    assert [1, 1] == bureau.frozen()
    assert ["plan.requested", "plan.approved"] == bureau.kinds()
    assert 2 == drawn(bureau)


def test_a_refusal_frees_the_lines_and_keeps_its_reason(bureau: Bureau) -> None:
    bureau.ask()
    bureau.decide(REFUSED, reason="Trop long")

    assert (State.REFUSED, [None, None]) == (bureau.state(), bureau.frozen())
    assert "Trop long" == bureau.company.journal()[-1].payload["reason"]


def test_a_refusal_needs_a_reason(bureau: Bureau) -> None:
    bureau.ask()
    with pytest.raises(MotiveMissing):
        bureau.decide(REFUSED, reason="  ")


@pytest.mark.parametrize("verdict", [APPROVED, REFUSED])
def test_nobody_decides_their_own_request_whatever_their_role(bureau: Bureau, verdict: Verdict) -> None:
    bureau.ask()
    with pytest.raises(OwnPlan):
        bureau.decide(verdict, by="UALICE", roles=Role.ADMIN, reason="x")

    assert State.REQUESTED == bureau.state()


TWELVE = Terms(12, FIRST, Period.MONTHLY, "x")
TIERS: list[tuple[Terms, Role, bool]] = [
    (TERMS, Role.COLLECTOR, True),
    (TERMS, Role.APPROVER, True),
    (TERMS, Role.ADMIN, True),
    (TWELVE, Role.COLLECTOR, False),
    (TWELVE, Role.APPROVER, True),
    (TWELVE, Role.ADMIN, True),
    (TWELVE, Role.COLLECTOR | Role.APPROVER, True),
]


@pytest.mark.parametrize(("terms", "roles", "allowed"), TIERS)
def test_a_plan_is_decided_by_its_tier_and_above(bureau: Bureau, terms: Terms, roles: Role, *, allowed: bool) -> None:
    bureau.ask(terms)
    if allowed:
        bureau.decide(APPROVED, roles=roles)
    else:
        with pytest.raises(PlanAboveRole):
            bureau.decide(APPROVED, roles=roles)

    assert (State.ACTIVE if allowed else State.REQUESTED) == bureau.state()


def test_the_second_person_is_told_what_the_first_decided(bureau: Bureau) -> None:
    bureau.approved()
    with pytest.raises(PlanDecided) as told:
        bureau.decide(REFUSED, by="UCAROLE", reason="x", version=1)

    decision = told.value.facts["decision"]
    assert (State.ACTIVE, APPROVED, "UBOB") == (told.value.facts["state"], decision.verdict, decision.by)


def test_a_press_sent_twice_decides_once(bureau: Bureau) -> None:
    bureau.ask()
    act = bureau.company.act(MONDAY, by="UBOB", once="press:T1")
    for _ in range(2):
        decide_plan(bureau.company.open_book, act, plan_id=1, verdict=APPROVED, roles=Role.ADMIN, version=1)

    assert 1 == bureau.scalar(select(func.count()).select_from(decisions))


def test_ten_people_at_once_decide_once(bureau: Bureau) -> None:
    bureau.ask()

    def decide(number: int) -> str:
        try:
            bureau.decide(APPROVED if number % 2 else REFUSED, by=f"U{number}", reason="x", version=1)
        except PlanDecided as told:
            return f"told by {told.facts['decision'].by}"
        return f"decided by U{number}"

    answers = together(*(partial(decide, number) for number in range(10)))

    (winner,) = (str(one).removeprefix("decided by ") for one in answers if str(one).startswith("decided"))
    assert 9 == answers.count(f"told by {winner}")
    assert 2 == len(bureau.kinds())
    assert 1 == bureau.scalar(select(func.count()).select_from(decisions))


def test_two_requests_at_once_on_one_debt_make_one_plan(bureau: Bureau) -> None:
    def ask() -> str:
        try:
            bureau.ask()
        except LinesInPlan:
            return "refused"
        return "asked"

    assert ["asked", "refused", "refused", "refused"] == sorted(map(str, together(*[ask] * 4)))


def test_a_plan_nobody_knows_is_refused(bureau: Bureau) -> None:
    with pytest.raises(UnknownPlan):
        bureau.decide(APPROVED, plan_id=9, version=1)
    with bureau.company.open_reader() as reader, pytest.raises(UnknownPlan):
        reader.plan(9)


def test_a_plan_whose_first_instalment_has_passed_can_only_be_refused(bureau: Bureau) -> None:
    bureau.ask(Terms(3, day(1), Period.WEEKLY, "x"))
    with pytest.raises(FirstInstalmentPassed):
        bureau.decide(APPROVED, day(2))

    bureau.decide(REFUSED, day(2), reason="Trop tard")

    assert State.REFUSED == bureau.state()
