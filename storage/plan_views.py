"""Plans read from SQL: the live ones filled with the money that came so far, the others as they were judged."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, select

from domain.debtors import Debtor
from domain.money import Money
from domain.plan_schedule import Instalment, Period, filled
from domain.plan_views import LIVE, Decision, PastPlan, PlanLine, PlanRow, PlanView, State, Verdict
from domain.policy import Role
from domain.promises import State as PromiseState
from storage.debts import read_debt
from storage.tables import decisions, due_lines, instalments, invoices, payments, plan_lines, plans, promises

_OF_PLAN = plan_lines.c.plan_id == plans.c.id
_PAID_OFF = case((due_lines.c.left < plan_lines.c.amount, plan_lines.c.amount - due_lines.c.left), else_=0)
SETTLED = (
    select(func.coalesce(func.sum(_PAID_OFF), 0))
    .join_from(plan_lines, due_lines)
    .where(_OF_PLAN)
    .correlate(plans)
    .scalar_subquery()
)
"""Cents that left the plan's lines since it was asked for: payments and credit notes, less what was reversed."""
SPARE = (
    select(func.coalesce(func.sum(payments.c.unallocated), 0))
    .where(
        payments.c.debtor_id == plans.c.debtor_id,
        payments.c.currency == plans.c.currency,
        payments.c.kind == "payment",
        payments.c.unallocated > 0,
        payments.c.recorded_at > plans.c.requested_at,
    )
    .correlate(plans)
    .scalar_subquery()
)
"""Cents received from the debtor since the plan was asked for and not allocated yet."""
_ROWS = select(plans, SETTLED.label("settled"), SPARE.label("spare"))
_LIVE = and_(plans.c.debtor_id == bindparam("debtor_id"), plans.c.state.in_(LIVE))
_FIRST = case(
    {State.IN_DEFAULT.value: 0, State.ACTIVE.value: 1, State.REQUESTED.value: 2}, value=plans.c.state, else_=3
)
_PAST = (
    select(plans.c.state, plans.c.principal, plans.c.penalties, plans.c.currency, plans.c.requested_on)
    .where(plans.c.debtor_id == bindparam("debtor_id"), plans.c.id < bindparam("plan_id"))
    .order_by(plans.c.id.desc())
    .limit(3)
)
_LINES = (
    select(invoices.c.number, invoices.c.issued_on, due_lines.c.due_on, plan_lines.c.amount)
    .join_from(plan_lines, due_lines)
    .join(invoices, invoices.c.id == due_lines.c.invoice_id)
    .where(plan_lines.c.plan_id == bindparam("plan_id"))
    .order_by(due_lines.c.due_on, due_lines.c.id)
)
_DECISIONS = (
    select(
        decisions.c.verdict, decisions.c.decided_on, decisions.c.decided_at, decisions.c.decided_by, decisions.c.reason
    )
    .where(decisions.c.plan_id == bindparam("plan_id"))
    .order_by(decisions.c.id)
)
_KEPT_AND_NOT = (PromiseState.KEPT, PromiseState.PARTLY_KEPT, PromiseState.BROKEN)
_JUDGED = select(func.count(), func.coalesce(func.sum(case((promises.c.state != PromiseState.KEPT, 1), else_=0)), 0))
_JUDGED = _JUDGED.where(promises.c.debtor_id == bindparam("debtor_id"), promises.c.state.in_(_KEPT_AND_NOT))


def read_plans(connection: Connection, debtor_id: int) -> tuple[PlanRow, ...]:
    """Read a debtor's live plans, those in default first."""
    found = connection.execute(_ROWS.where(_LIVE).order_by(_FIRST, plans.c.id), {"debtor_id": debtor_id}).all()
    parts = read_instalments(connection, [row.id for row in found])
    return tuple(row_from(row, parts[row.id]) for row in found)


def find_plan(connection: Connection, plan_id: int) -> Any:  # noqa: ANN401 - a row of `plans`, None without it
    """Find the row of a plan."""
    return connection.execute(_ROWS.where(plans.c.id == plan_id)).first()


def read_plan(connection: Connection, debtor: Debtor, row: Any) -> PlanView:  # noqa: ANN401 - a row `find_plan` found
    """Read all there is on a plan."""
    key = {"plan_id": row.id, "debtor_id": debtor.id}
    judged, not_kept = connection.execute(_JUDGED, key).one()
    return PlanView(
        row=row_from(row, read_instalments(connection, [row.id])[row.id]),
        debtor=debtor,
        lines=tuple(PlanLine(*line) for line in connection.execute(_LINES, key)),
        principal=row.principal,
        penalties=row.penalties,
        down_payment=row.down_payment,
        period=Period(row.period),
        reason=row.reason,
        refusal=row.refusal,
        decisions=read_decisions(connection, row.id),
        debt=read_debt(connection, debtor),
        promises=judged,
        not_kept=int(not_kept),
        past=tuple(_past(one) for one in connection.execute(_PAST, key)),
    )


def read_instalments(connection: Connection, plan_ids: Sequence[int]) -> dict[int, tuple[Instalment, ...]]:
    """Read the instalments of plans, by rank, as they were last judged."""
    found: dict[int, list[Instalment]] = defaultdict(list)
    if plan_ids:
        query = select(instalments).where(instalments.c.plan_id.in_(plan_ids)).order_by(instalments.c.rank)
        for plan_id, *facts in connection.execute(query):
            found[plan_id].append(Instalment(*facts))
    return {plan_id: tuple(found[plan_id]) for plan_id in plan_ids}


def read_decisions(connection: Connection, plan_id: int) -> tuple[Decision, ...]:
    """Read what was decided of a plan, in order."""
    found = connection.execute(_DECISIONS, {"plan_id": plan_id})
    return tuple(Decision(Verdict(one[0]), *one[1:]) for one in found)


def row_from(row: Any, parts: Sequence[Instalment], *, filling: bool = True) -> PlanRow:  # noqa: ANN401 - of `_ROWS`
    """Make a plan of a row; a live one is filled with what came so far, unless it is wanted as it was judged."""
    state = State(row.state)
    filled_now = filling and state in LIVE
    return PlanRow(
        id=row.id,
        debtor_id=row.debtor_id,
        state=state,
        total=Money(row.principal + row.penalties, row.currency),
        instalments=filled(parts, int(row.settled + row.spare)) if filled_now else tuple(parts),
        requested_on=row.requested_on,
        requested_by=row.requested_by,
        expires_on=row.expires_on,
        tier=Role(row.tier),
        acceleration=row.acceleration,
        version=row.version,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        defaulted_on=row.defaulted_on,
        ended_on=row.ended_on,
    )


def _past(row: Any) -> PastPlan:  # noqa: ANN401 - a row of `_PAST`
    return PastPlan(State(row.state), Money(row.principal + row.penalties, row.currency), row.requested_on)
