"""Plans in SQL: asked for, decided, and judged on the money that came for them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from domain.acts import Act
from domain.plan_schedule import Instalment
from domain.plan_views import LIVE, Decision, PlanRow, State, Verdict
from domain.plans import Draft, UnknownPlan, Watched
from storage.given import is_given
from storage.keys import new_id
from storage.plan_views import SETTLED, SPARE, find_plan, read_decisions, read_instalments, row_from
from storage.tables import debtors, decisions, due_lines, instalments, plan_lines, plans

_LIVE = plans.c.state.in_(LIVE)
_OF_PLAN = plan_lines.c.plan_id == plans.c.id
_LEFT = (
    select(func.coalesce(func.sum(due_lines.c.left), 0))
    .join_from(plan_lines, due_lines)
    .where(_OF_PLAN)
    .correlate(plans)
    .scalar_subquery()
)
_TAKEN = (
    select(due_lines.c.id)
    .join_from(plan_lines, due_lines)
    .where(_OF_PLAN, due_lines.c.plan_id != plans.c.id)
    .correlate(plans)
    .exists()
)
_WATCHED = (
    select(plans, SETTLED.label("settled"), SPARE.label("spare"), _LEFT.label("remains"), _TAKEN.label("taken"))
    .where(or_(_LIVE, and_(plans.c.state == State.COMPLETED, plans.c.moved)))
    .order_by(plans.c.id)
)
_LOCK = select(debtors.c.id).where(is_given(debtors.c.id)).order_by(debtors.c.id).with_for_update(key_share=True)
_ONE = select(debtors.c.id).where(debtors.c.id == bindparam("debtor_id")).with_for_update(key_share=True)
_JUDGE = (
    update(plans)
    .where(plans.c.id == bindparam("of"))
    .values(
        state=bindparam("new_state"),
        version=bindparam("new_version"),
        defaulted_on=bindparam("new_defaulted_on"),
        ended_on=bindparam("new_ended_on"),
        moved=False,
    )
)
_KEEP_PART = (
    update(instalments)
    .where(instalments.c.plan_id == bindparam("of"), instalments.c.rank == bindparam("at"))
    .values(
        due_on=bindparam("new_due_on"),
        paid=bindparam("new_paid"),
        noticed_on=bindparam("new_noticed_on"),
        missed_on=bindparam("new_missed_on"),
    )
)


class SqlPlans:
    """Plans; see `domain.plans.Plans`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, draft: Draft, act: Act, *, expires_on: date) -> int:
        """Store a requested plan, freeze its lines, give its id."""
        values = _values(draft, act) | {"expires_on": expires_on}
        plan_id = new_id(self._connection.execute(insert(plans).values(**values)))
        lines = [{"plan_id": plan_id, "line_id": line.id, "amount": line.left} for line in draft.lines]
        self._connection.execute(insert(plan_lines), lines)
        parts = [
            {"plan_id": plan_id, "rank": one.rank, "due_on": one.due_on, "amount": one.amount}
            for one in draft.instalments
        ]
        self._connection.execute(insert(instalments), parts)
        self._freeze(plan_id)
        return plan_id

    def get(self, plan_id: int) -> PlanRow:
        """Load a plan and lock its debtor; raise `UnknownPlan`."""
        debtor_id = self._connection.execute(select(plans.c.debtor_id).where(plans.c.id == plan_id)).scalar()
        if debtor_id is None:
            raise UnknownPlan
        self._connection.execute(_ONE, {"debtor_id": debtor_id})
        row = find_plan(self._connection, plan_id)
        return row_from(row, read_instalments(self._connection, [plan_id])[plan_id])

    def last_decision(self, plan_id: int) -> Decision | None:
        """Give the last decision on a plan."""
        return next(iter(reversed(read_decisions(self._connection, plan_id))), None)

    def decide(self, row: PlanRow, verdict: Verdict, act: Act, *, reason: str, was: State) -> bool:
        """Store a decision with the row it gives, free its lines unless it lives; say False when it is not `was`."""
        decided = update(plans).where(plans.c.id == row.id, plans.c.state == was)
        if self._connection.execute(decided.values(**_decided(row, verdict, act, reason))).rowcount != 1:
            return False
        values = {
            "plan_id": row.id,
            "verdict": verdict,
            "decided_on": act.today,
            "decided_at": act.at,
            "decided_by": act.by,
            "reason": reason,
        }
        self._connection.execute(insert(decisions).values(**values))
        self._keep(row)
        return True

    def watched(self) -> list[Watched]:
        """Give the plans that time or money may change."""
        return self._read(_WATCHED, {})

    def hold(self, debtors: Sequence[int]) -> list[Watched]:  # noqa: A002, RUF100 - the port's name
        """Give those of some debtors, and lock these debtors."""
        held = {"given": list(debtors)}
        self._connection.execute(_LOCK, held).all()
        return self._read(_WATCHED.where(is_given(plans.c.debtor_id)), held)

    def judge(self, rows: Sequence[PlanRow], act: Act) -> None:  # noqa: ARG002 - as every port that writes
        """Store judged plans; lines of those no longer live are freed, lines of those alive again are frozen."""
        for row in rows:
            values = {
                "of": row.id,
                "new_state": row.state,
                "new_version": row.version,
                "new_defaulted_on": row.defaulted_on,
                "new_ended_on": row.ended_on,
            }
            self._connection.execute(_JUDGE, values)
            self._keep(row)

    def _read(self, query: Any, given: dict[str, Any]) -> list[Watched]:  # noqa: ANN401 - a select of plans
        found = self._connection.execute(query, given).all()
        parts = read_instalments(self._connection, [row.id for row in found])
        return [_watched(row, parts[row.id]) for row in found]

    def _keep(self, row: PlanRow) -> None:
        """Store the instalments, and free or freeze the lines."""
        self._connection.execute(_KEEP_PART, [_part(row.id, one) for one in row.instalments])
        if row.state in LIVE:
            self._freeze(row.id)
        else:
            freed = update(due_lines).where(due_lines.c.plan_id == row.id)
            self._connection.execute(freed.values(plan_id=None))

    def _freeze(self, plan_id: int) -> None:
        lines = select(plan_lines.c.line_id).where(plan_lines.c.plan_id == plan_id)
        frozen = update(due_lines).where(due_lines.c.id.in_(lines), due_lines.c.plan_id.is_(None))
        self._connection.execute(frozen.values(plan_id=plan_id))


