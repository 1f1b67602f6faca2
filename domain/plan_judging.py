"""Plans as time and money make them: requests expire, instalments fill, are announced, are missed (RULES §5)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from domain.acts import Act
from domain.calendar import Calendar
from domain.journal import Event, Kind
from domain.plan_schedule import Instalment, filled, in_order
from domain.plan_views import LIVE, PlanRow, State
from domain.plans import MOVES, Watched, plan_key
from domain.policy import Policy
from domain.ports import OpenBook

NOTICE_DAYS = 3
"""Days before an instalment on which its notice is due, on the working day before when that day is closed."""

_TOLD_AS = {
    (State.REQUESTED, State.EXPIRED): Kind.PLAN_EXPIRED,
    (State.REQUESTED, State.CANCELLED): Kind.PLAN_CANCELLED,
    (State.ACTIVE, State.COMPLETED): Kind.PLAN_COMPLETED,
    (State.IN_DEFAULT, State.COMPLETED): Kind.PLAN_COMPLETED,
    (State.IN_DEFAULT, State.ACTIVE): Kind.PLAN_CAUGHT_UP,
    (State.COMPLETED, State.ACTIVE): Kind.PLAN_REOPENED,
    (State.COMPLETED, State.IN_DEFAULT): Kind.PLAN_REOPENED,
}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A plan as it stands now, and what is told of it."""

    row: PlanRow
    events: tuple[Event, ...]


def judge_plans(open_book: OpenBook, act: Act) -> int:
    """Judge every plan that time or money changes; safe to repeat. Give how many changed state."""
    with open_book() as book:
        seen = book.plans.watched()
        stirred = {one.row.debtor_id for one in seen if one.moved} | set(_changes(seen, act, book.policy))
        if not stirred:
            return 0
        held = book.plans.hold(sorted(stirred))
        verdicts = judge_all(held, act.today, book.policy)
        book.plans.judge([one.row for one in verdicts], act)
        states = {one.row.id: one.row.state for one in held}
        changed = [one.row for one in verdicts if one.row.state is not states[one.row.id]]
        for row in changed:
            book.places.redraw(plan_key(row.id))
        book.tell(act, *(event for one in verdicts for event in one.events))
    return len(changed)


def _changes(seen: Sequence[Watched], act: Act, policy: Policy) -> Mapping[int, PlanRow]:
    """Give what would change, by debtor."""
    before = {one.row.id: one.row for one in seen}
    judged = (one.row for one in judge_all(seen, act.today, policy))
    return {row.debtor_id: row for row in judged if row != before[row.id]}


def judge_all(plans: Sequence[Watched], today: date, policy: Policy) -> list[Judgement]:
    """Judge plans in the order they were asked for; money not allocated yet serves one plan only."""
    used: dict[tuple[int, str], int] = defaultdict(int)
    verdicts = []
    for plan in sorted(plans, key=lambda one: one.row.id):
        purse = (plan.row.debtor_id, plan.row.total.currency)
        needed = max(0, plan.row.total.cents - plan.settled)
        share = max(0, min(needed, plan.spare - used[purse]))
        used[purse] += share
        verdicts.append(judged(plan, plan.settled + share, today, policy))
    return verdicts


def judged(plan: Watched, received: int, today: date, policy: Policy) -> Judgement:
    """Judge a plan on the cents received for it."""
    if plan.row.state is State.REQUESTED:
        return _request(plan, today)
    if plan.row.state not in LIVE and plan.taken:  # completed, and its lines are in a newer plan
        return Judgement(plan.row, ())
    parts = filled(plan.row.instalments, received)
    late = _late(parts, plan.maintained_on, today, policy)
    state = _state(parts, late)
    known = {one.rank for one in plan.row.instalments if one.missed_on}
    parts = tuple(replace(one, missed_on=one.missed_on or today) if one.rank in late else one for one in parts)
    notices = _notices(parts, today, policy.reminders.calendar) if state is State.ACTIVE else ()
    parts = tuple(replace(one, noticed_on=today) if one.rank in notices else one for one in parts)
    row = _moved(replace(plan.row, instalments=parts), state, today)
    return Judgement(row, (*_told(plan.row, row), *_missed(plan.row, row, late, known), *_noticed(row, notices)))


