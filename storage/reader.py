"""The reader: every question over one state of the database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import date

from sqlalchemy import Connection, Engine, select

from domain.cards import Card
from domain.days import Day
from domain.debtors import Contact, Debtor
from domain.debts import Debt
from domain.digest import Digest
from domain.overdue import Filters, OverduePage, keeps, ordered, page
from domain.priority import Weights
from domain.reader import Found, ImportRow
from domain.refusals import UnknownDebtor
from domain.search import ClientIndex
from storage.cards import read_card, read_contacts
from storage.clients import ClientIndexes, read_exact
from storage.days import read_day
from storage.debtors import ONE, debtor_from
from storage.debts import read_debt
from storage.digests import read_digest
from storage.engine import reading
from storage.overdue import read_overdue
from storage.tables import imports


class SqlReader:
    """A reader over one connection; see `domain.reader.Reader`."""

    def __init__(self, connection: Connection, indexes: ClientIndexes, weights: Weights) -> None:
        self._connection = connection
        self._indexes = indexes
        self._weights = weights

    def debtor(self, debtor_id: int) -> Debtor:
        """Load a debtor; raise `UnknownDebtor`."""
        row = self._connection.execute(ONE, {"id": debtor_id}).first()
        if row is None:
            raise UnknownDebtor
        return debtor_from(row)

    def debt(self, debtor_id: int) -> Debt:
        """Load a debtor with every line that has something left, by due date; raise `UnknownDebtor`."""
        return read_debt(self._connection, self.debtor(debtor_id))

    def contacts(self, debtor_id: int) -> tuple[Contact, ...]:
        """Load a debtor's contacts, the one able to unblock payment first."""
        return read_contacts(self._connection, debtor_id)

    def card(self, debtor_id: int) -> Card:
        """Load all there is on one debtor; raise `UnknownDebtor`."""
        return read_card(self._connection, self.debtor(debtor_id))

    def exact(self, text: str) -> Sequence[Found]:
        """Find debtors by code, SIREN, SIRET, whole name as searched, or invoice number."""
        return read_exact(self._connection, text)

    def clients(self) -> ClientIndex:
        """Give the index of all clients, kept until the next import."""
        return self._indexes.get(self._connection)

    def digest(self, today: date, *, rows: int) -> Digest:
        """Compute the digest of a day, with its first `rows` debtors by priority."""
        return read_digest(self._connection, today, rows=rows, weights=self._weights)

    def overdue(self, filters: Filters, today: date, *, page: int, size: int) -> OverduePage:
        """List the debtors who are late, by priority."""
        return _page(self._connection, filters, today, page, size, self._weights)

    def day(self, user: str, today: date) -> Day:
        """Compute a person's day: their calls, and the promises of their debtors."""
        return read_day(self._connection, user, today)

    def last_imports(self, count: int) -> tuple[ImportRow, ...]:
        """Give the last imports, the newest first."""
        found = self._connection.execute(select(imports).order_by(imports.c.id.desc()).limit(count))
        return tuple(
            ImportRow(row.file_name, row.at, row.by, row.added, row.changed, row.unchanged, row.rejected)
            for row in found
        )


def _page(
    connection: Connection, filters: Filters, today: date, number: int, size: int, weights: Weights
) -> OverduePage:
    rows = (row for row in read_overdue(connection, today) if keeps(filters, row, today))
    return page(ordered(rows, today, weights), number, size)


def reader_opener(engine: Engine, weights: Weights | None = None) -> Callable[[], AbstractContextManager[SqlReader]]:
    """Give the function that opens a reader on this database."""
    indexes = ClientIndexes()
    chosen = weights or Weights()

    @contextmanager
    def open_reader() -> Iterator[SqlReader]:
        with reading(engine) as connection:
            yield SqlReader(connection, indexes, chosen)

    return open_reader
