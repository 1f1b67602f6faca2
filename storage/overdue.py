"""Who is late, in SQL: one query groups the open lines, small ones add what was promised, received and is unusual."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, case, func, literal, or_, select

from domain.bulk import without_collection
from domain.concerns import NOTHING, Concerns
from domain.money import Money, currency_order
from domain.overdue import DebtorRow
from domain.priority import PromiseFact, Standing
from domain.promises import State
from storage.concerns import read_concerns
from storage.tables import debtors, dispute_lines, disputes, due_lines, payments, promise_lines, promises

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

_FREEZING = (
    select(dispute_lines.c.line_id).join_from(dispute_lines, disputes).where(disputes.c.state.in_(("open", "founded")))
)
DISPUTED = (  # of the few lines that have some: summed with the others, every line would pay for them
    select(
        due_lines.c.debtor_id,
        due_lines.c.currency,
        func.sum(case((due_lines.c.disputed < due_lines.c.left, due_lines.c.disputed), else_=due_lines.c.left)),
    )
    .where(due_lines.c.id.in_(_FREEZING), due_lines.c.left > 0, due_lines.c.due_on < bindparam("today"))
    .group_by(due_lines.c.debtor_id, due_lines.c.currency)
    .order_by(due_lines.c.currency != "EUR", due_lines.c.currency)
)


class _Part(NamedTuple):
    """What a debtor owes late in one currency, with the debtor's own columns."""

    debtor_id: int
    currency: str
    cents: int
    lines: int
    oldest: date
    free: int
    code: str
    name: str
    owner: str
    profile: str
    last_contact_on: date | None
    next_call_on: date | None
    snoozed_until: date | None


def read_overdue(connection: Connection, today: date) -> list[DebtorRow]:
    """Read every debtor who is late, in no order."""
    spare, disputed = _sums(connection, SPARE), _sums(connection, DISPUTED, today=today)
    promised = _facts(connection, OPEN_PROMISES)
    broken = _facts(connection, BROKEN_PROMISES)
    concerns = read_concerns(connection)
    with without_collection():
        parts: dict[int, list[_Part]] = defaultdict(list)
        for row in connection.execute(LATE, {"today": today}).all():
            parts[row[0]].append(_Part._make(row))
        return [_row(some, promised, broken, spare, disputed, concerns) for some in parts.values()]


def _facts(connection: Connection, query: Any) -> Mapping[int, PromiseFact]:  # noqa: ANN401 - a select of five columns
    """Keep one promise a debtor: the last one read."""
    return {
        debtor_id: PromiseFact(Money(cents, currency), on, received)
        for debtor_id, cents, currency, on, received in connection.execute(query)
    }


def _sums(connection: Connection, query: Any, **values: date) -> Mapping[int, list[Money]]:  # noqa: ANN401 - as above
    """Gather sums by debtor, in the order of their currencies."""
    found: dict[int, list[Money]] = defaultdict(list)
    for debtor_id, currency, cents in connection.execute(query, values):
        found[debtor_id].append(Money(int(cents), currency))
    return found


def _row(
    parts: list[_Part],
    promised: Mapping[int, PromiseFact],
    broken: Mapping[int, PromiseFact],
    spare: Mapping[int, Iterable[Money]],
    disputed: Mapping[int, Iterable[Money]],
    concerns: Mapping[int, Concerns],
) -> DebtorRow:
    one = parts[0] if len(parts) == 1 else _together(parts)
    standing = Standing(
        overdue=tuple([Money(int(part.cents), part.currency) for part in parts]),
        oldest_due=one.oldest,
        last_contact_on=one.last_contact_on,
        next_call_on=one.next_call_on,
        snoozed_until=one.snoozed_until,
        promise=promised.get(one.debtor_id),
        broken=broken.get(one.debtor_id),
        frozen=not one.free,
        spare=tuple(spare.get(one.debtor_id, ())),
        disputed=tuple(disputed.get(one.debtor_id, ())),
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
