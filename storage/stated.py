"""What a ledger states as paid may be money already known and not placed: it is then placed, and counts once."""

from collections import defaultdict

from sqlalchemy import Connection, select

from domain.acts import Act
from domain.payments import Source
from storage.given import is_given
from storage.moved import money_moved
from storage.receipts import taken, use
from storage.tables import payments

_LOOSE = (
    select(payments.c.id, payments.c.debtor_id, payments.c.currency, payments.c.unallocated)
    .where(
        payments.c.unallocated > 0,
        payments.c.kind == "payment",
        payments.c.source.in_((Source.FILE, Source.PERSON)),
        payments.c.names == "",
        payments.c.debtor_id.is_not(None),
    )
    .order_by(payments.c.paid_on, payments.c.id)
)
_STATED = (
    select(payments.c.debtor_id, payments.c.currency, payments.c.amount, payments.c.invoice_id)
    .where(
        is_given(payments.c.debtor_id),
        payments.c.source == Source.LEDGER,
        payments.c.kind == "payment",
        payments.c.reversed_on.is_(None),
    )
    .order_by(payments.c.id)
)


def place_stated(connection: Connection, act: Act) -> None:
    """Set money to allocate against the invoice that this act's ledger states as paid with the very same sum."""
    loose = connection.execute(_LOOSE).all()
    if not loose:
        return
    now = _STATED.where(payments.c.recorded_at == act.at)
    stated: dict[tuple[int, str, int], list[int]] = defaultdict(list)
    for debtor_id, currency, cents, invoice_id in connection.execute(now, {"given": [row.debtor_id for row in loose]}):
        stated[debtor_id, currency, cents].append(invoice_id)
    for row in loose:
        if invoices := stated[row.debtor_id, row.currency, row.unallocated]:
            use(connection, row.id, taken(connection, invoices.pop(0), row.unallocated, act))
            money_moved(connection, [row.debtor_id])
