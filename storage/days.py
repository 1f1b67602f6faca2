"""A person's day in SQL."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from domain.absences import Absence
from domain.days import CallToMake, Day, PlanToDecide, PromiseToFollow
from domain.money import Money, totals
from domain.people import Role, may_decide
from domain.plan_views import State as PlanState
from domain.policy import Role as Tier
from domain.promises import State
from storage.absences import read_absences
from storage.overdue import UNANSWERED
from storage.tables import debtors, due_lines, plans, promises

LIMIT = 50


def read_day(connection: Connection, user: str, roles: Role, today: date) -> Day:
    """Read what a person has to do: what they planned or what concerns debtors they own, and plans to decide."""
    absences = read_absences(connection, today)
    away = next((one for one in absences if one.absent == user), None)
    covering = tuple(one for one in absences if one.stand_in == user)
    whose = hands(user, absences)
    return Day(
        today,
        _calls(connection, whose, today),
        _promises(connection, whose, today),
        _plans(connection, user, roles),
        away,
        covering,
    )


def hands(user: str, absences: Sequence[Absence]) -> tuple[str, ...]:
    """Give the people whose debtors are in one person's hands: themselves unless away, and those they stand in for."""
    own = () if any(one.absent == user for one in absences) else (user,)
    return (*own, *(one.absent for one in absences if one.stand_in == user))


def _theirs(whose: Collection[str], planned_by: ColumnElement[str]) -> ColumnElement[bool]:
    """Keep what concerns debtors that some people own, or what they planned for debtors nobody owns."""
    return or_(debtors.c.owner.in_(whose), (debtors.c.owner == "") & planned_by.in_(whose))


def _calls(connection: Connection, whose: Collection[str], today: date) -> tuple[CallToMake, ...]:
    due = (
        select(debtors.c.id, debtors.c.name, debtors.c.next_call_on)
        .where(debtors.c.next_call_on <= today, _theirs(whose, debtors.c.next_call_by))
        .order_by(debtors.c.next_call_on, debtors.c.name)
        .limit(LIMIT)
    )
    found = connection.execute(due).all() if whose else []
    late = _late(connection, [row.id for row in found], today)
    return tuple(CallToMake(row.id, row.name, row.next_call_on, totals(late[row.id])) for row in found)


def _late(connection: Connection, ids: list[int], today: date) -> dict[int, list[Money]]:
    query = (
        select(due_lines.c.debtor_id, due_lines.c.currency, func.sum(due_lines.c.left))
        .where(due_lines.c.debtor_id.in_(ids), due_lines.c.left > 0, due_lines.c.due_on < today)
        .group_by(due_lines.c.debtor_id, due_lines.c.currency)
    )
    amounts: dict[int, list[Money]] = defaultdict(list)
    for debtor_id, currency, cents in connection.execute(query):
        amounts[debtor_id].append(Money(int(cents), currency))
    return amounts


def _promises(connection: Connection, whose: Collection[str], today: date) -> tuple[PromiseToFollow, ...]:
    return tuple(
        PromiseToFollow(
            row.debtor_id,
            row.name,
            Money(row.amount, row.currency),
            row.promised_on,
            broken=row.state != State.OPEN,
            received=row.received,
        )
        for row in (connection.execute(_promises_of(whose, today)) if whose else ())
    )


def _promises_of(whose: Collection[str], today: date) -> Select[tuple[object, ...]]:
    due = (promises.c.state == State.OPEN) & (promises.c.promised_on <= today)
    return (
        select(promises, debtors.c.name)
        .join_from(promises, debtors)
        .where(or_(due, UNANSWERED), _theirs(whose, promises.c.given_by))
        .order_by(promises.c.promised_on, promises.c.id)
        .limit(LIMIT)
    )


def _plans(connection: Connection, user: str, roles: Role) -> tuple[PlanToDecide, ...]:
    """Read the plans this person may decide: never their own (RULES §5)."""
    waiting = plans.c.state.in_((PlanState.REQUESTED, PlanState.IN_DEFAULT))
    tiers = [tier for tier in Tier if may_decide(roles, tier)]
    query = (
        select(plans, plans.c["count"].label("instalments"), debtors.c.name)
        .join_from(plans, debtors)
        .where(waiting, plans.c.requested_by != user, plans.c.tier.in_(tiers))
        .order_by(plans.c.requested_on, plans.c.id)
        .limit(LIMIT)
    )
    return tuple(
        PlanToDecide(
            row.id,
            row.debtor_id,
            row.name,
            Money(row.principal + row.penalties, row.currency),
            row.instalments,
            row.requested_by,
            row.defaulted_on or row.requested_on,
            in_default=row.state == PlanState.IN_DEFAULT,
            version=row.version,
        )
        for row in connection.execute(query)
    )
