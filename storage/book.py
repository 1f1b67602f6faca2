"""The book: one transaction, its repositories, and the journal written with the state."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property

from sqlalchemy import Connection, Engine

from domain.acts import Act
from domain.journal import Event
from domain.policy import Policy
from storage import journal
from storage.absences import SqlAbsences
from storage.calls import SqlCalls
from storage.contacts import SqlContacts
from storage.debtors import SqlDebtors
from storage.debts import SqlDebts
from storage.deposits import SqlDeposits
from storage.disputes import SqlDisputes
from storage.documents import SqlDocuments
from storage.edits import SqlEdits
from storage.engine import writing
from storage.greetings import SqlGreetings
from storage.guarantees import SqlGuarantees
from storage.handouts import SqlHandouts
from storage.inbox import first_time
from storage.ledger import SqlLedger
from storage.payments import SqlPayments
from storage.penalties import SqlPenalties
from storage.places import SqlPlaces
from storage.plans import SqlPlans
from storage.promises import SqlPromises
from storage.proofs import SqlProofs
from storage.sales import SqlAsks
from storage.snoozes import SqlSnoozes


class SqlBook:
    """A book over one connection; see `domain.ports.Book`."""

    def __init__(self, connection: Connection, policy: Policy) -> None:
        self._connection = connection
        self.policy = policy

    @cached_property
    def debtors(self) -> SqlDebtors:
        """Give the debtors."""
        return SqlDebtors(self._connection)

    @cached_property
    def debts(self) -> SqlDebts:
        """Give the debts."""
        return SqlDebts(self._connection, self.debtors)

    @cached_property
    def promises(self) -> SqlPromises:
        """Give the promises."""
        return SqlPromises(self._connection)

    @cached_property
    def plans(self) -> SqlPlans:
        """Give the plans."""
        return SqlPlans(self._connection)

    @cached_property
    def penalties(self) -> SqlPenalties:
        """Give what penalties are counted from."""
        return SqlPenalties(self._connection)

    @cached_property
    def calls(self) -> SqlCalls:
        """Give the calls."""
        return SqlCalls(self._connection)

    @cached_property
    def snoozes(self) -> SqlSnoozes:
        """Give the snoozes."""
        return SqlSnoozes(self._connection)

    @cached_property
    def documents(self) -> SqlDocuments:
        """Give the documents."""
        return SqlDocuments(self._connection)

    @cached_property
    def proofs(self) -> SqlProofs:
        """Give the files that people want to join."""
        return SqlProofs(self._connection)

    @cached_property
    def handouts(self) -> SqlHandouts:
        """Give the documents to send to people."""
        return SqlHandouts(self._connection)

    @cached_property
    def payments(self) -> SqlPayments:
        """Give the payments."""
        return SqlPayments(self._connection)

    @cached_property
    def deposits(self) -> SqlDeposits:
        """Give the deposits."""
        return SqlDeposits(self._connection)

    @cached_property
    def edits(self) -> SqlEdits:
        """Give what the journal tells of edits."""
        return SqlEdits(self._connection)

    @cached_property
    def contacts(self) -> SqlContacts:
        """Give the contacts."""
        return SqlContacts(self._connection)

    @cached_property
    def guarantees(self) -> SqlGuarantees:
        """Give the guarantees."""
        return SqlGuarantees(self._connection)

    @cached_property
    def asks(self) -> SqlAsks:
        """Give the questions to salespersons."""
        return SqlAsks(self._connection)

    @cached_property
    def disputes(self) -> SqlDisputes:
        """Give the disputes."""
        return SqlDisputes(self._connection)

    @cached_property
    def absences(self) -> SqlAbsences:
        """Give the absences."""
        return SqlAbsences(self._connection)

    @cached_property
    def greetings(self) -> SqlGreetings:
        """Give who was greeted."""
        return SqlGreetings(self._connection)

    @cached_property
    def places(self) -> SqlPlaces:
        """Give the places."""
        return SqlPlaces(self._connection)

    @cached_property
    def ledger(self) -> SqlLedger:
        """Give the ledger."""
        return SqlLedger(self._connection)

    def first_time(self, act: Act) -> bool:
        """Claim the act's key; say False when it was already done."""
        return first_time(self._connection, act)

    def tell(self, act: Act, *events: Event) -> None:
        """Write events into the journal."""
        journal.write(self._connection, act, events)


def book_opener(engine: Engine, policy: Policy) -> Callable[[], AbstractContextManager[SqlBook]]:
    """Give the function that opens a book on this database under this policy."""

    @contextmanager
    def open_book() -> Iterator[SqlBook]:
        with writing(engine) as connection:
            yield SqlBook(connection, policy)

    return open_book
