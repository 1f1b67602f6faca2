"""Exports in SQL: rows are streamed, so that memory holds a few of them whatever their number."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from domain.debtors import Debtor, DebtorKind
from domain.debts import DueLine
from domain.exports import BalanceRow, ToldRow
from storage.debtors import COLUMNS
from storage.debts import LINES
from storage.journal import row_from
from storage.tables import debtors, due_lines, invoices, journal

_AT_ONCE = {"yield_per": 1000}
_NAMES = tuple(column.name for column in COLUMNS)
_BALANCE = (
    select(*COLUMNS, *LINES.selected_columns)
    .join_from(due_lines, invoices)
    .join(debtors, debtors.c.id == due_lines.c.debtor_id)
    .where(due_lines.c.left > 0)
    .order_by(debtors.c.name, debtors.c.id, due_lines.c.due_on, due_lines.c.id)
)
_JOURNAL = select(journal, debtors.c.code, debtors.c.name).join_from(journal, debtors).order_by(journal.c.id)


def stream_balance(connection: Connection) -> Iterator[BalanceRow]:
    """Read every open due line by debtor and due date."""
    for row in connection.execute(_BALANCE, execution_options=_AT_ONCE):
        facts = dict(zip(_NAMES, row, strict=False))
        debtor = Debtor(**{**facts, "kind": DebtorKind(facts["kind"])})
        yield BalanceRow(debtor, DueLine(*row[len(_NAMES) :]))


def stream_journal(connection: Connection) -> Iterator[ToldRow]:
    """Read every row of the journal, as they were written."""
    for row in connection.execute(_JOURNAL, execution_options=_AT_ONCE):
        yield ToldRow(row.code, row.name, row_from(row), row.hash)