def _request(plan: Watched, today: date) -> Judgement:
    if plan.left == 0:
        row = _moved(plan.row, State.CANCELLED, today)
    elif today >= plan.row.expires_on:
        row = _moved(plan.row, State.EXPIRED, today)
    else:
        return Judgement(plan.row, ())
    return Judgement(row, _told(plan.row, row))


def _state(parts: Sequence[Instalment], late: Sequence[int]) -> State:
    if not any(one.left for one in parts):
        return State.COMPLETED
    return State.IN_DEFAULT if late else State.ACTIVE


def _late(parts: Sequence[Instalment], maintained_on: date | None, today: date, policy: Policy) -> tuple[int, ...]:
    """Give the ranks of the instalments missed: not paid when the tolerance has passed, in working days.

    A person who maintained the plan gave every instalment due by then the tolerance again.
    """
    days, calendar = policy.plans.missed_after_days, policy.reminders.calendar
    return tuple(
        one.rank
        for one in parts
        if one.left
        and one.due_on
        and calendar.add_working_days(max(one.due_on, maintained_on or one.due_on), days) < today
    )


def _notices(parts: Sequence[Instalment], today: date, calendar: Calendar) -> tuple[int, ...]:
    """Give the ranks of the instalments to announce now, once each, and never after their day."""
    return tuple(
        one.rank
        for one in parts
        if one.left and one.due_on and not one.noticed_on and notice_day(one.due_on, calendar) <= today <= one.due_on
    )


def notice_day(due_on: date, calendar: Calendar) -> date:
    """Give the day of an instalment's notice: three days before, never on a closed day."""
    day = due_on - timedelta(days=NOTICE_DAYS)
    while not calendar.is_working_day(day):
        day -= timedelta(days=1)
    return day


def _moved(row: PlanRow, state: State, today: date) -> PlanRow:
    """Move a plan to the state that its facts give; nothing but its instalments changes when it is there already."""
    if state is row.state or state not in MOVES[row.state]:
        return row
    return replace(
        row,
        state=state,
        version=row.version + 1,
        defaulted_on=today if state is State.IN_DEFAULT else row.defaulted_on,
        ended_on=None if state in LIVE else today,
    )


def _told(before: PlanRow, row: PlanRow) -> tuple[Event, ...]:
    kind = _TOLD_AS.get((before.state, row.state))
    return (_event(kind, row),) if kind else ()


def _missed(before: PlanRow, row: PlanRow, late: Sequence[int], known: set[int]) -> tuple[Event, ...]:
    """Tell each instalment newly missed; where a maintained plan defaults again, the oldest one missed."""
    new = [one for one in in_order(row.instalments) if one.rank in late and one.rank not in known]
    again = row.state is State.IN_DEFAULT is not before.state
    told = new or ([one for one in in_order(row.instalments) if one.rank in late][:1] if again else [])
    return tuple(_event(Kind.PLAN_MISSED, row, one) for one in told)


def _noticed(row: PlanRow, ranks: Sequence[int]) -> tuple[Event, ...]:
    return tuple(_event(Kind.PLAN_NOTICE, row, one) for one in row.instalments if one.rank in ranks)


def _event(kind: Kind, row: PlanRow, part: Instalment | None = None) -> Event:
    facts: dict[str, Any] = {
        "plan": row.id,
        "total": row.total.cents,
        "paid": row.paid.cents,
        "currency": row.total.currency,
        "count": row.count,
        "requested_by": row.requested_by,
        "requested_on": row.requested_on.isoformat(),
    }
    if part and part.due_on:
        facts |= {"rank": part.rank, "amount": part.left, "on": part.due_on.isoformat()}
    return Event(kind, row.debtor_id, facts)
