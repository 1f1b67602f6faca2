"""The digest in SQL: totals, and what changed since the one before."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection, Select, bindparam, func, select

from domain.digest import Digest, digest_key
from domain.money import Money, net, totals
from domain.overdue import ordered
from domain.priority import Weights, is_snoozed
from storage.overdue import read_overdue
from storage.tables import due_lines, journal, payments, places

_TO_COME = (
    select(due_lines.c.currency, func.sum(due_lines.c.left))
    .where(due_lines.c.left > 0, due_lines.c.due_on >= bindparam("today"))
    .group_by(due_lines.c.currency)
)
_SPARE = (
    select(payments.c.currency, func.sum(payments.c.unallocated))
    .where(payments.c.unallocated > 0, payments.c.debtor_id.is_not(None))
    .group_by(payments.c.currency)
)


def read_digest(connection: Connection, today: date, *, rows: int, weights: Weights) -> Digest:
    """Read the digest of a day with its first debtors. Snoozed debtors are counted, not shown."""
    late = read_overdue(connection, today)
    shown = [row for row in late if not is_snoozed(row.standing.snoozed_until, today)]
    overdue = totals(amount for row in late for amount in row.standing.overdue)
    spare = _sums(connection, _SPARE)
    before = _digest_before(connection, today)
    return Digest(
        on=today,
        overdue=overdue,
        outstanding=net((*overdue, *_sums(connection, _TO_COME, today=today)), spare),
        unallocated=spare,
        rows=tuple(ordered(shown, today, weights)[:rows]),
        debtors=len(shown),
        snoozed=len(late) - len(shown),
        since=before[0] if before else None,
        changes=_changes(connection, before[1]) if before else {},
    )


def _sums(connection: Connection, query: Select[str, int], **values: date) -> tuple[Money, ...]:
    return totals(Money(int(cents), currency) for currency, cents in connection.execute(query, values))


def _digest_before(connection: Connection, today: date) -> tuple[date, datetime] | None:
    earlier = select(places.c.key, places.c.created_at).where(
        places.c.key >= "digest:", places.c.key < digest_key(today)
    )
    found = connection.execute(earlier.order_by(places.c.key.desc()).limit(1)).first()
    return (date.fromisoformat(found.key.removeprefix("digest:")), found.created_at) if found else None


def _changes(connection: Connection, since: datetime) -> Mapping[str, int]:
    counted = select(journal.c.kind, func.count()).where(journal.c.at >= since).group_by(journal.c.kind)
    return dict(connection.execute(counted).all())
