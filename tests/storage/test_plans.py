"""Plans from the request to their end (RULES §5), on both databases."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import func, select

from domain.money import Money
from domain.people import Role
from domain.plan_decisions import FirstInstalmentPassed, OwnPlan, PlanAboveRole, PlanDecided, decide_plan
from domain.plan_judging import judge_plans
from domain.plan_schedule import Period
from domain.plan_views import PlanRow, State, Verdict
from domain.plans import (
    CountOutOfRange,
    DownPaymentTooHigh,
    FirstInstalmentInThePast,
    FirstInstalmentTooFar,
    InstalmentsTooSmall,
    LinesInPlan,
    MotiveMissing,
    PlanChanged,
    Terms,
    UnknownPlan,
    request_plan,
)
from domain.rates import RateMissing
from domain.refusals import MixedCurrencies, NothingLeft, Refusal, TextTooLong
from storage.tables import decisions, due_lines, places, plans
from tests.storage.books import MONDAY, Company, day, invoice, payment
from tests.storage.test_once import together

FIRST = day(7)
"""The Monday after: instalments of the tests are due on Mondays 9, 16 and 23 November, the 11th being a holiday."""
TERMS = Terms(3, FIRST, Period.WEEKLY, "Trésorerie tendue")
APPROVED, REFUSED, MAINTAINED, ENDED = Verdict.APPROVED, Verdict.REFUSED, Verdict.MAINTAINED, Verdict.ENDED


class Bureau:
    """A company with two invoices of C1, and what people do with plans."""

    def __init__(self, company: Company) -> None:
        self.company = company
        company.load(invoice("F1", (day(-20), 60_000)), invoice("F2", (day(-10), 30_000)))

    def ask(
        self, terms: Terms = TERMS, *numbers: str, shown: int = 90_000, on: date = MONDAY, by: str = "UALICE"
    ) -> None:
        lines = [line for number in numbers or ("F1", "F2") for line in self.company.lines(number)]
        request_plan(
            self.company.open_book,
            self.company.act(on, by=by),
            debtor_id=self.company.debtor(),
            lines=lines,
            terms=terms,
            shown=shown,
            channel="CAPPROBATIONS",
        )

    def decide(
        self, verdict: Verdict, on: date = MONDAY, *, by: str = "UBOB", roles: Role = Role.ADMIN, **facts: Any
    ) -> None:
        version = facts.pop("version", None) or self.scalar(
            select(plans.c.version).where(plans.c.id == facts.get("plan_id", 1))
        )
        decide_plan(
            self.company.open_book,
            self.company.act(on, by=by),
            verdict=verdict,
            roles=roles,
            version=version,
            **{"plan_id": 1, **facts},
        )

    def approved(self, terms: Terms = TERMS, shown: int = 90_000) -> None:
        self.ask(terms, shown=shown)
        self.decide(APPROVED)

    def tick(self, on: date) -> int:
        return judge_plans(self.company.open_book, self.company.act(on, by=""))

    def pay(self, cents: int, on: date, number: str | None = "F1", ref: str = "VIR") -> None:
        self.company.receive(payment(cents, on, number=number, ref=ref), on=on)

    def row(self, plan_id: int = 1) -> PlanRow:
        with self.company.open_reader() as reader:
            return reader.plan(plan_id).row

    def state(self) -> State:
        return self.row().state

    def frozen(self) -> list[int | None]:
        return [row[0] for row in self.company.rows(select(due_lines.c.plan_id).order_by(due_lines.c.id))]

    def kinds(self) -> list[str]:
        return [kind for kind in self.company.kinds() if kind.startswith("plan.")]

    def scalar(self, query: Any) -> Any:
        return self.company.scalar(query)


@pytest.fixture
def bureau(company: Company) -> Bureau:
    return Bureau(company)


def drawn(bureau: Bureau) -> int:
    """Count how often the plan's message was asked to be drawn."""
    wanted: int = bureau.scalar(select(places.c.wanted).where(places.c.key == "plan:1"))
    return wanted


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


