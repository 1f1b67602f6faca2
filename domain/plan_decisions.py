"""What people decide of a plan: the first decision wins, and nobody decides a plan of their own (RULES §5)."""

from dataclasses import replace

from domain.acts import Act
from domain.journal import Event, Kind
from domain.people import Role as Roles
from domain.people import may_decide
from domain.plan_schedule import approved
from domain.plan_views import PlanRow, State, Verdict, in_zone
from domain.plans import REASON_LIMIT, MotiveMissing, Plans, plan_key
from domain.policy import Policy
from domain.ports import OpenBook
from domain.refusals import Refusal, TextTooLong


class OwnPlan(Refusal):
    """Whoever asked for a plan does not decide it."""


class PlanAboveRole(Refusal):
    """The plan is for somebody of the tier `tier` to decide."""


class PlanDecided(Refusal):
    """The plan is no longer where it was shown: `state` says where, `decision` who decided last, None for nobody."""


class FirstInstalmentPassed(Refusal):
    """The first instalment was due on `on`: such a plan can only be refused, and asked for anew."""


LEADS_TO = {
    Verdict.APPROVED: State.ACTIVE,
    Verdict.REFUSED: State.REFUSED,
    Verdict.MAINTAINED: State.ACTIVE,
    Verdict.ENDED: State.ENDED,
}
_TOLD_AS = {
    Verdict.APPROVED: Kind.PLAN_APPROVED,
    Verdict.REFUSED: Kind.PLAN_REFUSED,
    Verdict.MAINTAINED: Kind.PLAN_MAINTAINED,
    Verdict.ENDED: Kind.PLAN_ENDED,
}
_OF_A_REQUEST = frozenset({Verdict.APPROVED, Verdict.REFUSED})


def decide_plan(
    open_book: OpenBook,
    act: Act,
    *,
    plan_id: int,
    verdict: Verdict,
    roles: Roles,
    version: int,
    reason: str = "",
) -> None:
    """Decide a request, or what becomes of a plan in default; `version` is the plan's as the person saw it.

    Raise `UnknownPlan`, `PlanDecided`, `OwnPlan`, `PlanAboveRole`, `FirstInstalmentPassed`, `MotiveMissing`,
    `TextTooLong`.
    """
    _check_reason(verdict, reason)
    with open_book() as book:
        if not book.first_time(act):
            return
        row = book.plans.get(plan_id)
        _check_open(row, verdict, version, act, book.plans)
        check_decider(row, act.by, roles)
        decided = _decided(row, verdict, act, book.policy)
        if not book.plans.decide(decided, verdict, act, reason=reason, was=row.state):
            raise _too_late(book.plans.get(plan_id), act, book.plans)
        book.places.redraw(plan_key(plan_id))
        book.tell(act, _event(decided, verdict, reason))


def check_decider(row: PlanRow, by: str, roles: Roles) -> None:
    """Say no to who may not decide a plan; raise `OwnPlan`, `PlanAboveRole`."""
    if by == row.requested_by:
        raise OwnPlan
    if not may_decide(roles, row.tier):
        raise PlanAboveRole(tier=row.tier)


def _check_reason(verdict: Verdict, reason: str) -> None:
    if verdict is Verdict.REFUSED and not reason.strip():
        raise MotiveMissing
    if len(reason) > REASON_LIMIT:
        raise TextTooLong(limit=REASON_LIMIT)


def _check_open(row: PlanRow, verdict: Verdict, version: int, act: Act, plans: Plans) -> None:
    wanted = State.REQUESTED if verdict in _OF_A_REQUEST else State.IN_DEFAULT
    if row.state is not wanted or row.version != version:
        raise _too_late(row, act, plans)
    if wanted is State.REQUESTED and act.today >= row.expires_on:
        raise PlanDecided(state=State.EXPIRED, decision=None, on=row.expires_on)


def _too_late(row: PlanRow, act: Act, plans: Plans) -> PlanDecided:
    last = plans.last_decision(row.id)
    return PlanDecided(state=row.state, decision=last and in_zone(last, act.at.tzinfo), on=row.ended_on)


def _decided(row: PlanRow, verdict: Verdict, act: Act, policy: Policy) -> PlanRow:
    """Give the plan as the decision leaves it."""
    decided = replace(row, state=LEADS_TO[verdict], version=row.version + 1)
    if verdict in _OF_A_REQUEST:
        decided = replace(decided, decided_on=act.today, decided_by=act.by)
    if verdict is Verdict.APPROVED:
        first = min(one.due_on for one in row.instalments if one.due_on)
        if first < act.today:
            raise FirstInstalmentPassed(on=first)
        dated = approved(row.instalments, act.today, policy.reminders.calendar)
        return replace(decided, instalments=dated)
    return decided if verdict is Verdict.MAINTAINED else replace(decided, ended_on=act.today)


def _event(row: PlanRow, verdict: Verdict, reason: str) -> Event:
    following = row.next()
    return Event(
        _TOLD_AS[verdict],
        row.debtor_id,
        {
            "plan": row.id,
            "total": row.total.cents,
            "paid": row.paid.cents,
            "currency": row.total.currency,
            "count": row.count,
            "requested_by": row.requested_by,
            "acceleration": row.acceleration,
            "reason": reason,
            "next": following.left if following else 0,
            "next_on": following.due_on.isoformat() if following and following.due_on else None,
        },
    )
