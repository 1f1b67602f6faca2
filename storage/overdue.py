"""Who is late, in SQL: one query groups the open lines, small ones add what was promised, received and is unusual."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, func, literal, or_, select

from domain.concerns import NOTHING, Concerns
from domain.money import Money, currency_order
from domain.overdue import DebtorRow
from domain.priority import PromiseFact, Standing
from domain.promises import State
from storage.concerns import read_concerns
from storage.tables import debtors, due_lines, payments, promise_lines, promises

STILL_OWED = (
    select(promise_lines.c.line_id)
    .join_from(promise_lines, due_lines)
    .where(promise_lines.c.promise_id == promises.c.id, due_lines.c.left > 0)
    .exists()
)
UNANSWERED = and_(  # promises not kept, their debt still there, and nobody spoke with the debtor since
    promises.c.state.in_((State.BROKEN, State.PARTLY_KEPT)),
    or_(debtors.c.last_contact_on.is_(None), promises.c.last_on >= debtors.c.last_contact_on),
    STILL_OWED,
)
_IS_FREE = and_(
    due_lines.c.promise_id.is_(None), due_lines.c.plan_id.is_(None), due_lines.c.disputed < due_lines.c.left
)
_LATE = (
    select(
        due_lines.c.debtor_id,
        due_lines.c.currency,
        func.sum(due_lines.c.left).label("cents"),
        func.count().label("lines"),
        func.min(due_lines.c.due_on).label("oldest"),
        func.sum(case((_IS_FREE, 1), else_=0)).label("free"),
        func.sum(case((due_lines.c.disputed < due_lines.c.left, due_lines.c.disputed), else_=due_lines.c.left)).label(
            "disputed"
        ),
    )
    .where(due_lines.c.left > 0, due_lines.c.due_on < bindparam("today"))
    .group_by(due_lines.c.debtor_id, due_lines.c.currency)
    .subquery()
)
LATE = select(
    _LATE.c.debtor_id,
    _LATE.c.currency,
    _LATE.c.cents,
    _LATE.c.lines,
    _LATE.c.oldest,
    _LATE.c.free,
    _LATE.c.disputed,
    debtors.c.code,
    debtors.c.name,
    debtors.c.owner,
    debtors.c.profile,
    debtors.c.last_contact_on,
    debtors.c.next_call_on,
    debtors.c.snoozed_until,
).join_from(_LATE, debtors, debtors.c.id == _LATE.c.debtor_id)
OPEN_PROMISES = (
    select(promises.c.debtor_id, promises.c.amount, promises.c.currency, promises.c.promised_on, literal(0))
    .where(promises.c.state == State.OPEN)
    .order_by(promises.c.promised_on.desc(), promises.c.id.desc())
)
BROKEN_PROMISES = (
    select(promises.c.debtor_id, promises.c.amount, promises.c.currency, promises.c.promised_on, promises.c.received)
    .join_from(promises, debtors)
    .where(UNANSWERED)
    .order_by(promises.c.promised_on, promises.c.id)
)
SPARE = (
    select(payments.c.debtor_id, payments.c.currency, func.sum(payments.c.unallocated))
    .where(payments.c.unallocated > 0, payments.c.debtor_id.is_not(None))
    .group_by(payments.c.debtor_id, payments.c.currency)
)


class _Part(NamedTuple):
    """What a debtor owes late in one currency, with the debtor's own columns."""

    debtor_id: int
    currency: str
    cents: int
    lines: int
    oldest: date
    free: int
    disputed: int
    code: str
    name: str
    owner: str
    profile: str
    last_contact_on: date | None
    next_call_on: date | None
    snoozed_until: date | None


def read_overdue(connection: Connection, today: date) -> list[DebtorRow]:
    """Read every debtor who is late, in no order."""
    spare = _spare(connection)
    promised = _facts(connection, OPEN_PROMISES)
    broken = _facts(connection, BROKEN_PROMISES)
    concerns = read_concerns(connection)
    parts: dict[int, list[_Part]] = defaultdict(list)
    for row in connection.execute(LATE, {"today": today}).all():
        parts[row[0]].append(_Part._make(row))
    return [_row(some, promised, broken, spare, concerns) for some in parts.values()]


def _facts(connection: Connection, query: Any) -> Mapping[int, PromiseFact]:  # noqa: ANN401 - a select of five columns
    """Keep one promise a debtor: the last one read."""
    return {
        debtor_id: PromiseFact(Money(cents, currency), on, received)
        for debtor_id, cents, currency, on, received in connection.execute(query)
    }


def _spare(connection: Connection) -> Mapping[int, list[Money]]:
    found: dict[int, list[Money]] = defaultdict(list)
    for debtor_id, currency, cents in connection.execute(SPARE):
        found[debtor_id].append(Money(int(cents), currency))
    return found


def _row(
    parts: list[_Part],
    promised: Mapping[int, PromiseFact],
    broken: Mapping[int, PromiseFact],
    spare: Mapping[int, Iterable[Money]],
    concerns: Mapping[int, Concerns],
) -> DebtorRow:
    one = parts[0] if len(parts) == 1 else _together(parts)
    overdue = [Money(int(part.cents), part.currency) for part in parts]
    standing = Standing(
        overdue=tuple(overdue),
        oldest_due=one.oldest,
        last_contact_on=one.last_contact_on,
        next_call_on=one.next_call_on,
        snoozed_until=one.snoozed_until,
        promise=promised.get(one.debtor_id),
        broken=broken.get(one.debtor_id),
        frozen=not one.free,
        spare=tuple(spare.get(one.debtor_id, ())),
        disputed=_disputed(parts),
        concerns=concerns.get(one.debtor_id, NOTHING),
    )
    return DebtorRow(one.debtor_id, one.code, one.name, one.owner, one.profile, one.lines, standing)


def _together(parts: list[_Part]) -> _Part:
    """Put the parts of a debtor in the order of their currencies; give what they count together."""
    parts.sort(key=lambda part: currency_order(part.currency))
    return parts[0]._replace(
        oldest=min(part.oldest for part in parts),
        lines=sum(part.lines for part in parts),
        free=sum(part.free for part in parts),
    )


def _disputed(parts: Iterable[_Part]) -> tuple[Money, ...]:
    return tuple(Money(int(part.disputed), part.currency) for part in parts if part.disputed)