def _values(draft: Draft, act: Act) -> dict[str, object]:
    return {
        "debtor_id": draft.debtor.id,
        "currency": draft.currency,
        "principal": draft.principal,
        "penalties": draft.penalties,
        "down_payment": draft.terms.down_payment,
        "count": draft.terms.count,
        "period": draft.terms.period,
        "first_on": draft.terms.first_on,
        "acceleration": draft.terms.acceleration,
        "reason": draft.terms.reason,
        "tier": draft.tier,
        "requested_on": act.today,
        "requested_at": act.at,
        "requested_by": act.by,
    }


def _decided(row: PlanRow, verdict: Verdict, act: Act, reason: str) -> dict[str, object]:
    values: dict[str, object] = {"state": row.state, "version": row.version, "ended_on": row.ended_on}
    if verdict is Verdict.MAINTAINED:
        values["maintained_on"] = act.today
    elif verdict is not Verdict.ENDED:
        refusal = reason if verdict is Verdict.REFUSED else ""
        values |= {"decided_on": act.today, "decided_at": act.at, "decided_by": act.by, "refusal": refusal}
    return values


def _watched(row: Any, parts: Sequence[Instalment]) -> Watched:  # noqa: ANN401 - a row of `_WATCHED`
    return Watched(
        row=row_from(row, parts, filling=False),
        settled=int(row.settled),
        spare=int(row.spare),
        left=int(row.remains),
        maintained_on=row.maintained_on,
        moved=row.moved,
        taken=bool(row.taken),
    )


def _part(plan_id: int, one: Instalment) -> dict[str, object]:
    return {
        "of": plan_id,
        "at": one.rank,
        "new_due_on": one.due_on,
        "new_paid": one.paid,
        "new_noticed_on": one.noticed_on,
        "new_missed_on": one.missed_on,
    }
