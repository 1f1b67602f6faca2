"""Payments told by a file, in SQL."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select, update

from domain.acts import Act
from domain.receipts import Owed, Receipt
from storage.allocations import Share, explain
from storage.chunks import chunked
from storage.promises import money_moved
from storage.tables import allocations, due_lines, invoices, payments


def known_receipts(connection: Connection, keys: Sequence[str]) -> frozenset[str]:
    """Keep the keys of payments already stored."""
    return frozenset(
        key
        for some in chunked(keys)
        for key in connection.execute(select(payments.c.source_key).where(payments.c.source_key.in_(some))).scalars()
    )


def owed(connection: Connection, numbers: Sequence[str]) -> Mapping[str, Owed]:
    """Load the invoices of those numbers, where a number names one invoice only."""
    found: dict[str, list[Owed]] = defaultdict(list)
    for some in chunked(numbers):
        wanted = select(invoices.c.id, invoices.c.number, invoices.c.debtor_id, invoices.c.currency)
        for row in connection.execute(
            wanted.where(invoices.c.number.in_(some), invoices.c.kind != "credit_note")
        ).all():
            lines = _lines(connection, row.id)
            found[row.number].append(Owed(row.id, row.debtor_id, row.currency, lines, _stated(connection, row.id)))
    return {number: some[0] for number, some in found.items() if len(some) == 1}


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


def _store(connection: Connection, receipt: Receipt, shares: Sequence[Share], act: Act) -> None:
    payment = receipt.payment
    row = insert(payments).values(
        debtor_id=receipt.debtor_id,
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
