"""Payments that people note, place and take back, in SQL."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from domain.acts import Act
from domain.allocations import Part, laid
from domain.money import Money
from domain.payments import Payment, Placed, Received, Source, UnknownPayment
from storage.given import is_given
from storage.keys import new_id
from storage.moved import money_moved
from storage.tables import allocations, due_lines, invoices, payments

_ONE = select(payments).where(payments.c.id == bindparam("of"), payments.c.debtor_id == bindparam("debtor_id"))
_LIKE = (
    select(payments)
    .where(
        payments.c.debtor_id == bindparam("debtor_id"),
        payments.c.kind == "payment",
        payments.c.amount == bindparam("cents"),
        payments.c.currency == bindparam("of_currency"),
        payments.c.paid_on == bindparam("on"),
        payments.c.reversed_on.is_(None),
    )
    .order_by(payments.c.id.desc())
    .limit(1)
)
_LAID = (
    select(allocations.c.payment_id)
    .where(allocations.c.payment_id == payments.c.id, allocations.c.reversed_at.is_(None))
    .exists()
)
_RECENT = (
    select(payments)
    .where(
        payments.c.debtor_id == bindparam("debtor_id"),
        or_(payments.c.kind == "payment", _LAID),  # a credit note is money once a person has set it against something
        or_(payments.c.reversed_on.is_(None), payments.c.reversed_by != ""),  # what a payment explained is no news
    )
    .order_by(payments.c.paid_on.desc(), payments.c.id.desc())
    .limit(4)
)
_PLACED = (
    select(allocations.c.payment_id, invoices.c.number, func.sum(allocations.c.amount))
    .join_from(allocations, due_lines)
    .join(invoices)
    .where(is_given(allocations.c.payment_id), allocations.c.reversed_at.is_(None))
    .group_by(allocations.c.payment_id, invoices.c.id, invoices.c.number)
    .order_by(invoices.c.id)
)
_SHARES = (
    select(allocations.c.line_id, invoices.c.number, allocations.c.amount)
    .join_from(allocations, due_lines)
    .join(invoices)
    .where(allocations.c.payment_id == bindparam("of"), allocations.c.reversed_at.is_(None))
    .order_by(due_lines.c.due_on, due_lines.c.id)
)
_PAY = update(due_lines).where(due_lines.c.id == bindparam("of")).values(left=due_lines.c.left - bindparam("cents"))
_OWE = update(due_lines).where(due_lines.c.id == bindparam("of")).values(left=due_lines.c.left + bindparam("cents"))
_USE = (
    update(payments)
    .where(payments.c.id == bindparam("of"))
    .values(unallocated=payments.c.unallocated - bindparam("cents"))
)


class SqlPayments:
    """Payments and credit notes of debtors whom the act holds; see `domain.payments.Payments`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def like(self, received: Received) -> Payment | None:
        """Give a payment not taken back of the same debtor, amount, currency and date."""
        amount = received.amount
        same = {"debtor_id": received.debtor_id, "cents": amount.cents, "of_currency": amount.currency}
        row = self._connection.execute(_LIKE, {**same, "on": received.on}).first()
        return _payment(row) if row else None

    def add(self, received: Received, parts: Sequence[Part], act: Act) -> int:
        """Store money that a person notes, laid on lines; give its id."""
        values = _values(received, act) | {"unallocated": received.amount.cents - laid(parts)}
        payment_id = new_id(self._connection.execute(insert(payments).values(**values)))
        self._lay(payment_id, parts, act)
        money_moved(self._connection, [received.debtor_id])
        return payment_id

    def get(self, debtor_id: int, payment_id: int) -> Payment:
        """Load a payment or a credit note; raise `UnknownPayment`."""
        return read_payment(self._connection, debtor_id, payment_id)

    def lay(self, payment: Payment, parts: Sequence[Part], act: Act) -> None:
        """Lay what is left of a payment or a credit note on lines."""
        self._connection.execute(_USE, {"of": payment.id, "cents": laid(parts)})
        self._lay(payment.id, parts, act)
        money_moved(self._connection, [payment.debtor_id])

    def lift(self, payment: Payment, act: Act) -> Sequence[Placed]:
        """Take a payment off its lines, which owe it again; give where it stood."""
        shares = self._connection.execute(_SHARES, {"of": payment.id}).all()
        if not shares:
            return ()
        live = update(allocations).where(allocations.c.payment_id == payment.id, allocations.c.reversed_at.is_(None))
        self._connection.execute(live.values(reversed_at=act.at))
        self._connection.execute(_OWE, [{"of": one.line_id, "cents": one.amount} for one in shares])
        self._connection.execute(_USE, {"of": payment.id, "cents": -sum(one.amount for one in shares)})
        money_moved(self._connection, [payment.debtor_id])
        return [Placed(one.number, one.amount) for one in shares]

    def reverse(self, payment: Payment, why: str, act: Act) -> Sequence[Placed]:
        """Take a payment back, off its lines too; give where it stood."""
        lifted = self.lift(payment, act)
        gone = {"unallocated": 0, "reversed_on": act.today, "reversed_by": act.by, "reversal": why}
        self._connection.execute(update(payments).where(payments.c.id == payment.id).values(**gone))
        money_moved(self._connection, [payment.debtor_id])
        return lifted

    def _lay(self, payment_id: int, parts: Sequence[Part], act: Act) -> None:
        if not parts:
            return
        self._connection.execute(_PAY, [{"of": one.line_id, "cents": one.cents} for one in parts])
        self._connection.execute(
            insert(allocations),
            [
                {"payment_id": payment_id, "line_id": one.line_id, "amount": one.cents, "recorded_at": act.at}
                for one in parts
            ],
        )


