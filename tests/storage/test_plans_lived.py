"""Plans as time and money make them, until they end (RULES §5), on both databases."""

from datetime import date

import pytest
from sqlalchemy import select

from domain.plan_decisions import OwnPlan, PlanDecided
from domain.plan_schedule import Period
from domain.plan_views import State
from domain.plans import Terms
from storage.tables import plans
from tests.storage.books import MONDAY, day, invoice
from tests.storage.plans import APPROVED, ENDED, FIRST, MAINTAINED, TERMS, Bureau, bureau, drawn

__all__ = ["bureau"]


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
