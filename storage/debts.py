"""Debts in SQL: a debtor and the open lines of it."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, select, update

from domain.debtors import Debtor
from domain.debts import Debt, DueLine
from storage.debtors import SqlDebtors
from storage.tables import due_lines, invoices

LINES = (
    select(
        due_lines.c.id,
        due_lines.c.invoice_id,
        invoices.c.number,
        invoices.c.issued_on,
        due_lines.c.due_on,
        due_lines.c.amount,
        due_lines.c.left,
        due_lines.c.currency,
        due_lines.c.level,
        due_lines.c.reminded_on,
        due_lines.c.scenario,
        due_lines.c.promise_id,
        due_lines.c.plan_id,
        due_lines.c.disputed,
    )
    .join_from(due_lines, invoices)
    .where(due_lines.c.debtor_id == bindparam("debtor_id"), due_lines.c.left > 0)
    .order_by(due_lines.c.due_on, due_lines.c.id)
)
_KEEP = (
    update(due_lines)
    .where(due_lines.c.id == bindparam("of"))
    .values(level=bindparam("new_level"), reminded_on=bindparam("new_reminded_on"))
)


class SqlDebts:
    """Debts to change; see `domain.ports.Debts`."""

    def __init__(self, connection: Connection, debtors: SqlDebtors) -> None:
        self._connection = connection
        self._debtors = debtors

    def get(self, debtor_id: int, lines: Sequence[int] = ()) -> Debt:
        """Load and lock a debtor with those of `lines` (all when empty) that have something left."""
        debtor = self._debtors.get(debtor_id)
        chosen = set(lines)
        found = open_lines(self._connection, debtor_id)
        return Debt(debtor, tuple(line for line in found if not chosen or line.id in chosen))

    def keep(self, debt: Debt) -> None:
        """Store the debtor, and the level and last reminder of the lines."""
        self._debtors.keep(debt.debtor)
        if debt.lines:
            rows = [
                {"of": line.id, "new_level": line.level, "new_reminded_on": line.reminded_on} for line in debt.lines
            ]
            self._connection.execute(_KEEP, rows)


def open_lines(connection: Connection, debtor_id: int) -> list[DueLine]:
    """Read the lines of a debtor with something left, by due date."""
    return [DueLine(*row) for row in connection.execute(LINES, {"debtor_id": debtor_id})]


def read_debt(connection: Connection, debtor: Debtor) -> Debt:
    """Read a debtor's debt without locking it."""
    return Debt(debtor, tuple(open_lines(connection, debtor.id)))
