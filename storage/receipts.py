"""Payments told by a file, in SQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import Connection, and_, func, insert, select, update

from domain.acts import Act
from domain.receipts import Owed, Receipt
from storage.allocations import Share, explain
from storage.chunks import chunked
from storage.moved import money_moved
from storage.tables import allocations, due_lines, invoices, payments


def known_receipts(connection: Connection, keys: Sequence[str]) -> frozenset[str]:
    """Keep the keys of payments already stored."""
    return frozenset(
        key
        for some in chunked(keys)
        for key in connection.execute(select(payments.c.source_key).where(payments.c.source_key.in_(some))).scalars()
    )


def owed(connection: Connection, numbers: Sequence[str]) -> Mapping[str, Sequence[Owed]]:
    """Load the invoices of those numbers."""
    found: dict[str, list[Owed]] = defaultdict(list)
    for some in chunked(numbers):
        wanted = select(invoices.c.id, invoices.c.number, invoices.c.debtor_id, invoices.c.currency)
        for row in connection.execute(
            wanted.where(invoices.c.number.in_(some), invoices.c.kind != "credit_note")
        ).all():
            lines = _lines(connection, row.id)
            found[row.number].append(Owed(row.id, row.debtor_id, row.currency, lines, _stated(connection, row.id)))
    return found


def receive(connection: Connection, receipts: Sequence[Receipt], act: Act) -> None:
    """Store payments with their allocations, in place of what a ledger had stated."""
    for receipt in receipts:
        shares = [Share(line_id, cents, act.at) for line_id, cents in receipt.allocated]
        for line_id, cents in receipt.allocated:
            paid = update(due_lines).where(due_lines.c.id == line_id)
            connection.execute(paid.values(left=due_lines.c.left - cents))
        if receipt.explained:
            ids = [line_id for line_id, _ in _lines(connection, receipt.invoice_id or 0)]
            shares += explain(connection, ids, receipt.explained, act)
        _store(connection, receipt, shares, act)
    if receipts:
        money_moved(connection, sorted({receipt.debtor_id for receipt in receipts}))


def owing(connection: Connection, numbers: Sequence[str]) -> Sequence[int]:
    """Give the debtors of the invoices of those numbers."""
    about = select(invoices.c.debtor_id).distinct()
    return [
        debtor_id
        for some in chunked(numbers)
        for debtor_id in connection.execute(about.where(invoices.c.number.in_(some))).scalars()
    ]


def place_named(connection: Connection, numbers: AbstractSet[str], act: Act) -> None:
    """Set payments that named an invoice before it was known, or before it grew, against it (RULES §12)."""
    waiting = (
        select(payments.c.id, payments.c.debtor_id, payments.c.unallocated, payments.c.names, invoices.c.id.label("of"))
        .join_from(
            payments,
            invoices,
            and_(
                invoices.c.debtor_id == payments.c.debtor_id,
                invoices.c.number == payments.c.names,
                invoices.c.currency == payments.c.currency,
            ),
        )
        .where(payments.c.unallocated > 0, payments.c.kind == "payment", invoices.c.kind != "credit_note")
        .order_by(payments.c.paid_on, payments.c.id)
    )
    placed = set()
    for row in connection.execute(waiting).all():
        if row.names in numbers and (shares := _taken(connection, row.of, row.unallocated, act)):
            placed.add(row.debtor_id)
            used = sum(share.cents for share in shares)
            rest = update(payments).where(payments.c.id == row.id)
            connection.execute(rest.values(unallocated=payments.c.unallocated - used))
            _share(connection, row.id, shares)
    money_moved(connection, sorted(placed))


def _taken(connection: Connection, invoice_id: int, cents: int, act: Act) -> list[Share]:
    """Take over what ledgers stated of an invoice, then fill its oldest lines."""
    lines = _lines(connection, invoice_id)
    shares = explain(connection, [line_id for line_id, _ in lines], cents, act)
    rest = cents - sum(share.cents for share in shares)
    for line_id, left in lines:
        taken = min(rest, left)
        if taken:
            rest -= taken
            shares.append(Share(line_id, taken, act.at))
            paid = update(due_lines).where(due_lines.c.id == line_id)
            connection.execute(paid.values(left=due_lines.c.left - taken))
    return shares


def _store(connection: Connection, receipt: Receipt, shares: Sequence[Share], act: Act) -> None:
    payment = receipt.payment
    row = insert(payments).values(
        debtor_id=receipt.debtor_id,
        names=(payment.invoice_number or "")[:64],
        kind="payment",
        source="file",
        source_key=receipt.key,
        amount=payment.amount,
        unallocated=payment.amount - sum(share.cents for share in shares),
        currency=payment.currency,
        paid_on=payment.on,
        counted_on=payment.on,
        method=payment.method[:32],
        reference=payment.reference[:64],
        recorded_at=act.at,
    )
    payment_id = connection.execute(row.returning(payments.c.id)).scalar_one()
    _share(connection, payment_id, shares)


def _share(connection: Connection, payment_id: int, shares: Sequence[Share]) -> None:
    for line_id, cents, recorded_at in shares:
        share = {"payment_id": payment_id, "line_id": line_id, "amount": cents, "recorded_at": recorded_at}
        connection.execute(insert(allocations).values(**share))


def _lines(connection: Connection, invoice_id: int) -> tuple[tuple[int, int], ...]:
    query = select(due_lines.c.id, due_lines.c.left).where(due_lines.c.invoice_id == invoice_id)
    return tuple((line_id, left) for line_id, left in connection.execute(query.order_by(due_lines.c.rank)))


def _stated(connection: Connection, invoice_id: int) -> int:
    query = (
        select(func.coalesce(func.sum(allocations.c.amount), 0))
        .join_from(allocations, due_lines)
        .join(payments, payments.c.id == allocations.c.payment_id)
        .where(
            due_lines.c.invoice_id == invoice_id,
            allocations.c.reversed_at.is_(None),
            payments.c.source == "ledger",
            payments.c.kind == "payment",
        )
    )
    return int(connection.execute(query).scalar_one())