# -- expired -----------------------------------------------------------------------------------------------------------
def test_a_request_that_nobody_decides_expires_after_seven_days(bureau: Bureau) -> None:
    bureau.ask(Terms(3, day(30), Period.WEEKLY, "x"))
    assert 0 == bureau.tick(day(6))
    with pytest.raises(PlanDecided):
        bureau.decide(APPROVED, day(7))

    assert 1 == bureau.tick(day(7))
    assert 0 == bureau.tick(day(7))
    assert (State.EXPIRED, [None, None]) == (bureau.state(), bureau.frozen())
    assert ["plan.requested", "plan.expired"] == bureau.kinds()
    assert 2 == drawn(bureau)


def test_a_request_whose_debt_was_paid_is_cancelled(bureau: Bureau) -> None:
    bureau.ask()
    bureau.pay(60_000, day(1))
    bureau.pay(30_000, day(1), "F2", "VIR 2")
    bureau.tick(day(1))

    assert State.CANCELLED == bureau.state()
    assert "plan.cancelled" == bureau.kinds()[-1]


# -- paid --------------------------------------------------------------------------------------------------------------
def test_payments_fill_the_oldest_instalment_first(bureau: Bureau) -> None:
    bureau.approved()
    bureau.pay(40_000, day(1))

    assert [30_000, 10_000, 0] == [one.paid for one in bureau.row().instalments]


def test_money_not_allocated_yet_counts_and_serves_one_plan_only(bureau: Bureau) -> None:
    bureau.ask(TERMS, "F1", shown=60_000)
    bureau.ask(TERMS, "F2", shown=30_000)
    bureau.decide(APPROVED)
    bureau.decide(APPROVED, plan_id=2)
    bureau.pay(60_000, day(1), None)
    bureau.tick(day(1))

    assert [State.COMPLETED, State.ACTIVE] == [
        bureau.row(1).state,
        State(bureau.scalar(select(plans.c.state).where(plans.c.id == 2))),
    ]


def test_a_plan_is_completed_when_all_is_paid_by_payments_or_credit_notes(bureau: Bureau) -> None:
    bureau.approved()
    bureau.pay(60_000, day(1))
    bureau.company.load(invoice("F2", (day(-10), 30_000), paid=30_000), on=day(2))
    bureau.tick(day(2))

    assert (State.COMPLETED, [None, None]) == (bureau.state(), bureau.frozen())
    assert "plan.completed" == bureau.kinds()[-1]


def test_a_notice_comes_three_days_before_once_and_on_a_working_day(bureau: Bureau) -> None:
    bureau.approved()
    bureau.tick(day(3))
    assert "plan.notice" not in bureau.kinds()

    bureau.tick(day(4))  # Friday 6 for Monday 9
    bureau.tick(day(5))

    assert 1 == bureau.kinds().count("plan.notice")
    payload = bureau.company.journal()[-1].payload
    assert (1, 3, 30_000, FIRST.isoformat()) == (payload["rank"], payload["count"], payload["amount"], payload["on"])


def test_no_notice_comes_after_the_day_nor_for_what_is_paid(bureau: Bureau) -> None:
    bureau.approved()
    bureau.pay(30_000, day(1))
    bureau.tick(day(7))
    bureau.tick(day(15))

    assert [] == [kind for kind in bureau.kinds() if kind == "plan.notice"]


# -- in default --------------------------------------------------------------------------------------------------------
def default(bureau: Bureau, terms: Terms = TERMS) -> date:
    """Let the first instalment be missed; give the day on which it was found."""
    bureau.approved(terms)
    on = day(11)  # Monday 9, and three working days around the 11th: Friday 13
    bureau.tick(on)
    assert State.ACTIVE == bureau.state()
    on = day(12)
    assert 1 == bureau.tick(on)
    return on


def test_an_instalment_not_paid_after_the_tolerance_puts_the_plan_in_default(bureau: Bureau) -> None:
    on = default(bureau)

    row, missed = bureau.row(), bureau.row().missed()
    assert (State.IN_DEFAULT, on) == (row.state, row.defaulted_on)
    assert missed
    assert (1, on) == (missed.rank, missed.missed_on)
    assert [1, 1] == bureau.frozen()
    assert 1 == bureau.kinds().count("plan.missed")
    assert 0 == bureau.tick(on)


