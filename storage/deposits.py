"""Deposit invoices in SQL, with what is still to pay of their orders."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from domain.debtors import Contact
from domain.deposits import Deposit, OrderLine
from domain.ledger import DocumentKind
from storage.contacts import read_contacts
from storage.tables import due_lines, invoices

_DEPOSITS = (
    select(due_lines.c.id, due_lines.c.left, invoices.c.debtor_id, invoices.c.number, invoices.c.order_ref)
    .join_from(due_lines, invoices)
    .where(invoices.c.kind == DocumentKind.DEPOSIT)
    .order_by(due_lines.c.due_on, due_lines.c.id)
)
_ORDERS = (
    select(invoices.c.order_ref, invoices.c.number, due_lines.c.due_on, due_lines.c.left, invoices.c.terms)
    .join_from(invoices, due_lines)
    .where(invoices.c.kind == DocumentKind.INVOICE)
    .order_by(due_lines.c.due_on, due_lines.c.id)
)


class SqlDeposits:
    """Deposit invoices and their orders; see `domain.deposits.Deposits`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def among(self, line_ids: Sequence[int]) -> Sequence[Deposit]:
        """Load the deposits that those lines belong to; none when none does."""
        rows = self._connection.execute(_DEPOSITS.where(due_lines.c.id.in_(line_ids))).all()
        orders = self._orders(rows)
        return [
            Deposit(
                row.id,
                row.number,
                row.order_ref,
                row.left,
                invoiced=row.order_ref in orders,
                rest=tuple(one for one in orders.get(row.order_ref, ()) if one.left),
            )
            for row in rows
        ]

    def contact(self, debtor_id: int) -> Contact | None:
        """Load the contact to write to: the one able to unblock payment first."""
        return next(iter(read_contacts(self._connection, debtor_id)), None)

    def _orders(self, deposits: Sequence[Any]) -> dict[str, list[OrderLine]]:
        refs = {row.order_ref for row in deposits if row.order_ref}
        found: dict[str, list[OrderLine]] = defaultdict(list)
        if refs:
            same = _ORDERS.where(invoices.c.order_ref.in_(refs), invoices.c.debtor_id == deposits[0].debtor_id)
            for row in self._connection.execute(same):
                found[row.order_ref].append(OrderLine(row.number, row.due_on, row.left, row.terms))
        return dict(found)
