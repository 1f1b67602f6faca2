"""Disputes in SQL: opened, closed, and settled once a credit note covers them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from domain.acts import Act
from domain.dispute_credits import Founded
from domain.disputes import FREEZING, Dispute, DisputeRow, Share, State
from domain.money import Money
from storage.given import is_given
from storage.keys import new_id
from storage.tables import allocations, debtors, dispute_lines, disputes, due_lines, invoices, payments

_OF_DISPUTE = dispute_lines.c.dispute_id == disputes.c.id
_DISPUTED = (
    select(func.coalesce(func.sum(dispute_lines.c.amount), 0))
    .join_from(dispute_lines, disputes)
    .where(dispute_lines.c.line_id == due_lines.c.id, disputes.c.state.in_(FREEZING))
    .scalar_subquery()
)
_ROWS = (
    select(disputes)
    .where(disputes.c.debtor_id == bindparam("debtor_id"))
    .order_by((disputes.c.state == State.OPEN).desc(), (disputes.c.state == State.FOUNDED).desc(), disputes.c.id.desc())
)
_SHARES = (
    select(dispute_lines.c.dispute_id, dispute_lines.c.line_id, dispute_lines.c.amount, invoices.c.number)
    .join_from(dispute_lines, disputes)
    .join(due_lines, due_lines.c.id == dispute_lines.c.line_id)
    .join(invoices)
    .where(disputes.c.debtor_id == bindparam("debtor_id"))
    .order_by(due_lines.c.due_on, due_lines.c.id)
)
_NOTES = and_(
    payments.c.kind == "credit_note",
    payments.c.debtor_id == disputes.c.debtor_id,
    payments.c.currency == disputes.c.currency,
    payments.c.reversed_on.is_(None),
)
_NEW_NOTES = (  # what is used of the credit notes known since, here or by the ledger's own word
    select(func.coalesce(func.sum(payments.c.amount - payments.c.unallocated), 0))
    .where(_NOTES, payments.c.recorded_at > disputes.c.opened_at)
    .correlate(disputes)
    .scalar_subquery()
)
_LOWERING = (
    select(func.coalesce(func.sum(allocations.c.amount), 0))
    .select_from(dispute_lines)
    .join(allocations, allocations.c.line_id == dispute_lines.c.line_id)
    .join(payments, payments.c.id == allocations.c.payment_id)
    .where(_OF_DISPUTE, allocations.c.reversed_at.is_(None), allocations.c.recorded_at > disputes.c.opened_at)
    .correlate(disputes)
)
_OLD_NOTES = _LOWERING.where(_NOTES, payments.c.recorded_at <= disputes.c.opened_at).scalar_subquery()
_LEFT = (
    select(func.coalesce(func.sum(due_lines.c.left), 0))
    .join_from(dispute_lines, due_lines)
    .where(_OF_DISPUTE)
    .correlate(disputes)
    .scalar_subquery()
)
_PEERS = disputes.alias("peers")
_SERVED = (
    select(func.coalesce(func.sum(_PEERS.c.amount), 0))
    .where(
        _PEERS.c.debtor_id == disputes.c.debtor_id,
        _PEERS.c.currency == disputes.c.currency,
        _PEERS.c.settled_at > disputes.c.opened_at,
    )
    .correlate(disputes)
    .scalar_subquery()
)
_FOUNDED = (
    select(
        disputes.c.id,
        disputes.c.debtor_id,
        disputes.c.amount,
        disputes.c.currency,
        (_NEW_NOTES + _OLD_NOTES).label("credited"),
        _LOWERING.scalar_subquery().label("lowered"),
        _LEFT.label("remains"),
        _SERVED.label("served"),
    )
    .where(disputes.c.state == State.FOUNDED)
    .order_by(disputes.c.id)
)
_LOCK = select(debtors.c.id).where(is_given(debtors.c.id)).order_by(debtors.c.id).with_for_update(key_share=True)


class SqlDisputes:
    """Disputes to open, close and settle; see `domain.disputes.Disputes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, dispute: Dispute, act: Act) -> int:
        """Store an open dispute, freeze its shares, give its id."""
        dispute_id = new_id(self._connection.execute(insert(disputes).values(**_values(dispute, act))))
        rows = [{"dispute_id": dispute_id, "line_id": line_id, "amount": cents} for line_id, cents in dispute.shares]
        self._connection.execute(insert(dispute_lines), rows)
        self._freeze([dispute_id])
        return dispute_id

    def of(self, debtor_id: int) -> tuple[DisputeRow, ...]:
        """Load the disputes of a debtor: the open ones, those that wait for a credit note, the others."""
        return read_disputes(self._connection, debtor_id)

    def close(self, dispute_id: int, state: State, act: Act) -> bool:
        """Close an open dispute, and free its lines when it was unfounded; say False when it was no longer open."""
        closed = update(disputes).where(disputes.c.id == dispute_id, disputes.c.state == State.OPEN)
        changed = closed.values(
            state=state, closed_on=act.today, closed_by=act.by, version=disputes.c.version + 1
        ).returning(disputes.c.id)
        done = self._connection.execute(changed).first() is not None
        self._freeze([dispute_id])
        return done

    def founded(self) -> tuple[Founded, ...]:
        """Load what waits for a credit note, the oldest first."""
        return tuple(_founded(row) for row in self._connection.execute(_FOUNDED))

    def hold(self, debtors: Sequence[int]) -> tuple[Founded, ...]:  # noqa: A002, RUF100 - the port's name
        """Lock some debtors, then load what waits for a credit note of theirs, the oldest first."""
        held = {"given": list(debtors)}
        self._connection.execute(_LOCK, held).all()
        theirs = _FOUNDED.where(is_given(disputes.c.debtor_id))
        return tuple(_founded(row) for row in self._connection.execute(theirs, held))

    def settle(self, disputes_: Sequence[int], act: Act) -> None:
        """Store founded disputes as settled, free their lines."""
        waiting = update(disputes).where(disputes.c.id.in_(disputes_), disputes.c.state == State.FOUNDED)
        settled = waiting.values(state=State.SETTLED, settled_at=act.at, version=disputes.c.version + 1)
        self._connection.execute(settled)
        self._freeze(disputes_)

    def _freeze(self, ids: Sequence[int]) -> None:
        """Write on the lines of those disputes what the disputes that freeze them contest, in all."""
        lines = select(dispute_lines.c.line_id).where(dispute_lines.c.dispute_id.in_(ids))
        self._connection.execute(update(due_lines).where(due_lines.c.id.in_(lines)).values(disputed=_DISPUTED))


def read_disputes(connection: Connection, debtor_id: int) -> tuple[DisputeRow, ...]:
    """Read the disputes of a debtor: the open ones, those that wait for a credit note, the others, the newest first."""
    key = {"debtor_id": debtor_id}
    found = connection.execute(_ROWS, key).all()
    shares: Mapping[int, list[Any]] = defaultdict(list)
    for row in connection.execute(_SHARES, key) if found else ():
        shares[row.dispute_id].append(row)
    return tuple(_row(row, shares[row.id]) for row in found)


def _row(row: Any, shares: Sequence[Any]) -> DisputeRow:  # noqa: ANN401 - rows of `_ROWS` and `_SHARES`
    return DisputeRow(
        id=row.id,
        debtor_id=row.debtor_id,
        state=State(row.state),
        reason=row.reason,
        amount=Money(row.amount, row.currency),
        opened_on=row.opened_on,
        opened_by=row.opened_by,
        comment=row.comment,
        closed_on=row.closed_on,
        closed_by=row.closed_by,
        shares=tuple(Share(share.line_id, share.amount) for share in shares),
        numbers=tuple(dict.fromkeys(share.number for share in shares)),
    )


def _founded(row: Any) -> Founded:  # noqa: ANN401 - a row of `_FOUNDED`
    return Founded(
        id=row.id,
        debtor_id=row.debtor_id,
        amount=Money(row.amount, row.currency),
        credited=int(row.credited),
        lowered=int(row.lowered),
        left=int(row.remains),
        served=int(row.served),
    )


def _values(dispute: Dispute, act: Act) -> dict[str, object]:
    return {
        "debtor_id": dispute.debtor_id,
        "reason": dispute.reason,
        "comment": dispute.comment,
        "currency": dispute.amount.currency,
        "amount": dispute.amount.cents,
        "opened_on": act.today,
        "opened_at": act.at,
        "opened_by": act.by,
    }
