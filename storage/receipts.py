"""Payments told by a file, in SQL."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from domain.acts import Act
from domain.allocations import fill
from domain.payments import Source
from domain.receipts import ByHand, Confirmed, Owed, Receipt
from storage.allocations import Share, explain
from storage.bulk import insert_rows
from storage.chunks import chunked
from storage.given import is_given
from storage.keys import reserve
from storage.moved import money_moved
from storage.tables import allocations, due_lines, invoices, payments

_PAYMENT = (
    *("id", "debtor_id", "names", "kind", "source", "source_key", "amount", "unallocated", "currency"),
    *("paid_on", "counted_on", "method", "reference", "recorded_at"),
)
_ALLOCATION = ("payment_id", "line_id", "amount", "recorded_at")
_OWED = (
    select(
        invoices.c.number, invoices.c.id, invoices.c.debtor_id, invoices.c.currency, due_lines.c.id, due_lines.c.left
    )
    .join_from(invoices, due_lines)
    .where(is_given(invoices.c.number), invoices.c.kind != "credit_note")
    .order_by(invoices.c.id, due_lines.c.rank)
)
_STATED = (
    select(due_lines.c.invoice_id, func.sum(allocations.c.amount))
    .join_from(allocations, due_lines)
    .join(payments, payments.c.id == allocations.c.payment_id)
    .where(
        is_given(due_lines.c.invoice_id),
        allocations.c.reversed_at.is_(None),
        payments.c.source == Source.LEDGER,
        payments.c.kind == "payment",
    )
    .group_by(due_lines.c.invoice_id)
)
_BY_HAND = (
    select(payments.c.id, payments.c.debtor_id, payments.c.amount, payments.c.currency, payments.c.paid_on)
    .where(
        is_given(payments.c.debtor_id),
        payments.c.kind == "payment",
        payments.c.source == Source.PERSON,
        payments.c.reversed_on.is_(None),
    )
    .order_by(payments.c.id)
)
_STANDS_ON = (
    select(allocations.c.payment_id, invoices.c.number)
    .join_from(allocations, due_lines)
    .join(invoices)
    .where(is_given(allocations.c.payment_id), allocations.c.reversed_at.is_(None))
)
_PAY = update(due_lines).where(due_lines.c.id == bindparam("of")).values(left=due_lines.c.left - bindparam("cents"))
_CONFIRM = (
    update(payments)
    .where(payments.c.id == bindparam("of"))
    .values(source=Source.FILE, source_key=bindparam("key"), names=bindparam("named"))
)


def known_receipts(connection: Connection, keys: Sequence[str]) -> frozenset[str]:
    """Keep the keys of payments already stored."""
    return frozenset(
        key
        for some in chunked(keys)
        for key in connection.execute(select(payments.c.source_key).where(payments.c.source_key.in_(some))).scalars()
    )


def owed(connection: Connection, numbers: Sequence[str]) -> Mapping[str, Sequence[Owed]]:
    """Load the invoices of those numbers."""
    rows = connection.execute(_OWED, {"given": numbers}).all()
    given = {"given": sorted({row[1] for row in rows})}
    stated = {invoice_id: int(cents) for invoice_id, cents in connection.execute(_STATED, given)}
    found: dict[str, list[Owed]] = defaultdict(list)
    for (number, invoice_id, debtor_id, currency), own in groupby(rows, itemgetter(0, 1, 2, 3)):
        lines = tuple((row[4], row[5]) for row in own)
        found[number].append(Owed(invoice_id, debtor_id, currency, lines, stated.get(invoice_id, 0)))
    return found


def by_hand(connection: Connection, debtor_ids: Sequence[int]) -> Sequence[ByHand]:
    """Load the payments of those debtors that people noted and nobody took back."""
    rows = connection.execute(_BY_HAND, {"given": debtor_ids}).all()
    numbers: dict[int, set[str]] = defaultdict(set)
    if rows:
        for payment_id, number in connection.execute(_STANDS_ON, {"given": [row.id for row in rows]}):
            numbers[payment_id].add(number)
    return [ByHand(*row, frozenset(numbers[row.id])) for row in rows]


def confirm(connection: Connection, confirmed: Sequence[Confirmed], act: Act) -> None:
    """Make payments that people noted those of the file that tells them too; what they left unplaced may be now."""
    if not confirmed:
        return
    rows = [(one.by_hand.payment_id, one.key, (one.payment.invoice_number or "")[:64]) for one in confirmed]
    connection.execute(_CONFIRM, [{"of": of, "key": key, "named": named} for of, key, named in rows])
    place_named(connection, {named for _, _, named in rows if named}, act)


def receive(connection: Connection, receipts: Sequence[Receipt], act: Act) -> None:
    """Store payments with their allocations, in place of what a ledger had stated."""
    if not receipts:
        return
    shares = [_shares(connection, one, act) for one in receipts]
    keys = reserve(connection, payments, len(receipts))
    rows = [_payment(key, one, some, act) for key, one, some in zip(keys, receipts, shares, strict=True)]
    insert_rows(connection, payments, _PAYMENT, rows)
    laid = [(key, *share) for key, some in zip(keys, shares, strict=True) for share in some]
    insert_rows(connection, allocations, _ALLOCATION, laid)
    paid = [{"of": part.line_id, "cents": part.cents} for one in receipts for part in one.allocated]
    if paid:
        connection.execute(_PAY, paid)
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
        if row.names in numbers and (shares := taken(connection, row.of, row.unallocated, act)):
            placed.add(row.debtor_id)
            use(connection, row.id, shares)
    money_moved(connection, sorted(placed))


def taken(connection: Connection, invoice_id: int, cents: int, act: Act) -> list[Share]:
    """Take over what ledgers stated of an invoice, then fill its oldest lines."""
    lines = _lines(connection, invoice_id)
    shares = explain(connection, [line_id for line_id, _ in lines], cents, act)
    parts = fill(lines, cents - sum(share.cents for share in shares))
    if parts:
        connection.execute(_PAY, [{"of": part.line_id, "cents": part.cents} for part in parts])
    return [*shares, *(Share(*part, act.at) for part in parts)]


def use(connection: Connection, payment_id: int, shares: Sequence[Share]) -> None:
    """Lay what a payment had to allocate on the lines of those shares."""
    used = sum(share.cents for share in shares)
    rest = update(payments).where(payments.c.id == payment_id)
    connection.execute(rest.values(unallocated=payments.c.unallocated - used))
    rows = [dict(zip(_ALLOCATION, (payment_id, *share), strict=True)) for share in shares]
    connection.execute(insert(allocations), rows)


def _shares(connection: Connection, receipt: Receipt, act: Act) -> list[Share]:
    shares = [Share(*part, act.at) for part in receipt.allocated]
    if receipt.explained:
        ids = [line_id for line_id, _ in _lines(connection, receipt.invoice_id or 0)]
        shares += explain(connection, ids, receipt.explained, act)
    return shares


def _payment(payment_id: int, receipt: Receipt, shares: Iterable[Share], act: Act) -> tuple[object, ...]:
    """Give the values of `_PAYMENT`."""
    payment = receipt.payment
    return (
        payment_id,
        receipt.debtor_id,
        (payment.invoice_number or "")[:64],
        "payment",
        Source.FILE.value,
        receipt.key,
        payment.amount,
        payment.amount - sum(share.cents for share in shares),
        payment.currency,
        payment.on,
        payment.on,
        payment.method[:32],
        payment.reference[:64],
        act.at,
    )


def _lines(connection: Connection, invoice_id: int) -> tuple[tuple[int, int], ...]:
    query = select(due_lines.c.id, due_lines.c.left).where(due_lines.c.invoice_id == invoice_id)
    return tuple((line_id, left) for line_id, left in connection.execute(query.order_by(due_lines.c.rank)))
