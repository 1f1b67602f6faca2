"""Plans that the tests of messages are about: one known to the cent, and any that a policy may allow."""

from datetime import UTC, date, datetime
from typing import Any

from hypothesis import strategies as st

from domain.debts import Debt
from domain.money import Money
from domain.plan_schedule import Instalment, Period, schedule
from domain.plan_views import Decision, PastPlan, PlanLine, PlanRow, PlanView, State, Verdict
from domain.policy import Role
from tests.messages import debtors
from tests.messages.given import TODAY, dupuis, eur, line, policy

CALENDAR = policy().reminders.calendar
FIRST = date(2026, 12, 15)


def row(**changes: Any) -> PlanRow:
    """Give a plan of 2 000,00 € in four instalments, asked for by Alice."""
    known: dict[str, Any] = {
        "id": 3,
        "debtor_id": 12,
        "state": State.REQUESTED,
        "total": eur(200_000),
        "instalments": schedule(200_000, 4, FIRST, Period.MONTHLY, CALENDAR),
        "requested_on": TODAY,
        "requested_by": "UALICE",
        "expires_on": date(2026, 11, 30),
        "tier": Role.APPROVER,
        "acceleration": False,
        "version": 1,
    }
    return PlanRow(**known | changes)


def view(plan: PlanRow | None = None, **changes: Any) -> PlanView:
    known: dict[str, Any] = {
        "row": plan or row(),
        "debtor": dupuis(),
        "lines": (PlanLine("F2026-0102", None, date(2026, 10, 15), 200_000),),
        "principal": 200_000,
        "penalties": 0,
        "down_payment": 0,
        "period": Period.MONTHLY,
        "reason": "Trésorerie tendue",
        "refusal": "",
        "decisions": (),
        "debt": Debt(dupuis(), (line(left=200_000),)),
    }
    return PlanView(**known | changes)


def decision(verdict: Verdict, by: str = "UCAROLE", reason: str = "") -> Decision:
    return Decision(verdict, TODAY, datetime(2026, 11, 23, 10, 5, tzinfo=UTC), by, reason)


MONEY = st.builds(Money, debtors.CENTS, st.sampled_from(debtors.CURRENCIES))
TEXTS = st.sampled_from(("&" * 500, "<!channel>" * 50, "é" * 500, "a\n" * 250)) | st.text(min_size=1, max_size=500)


@st.composite
def rows(draw: st.DrawFn) -> PlanRow:
    """Draw any plan: up to 120 instalments, paid or missed as may be."""
    total = draw(MONEY)
    count = min(draw(st.integers(1, 120)), total.cents)
    parts = schedule(total.cents, count, draw(debtors.DAYS), draw(st.sampled_from(Period)), CALENDAR)
    shares, missed = draw(st.sampled_from((0, 2, 1))), draw(st.none() | st.just(TODAY))
    lived = [Instalment(p.rank, p.due_on, p.amount, p.amount // shares if shares else 0, None, missed) for p in parts]
    return row(
        total=total,
        instalments=(Instalment(0, None, total.cents), *lived),
        state=draw(st.sampled_from(State)),
        tier=draw(st.sampled_from(Role)),
        acceleration=draw(st.booleans()),
        defaulted_on=TODAY,
        ended_on=TODAY,
    )


@st.composite
def views(draw: st.DrawFn) -> PlanView:
    """Draw all there may be on a plan."""
    debtor = draw(debtors.debtors())
    found = draw(st.lists(debtors.lines(), min_size=1, max_size=30))
    verdicts = draw(st.lists(st.sampled_from(Verdict), max_size=4))
    return view(
        draw(rows()),
        debtor=debtor,
        lines=tuple(PlanLine(one.number, None, one.due_on, one.left) for one in found),
        penalties=draw(st.integers(0, 10**6)),
        down_payment=draw(st.integers(0, 10**6)),
        reason=draw(TEXTS),
        decisions=tuple(decision(one, reason=draw(TEXTS)) for one in verdicts),
        debt=Debt(debtor, tuple(found)),
        past=(PastPlan(State.ENDED, draw(MONEY), TODAY),) * draw(st.integers(0, 3)),
    )
