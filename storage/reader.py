"""The reader: every question over one state of the database."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, Engine, select

from domain.cards import Card
from domain.days import Day
from domain.debtors import Contact, Debtor
from domain.debts import Debt
from domain.digest import Digest
from domain.disputes import DisputeRow
from domain.overdue import Filters, OverduePage, keeps, ordered, page
from domain.payments import Payment
from domain.people import Role
from domain.plan_views import PlanView
from domain.plans import UnknownPlan
from domain.portfolios import Home
from domain.priority import Weights
from domain.profiles import Sheet
from domain.proofs import NotKept
from domain.reader import Found, ImportRow
from domain.refusals import UnknownDebtor
from domain.sales import Ask
from domain.search import ClientIndex
from storage.absences import stood_in_for
from storage.cards import read_card
from storage.clients import ClientIndexes, read_exact
from storage.contacts import read_contacts
from storage.days import read_day
from storage.debtors import ONE, debtor_from
from storage.debts import read_debt
from storage.digests import read_digest
from storage.disputes import read_disputes
from storage.engine import reading
from storage.greetings import was_greeted
from storage.overdue import read_overdue
from storage.payments import read_payment
from storage.penalties import SqlPenalties
from storage.plan_views import find_plan, read_plan
from storage.portfolios import read_balances
from storage.profiles import read_sheet
from storage.proofs import read_not_kept
from storage.sales import read_ask
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

    def sheet(self, debtor_id: int) -> Sheet:
        """Load what « Profil » shows; raise `UnknownDebtor`."""
        return read_sheet(self._connection, self.debtor(debtor_id))

    def ask(self, ask_id: int) -> Ask | None:
        """Load a question to a salesperson."""
        return read_ask(self._connection, ask_id)

    def payment(self, debtor_id: int, payment_id: int) -> Payment:
        """Load a payment or a credit note of a debtor with where it stands; raise `UnknownPayment`."""
        return read_payment(self._connection, debtor_id, payment_id)

    def card(self, debtor_id: int) -> Card:
        """Load all there is on one debtor; raise `UnknownDebtor`."""
        return read_card(self._connection, self.debtor(debtor_id))

    def disputes(self, debtor_id: int) -> tuple[DisputeRow, ...]:
        """Load a debtor's disputes, the open ones first."""
        return read_disputes(self._connection, debtor_id)

    def plan(self, plan_id: int) -> PlanView:
        """Load all there is on a plan; raise `UnknownPlan`."""
        row = find_plan(self._connection, plan_id)
        if row is None:
            raise UnknownPlan
        return read_plan(self._connection, self.debtor(row.debtor_id), row)

    def not_kept(self, batch: int) -> NotKept | None:
        """Load the files asked for together that were not kept."""
        return read_not_kept(self._connection, batch)

    def penalties(self) -> SqlPenalties:
        """Give what penalties are counted from."""
        return SqlPenalties(self._connection)

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

    def day(self, user: str, roles: Role, today: date) -> Day:
        """Compute a person's day: their calls, the promises of their debtors, the plans they may decide."""
        return read_day(self._connection, user, roles, today)

    def home(self, user: str, roles: Role, today: date) -> Home:
        """Compute a person's day with the balances of their debtors and those of all."""
        day = read_day(self._connection, user, roles, today)
        mine = (() if day.away else (user,)) + tuple(one.absent for one in day.covering)
        return Home(day, *read_balances(self._connection, mine, today), was_greeted(self._connection, user))

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
    covered = stood_in_for(connection, filters.owner, today) if filters.covering else ()
    rows = (row for row in read_overdue(connection, today) if keeps(filters, row, today, covered))
    return replace(page(ordered(rows, today, weights), number, size), covered=covered)


def reader_opener(engine: Engine, weights: Weights | None = None) -> Callable[[], AbstractContextManager[SqlReader]]:
    """Give the function that opens a reader on this database."""
    indexes = ClientIndexes()
    chosen = weights or Weights()

    @contextmanager
    def open_reader() -> Iterator[SqlReader]:
        with reading(engine) as connection:
            yield SqlReader(connection, indexes, chosen)

    return open_reader
