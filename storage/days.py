"""A person's day in SQL."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection, Select, func, or_, select

from domain.days import CallToMake, Day, PromiseToFollow
from domain.money import Money, totals
from domain.promises import State
from storage.overdue import UNANSWERED
from storage.tables import debtors, due_lines, promises

LIMIT = 50


def read_day(connection: Connection, user: str, today: date) -> Day:
    """Read what a person has to do: calls they planned or of debtors they own, and promises they took or own."""
    return Day(today, _calls(connection, user, today), _promises(connection, user, today))


def _calls(connection: Connection, user: str, today: date) -> tuple[CallToMake, ...]:
    due = (
        select(debtors.c.id, debtors.c.name, debtors.c.next_call_on)
        .where(
            debtors.c.next_call_on <= today,
            or_(debtors.c.owner == user, (debtors.c.owner == "") & (debtors.c.next_call_by == user)),
        )
        .order_by(debtors.c.next_call_on, debtors.c.name)
        .limit(LIMIT)
    )
    found = connection.execute(due).all()
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


def _promises(connection: Connection, user: str, today: date) -> tuple[PromiseToFollow, ...]:
    return tuple(
        PromiseToFollow(
            row.debtor_id,
            row.name,
            Money(row.amount, row.currency),
            row.promised_on,
            broken=row.state != State.OPEN,
            received=row.received,
        )
        for row in connection.execute(_promises_of(user, today))
    )


def _promises_of(user: str, today: date) -> Select[tuple[object, ...]]:
    due = (promises.c.state == State.OPEN) & (promises.c.promised_on <= today)
    mine = or_(debtors.c.owner == user, (debtors.c.owner == "") & (promises.c.given_by == user))
    return (
        select(promises, debtors.c.name)
        .join_from(promises, debtors)
        .where(or_(due, UNANSWERED), mine)
        .order_by(promises.c.promised_on, promises.c.id)
        .limit(LIMIT)
    )