def read_payment(connection: Connection, debtor_id: int, payment_id: int) -> Payment:
    """Read a payment or a credit note of a debtor with where it stands; raise `UnknownPayment`."""
    row = connection.execute(_ONE, {"of": payment_id, "debtor_id": debtor_id}).first()
    if row is None:
        raise UnknownPayment
    return _payment(row, _placed(connection, [payment_id])[payment_id])


def recent_payments(connection: Connection, debtor_id: int) -> tuple[Payment, ...]:
    """Read the last payments of a debtor, the newest first, and the credit notes that a person placed."""
    rows = connection.execute(_RECENT, {"debtor_id": debtor_id}).all()
    placed = _placed(connection, [row.id for row in rows]) if rows else {}
    return tuple(_payment(row, placed.get(row.id, ())) for row in rows)


def _placed(connection: Connection, payment_ids: Sequence[int]) -> Mapping[int, Sequence[Placed]]:
    found: dict[int, list[Placed]] = defaultdict(list)
    for payment_id, number, cents in connection.execute(_PLACED, {"given": payment_ids}):
        found[payment_id].append(Placed(number, int(cents)))
    return found


def _values(received: Received, act: Act) -> dict[str, object]:
    return {
        "debtor_id": received.debtor_id,
        "kind": "payment",
        "source": Source.PERSON,
        "source_key": f"person|{act.once}" if act.once else None,
        "amount": received.amount.cents,
        "currency": received.amount.currency,
        "paid_on": received.on,
        "counted_on": received.on,
        "method": received.method,
        "reference": received.reference,
        "recorded_at": act.at,
        "recorded_by": act.by,
    }


def _payment(row: Row[Any], placed: Iterable[Placed] = ()) -> Payment:
    return Payment(
        id=row.id,
        debtor_id=row.debtor_id,
        kind=row.kind,
        source=row.source,
        amount=Money(row.amount, row.currency),
        left=row.unallocated,
        on=row.paid_on,
        method=row.method,
        reference=row.reference,
        by=row.recorded_by,
        known_on=row.recorded_at.date(),
        reversed_on=row.reversed_on,
        reversed_by=row.reversed_by,
        placed=tuple(placed),
    )