def test_a_maintained_plan_is_judged_again_after_another_tolerance(bureau: Bureau) -> None:
    on = default(bureau)
    bureau.decide(MAINTAINED, on)
    assert (State.ACTIVE, 0) == (bureau.state(), bureau.tick(on))

    assert 0 == bureau.tick(day(16))  # Wednesday, three working days after Saturday 14
    assert 1 == bureau.tick(day(17))
    assert 2 == bureau.kinds().count("plan.missed")


def test_an_ended_plan_frees_its_lines_and_stays_ended(bureau: Bureau) -> None:
    on = default(bureau, Terms(3, FIRST, Period.WEEKLY, "x", acceleration=True))
    bureau.decide(ENDED, on)
    bureau.pay(90_000, on)
    bureau.tick(day(40))

    assert (State.ENDED, [None, None]) == (bureau.state(), bureau.frozen())
    assert "plan.ended" == bureau.kinds()[-1]
    assert bureau.company.journal()[-2].payload["acceleration"]


def test_lines_of_an_ended_plan_have_the_level_they_had(bureau: Bureau) -> None:
    bureau.company.call(MONDAY, counts=True)
    before = [line.level for line in bureau.company.card().lines]
    bureau.decide(ENDED, default(bureau))

    assert before == [line.level for line in bureau.company.card().lines]


def test_a_missed_instalment_that_is_paid_takes_the_plan_up_again(bureau: Bureau) -> None:
    on = default(bureau)
    bureau.pay(30_000, on)
    bureau.tick(on)

    assert (State.ACTIVE, "plan.caught_up") == (bureau.state(), bureau.kinds()[-1])


def test_a_default_is_not_decided_by_who_asked_nor_by_an_old_button(bureau: Bureau) -> None:
    on = default(bureau)
    with pytest.raises(OwnPlan):
        bureau.decide(ENDED, on, by="UALICE")
    bureau.decide(MAINTAINED, on)
    with pytest.raises(PlanDecided):
        bureau.decide(ENDED, on)
    bureau.tick(day(17))
    with pytest.raises(PlanDecided):
        bureau.decide(ENDED, day(17), version=3)

    assert State.IN_DEFAULT == bureau.state()


def test_what_a_ledger_takes_back_is_due_again(bureau: Bureau) -> None:
    bureau.approved()
    bureau.company.load(
        invoice("F1", (day(-20), 60_000), paid=60_000), invoice("F2", (day(-10), 30_000), paid=30_000), on=day(1)
    )
    bureau.tick(day(1))
    assert State.COMPLETED == bureau.state()

    bureau.company.load(invoice("F2", (day(-10), 30_000), paid=0), on=day(2))
    bureau.tick(day(2))

    assert (State.ACTIVE, [1, 1]) == (bureau.state(), bureau.frozen())
    assert ["plan.completed", "plan.reopened"] == bureau.kinds()[-2:]


def test_lines_that_a_newer_plan_has_are_not_taken_back(bureau: Bureau) -> None:
    bureau.approved()
    bureau.company.load(
        invoice("F1", (day(-20), 60_000), paid=60_000), invoice("F2", (day(-10), 30_000), paid=30_000), on=day(1)
    )
    bureau.tick(day(1))
    bureau.company.load(invoice("F2", (day(-10), 30_000), paid=0), on=day(2))
    bureau.ask(TERMS, "F2", shown=30_000, on=day(2))
    bureau.tick(day(2))

    assert (State.COMPLETED, [None, 2]) == (bureau.state(), bureau.frozen())


def test_the_card_shows_the_live_plan_that_asks_the_most(bureau: Bureau) -> None:
    bureau.ask(TERMS, "F1", shown=60_000)
    bureau.ask(TERMS, "F2", shown=30_000)
    bureau.decide(APPROVED, plan_id=2)

    assert [2, 1] == [plan.id for plan in bureau.company.card().plans]
    assert 2 == getattr(bureau.company.card().plan, "id", None)


def test_nothing_new_changes_nothing_and_asks_for_no_drawing(bureau: Bureau) -> None:
    bureau.approved()
    bureau.tick(day(1))
    before = drawn(bureau)

    assert (0, before) == (bureau.tick(day(1)), drawn(bureau))
