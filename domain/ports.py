"""What the domain asks of the world: the book it writes in, and the questions it may ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # the modules of these values hold use cases too, which import this one
    from domain.absences import Absences
    from domain.acts import Act
    from domain.calls import Call
    from domain.contacts import Contacts
    from domain.debtors import Debtor
    from domain.debts import Debt
    from domain.deposits import Deposits
    from domain.disputes import Disputes
    from domain.documents import Documents
    from domain.edits import Edits
    from domain.greetings import Greetings
    from domain.guarantees import Guarantees
    from domain.handouts import Handouts
    from domain.imports import Changes, ImportSummary, KnownLedger
    from domain.journal import Event
    from domain.ledger import LedgerFile, LedgerPayment
    from domain.payments import Payments
    from domain.penalty_claims import PenaltyFacts
    from domain.plans import Plans
    from domain.policy import Policy
    from domain.promises import Judgement, OpenPromise, Promise
    from domain.proofs import Proofs
    from domain.receipts import ByHand, Confirmed, Owed, Receipt
    from domain.sales import Asks


class Debtors(Protocol):
    """Debtors to change; `get` locks the debtor until the transaction ends, so that acts on one stand in line."""

    def get(self, debtor_id: int) -> Debtor:
        """Load and lock a debtor; raise `UnknownDebtor`."""
        ...

    def keep(self, debtor: Debtor) -> None:
        """Store a changed debtor."""
        ...


class Debts(Protocol):
    """Debts to change."""

    def get(self, debtor_id: int, lines: Sequence[int] = ()) -> Debt:
        """Load and lock a debtor with those of `lines` (all when empty) that have something left."""
        ...

    def keep(self, debt: Debt) -> None:
        """Store the lines of a changed debt."""
        ...


class Promises(Protocol):
    """Promises to make and to judge."""

    def open_on(self, lines: Sequence[int]) -> Sequence[Promise]:
        """Load the open promises that freeze any of those lines."""
        ...

    def level_on(self, lines: Sequence[int]) -> int:
        """Count the promises on those lines that were not kept, plus one (RULES §4)."""
        ...

    def add(self, promise: Promise, lines: Sequence[int], act: Act) -> int:
        """Store a new open promise, freeze its lines, give its id."""
        ...

    def replace(self, promises: Sequence[int]) -> None:
        """Close promises that a new one replaces and free their lines."""
        ...

    def to_judge(self, today: date) -> Sequence[OpenPromise]:
        """Give what waits to be judged of the debtors with a promise that may change, with its money; lock them.

        Judged promises that unallocated money was counted for come with them, so that it is counted once.
        """
        ...

    def of_debtor(self, debtor_id: int) -> Sequence[OpenPromise]:
        """Give what waits to be judged of a debtor whom the act already holds, with its money."""
        ...

    def judge(self, judgements: Sequence[Judgement], act: Act) -> None:
        """Store judgements; free the lines of promises no longer open, freeze those of promises open again."""
        ...


class Calls(Protocol):
    """Calls, as they were made."""

    def add(self, call: Call, act: Act) -> int:
        """Store a call, give its id."""
        ...


class Snoozes(Protocol):
    """Snoozes, as they were set."""

    def add(self, debtor_id: int, until: date, reason: str, act: Act) -> None:
        """Store a snooze."""
        ...


class Places(Protocol):
    """Where things stand in Slack."""

    def debtor_at(self, channel: str, thread_ts: str) -> int | None:
        """Give the debtor whose root message that is, if it is one."""
        ...

    def want(self, key: str, channel: str, at: datetime) -> bool:
        """Ask that a place be drawn, posted first when it never was; say True when it is new."""
        ...

    def redraw(self, key: str) -> None:
        """Ask that a place be drawn again, where it stands or is to stand."""
        ...


class Ledger(Protocol):
    """Accounting documents and payments in bulk."""

    def known(self, file: LedgerFile) -> KnownLedger:
        """Load what is stored of the debtors and documents that the file names, and lock these debtors.

        Locked before they are read: what is noted meanwhile is known. Imports are locked out of each other.
        """
        ...

    def apply(self, changes: Changes, act: Act) -> Mapping[str, int]:
        """Store changes in bulk; give the ids of the debtors named, by code."""
        ...

    def known_receipts(self, keys: Sequence[str]) -> frozenset[str]:
        """Keep the keys of payments already stored."""
        ...

    def owed(self, payments: Sequence[LedgerPayment]) -> Mapping[str, Sequence[Owed]]:
        """Load the invoices that payments name, by number."""
        ...

    def debtor_ids(self, payments: Sequence[LedgerPayment]) -> Mapping[str, int]:
        """Load the debtors that payments name, by code."""
        ...

    def by_hand(self, debtor_ids: Sequence[int]) -> Sequence[ByHand]:
        """Load the payments of those debtors that people noted and nobody took back."""
        ...

    def receive(self, receipts: Sequence[Receipt], act: Act) -> None:
        """Store payments with their allocations, in place of what a ledger had stated."""
        ...

    def confirm(self, confirmed: Sequence[Confirmed], act: Act) -> None:
        """Make payments that people noted those of the file that tells them too."""
        ...

    def keep_summary(self, summary: ImportSummary, act: Act) -> None:
        """Keep what an import did."""
        ...


class Book(Protocol):
    """One transaction in which state, journal and outbox change together."""

    @property
    def policy(self) -> Policy:
        """Give how this company collects."""
        ...

    @property
    def debtors(self) -> Debtors:
        """Give the debtors."""
        ...

    @property
    def debts(self) -> Debts:
        """Give the debts."""
        ...

    @property
    def promises(self) -> Promises:
        """Give the promises."""
        ...

    @property
    def plans(self) -> Plans:
        """Give the plans."""
        ...

    @property
    def penalties(self) -> PenaltyFacts:
        """Give what penalties are counted from."""
        ...

    @property
    def calls(self) -> Calls:
        """Give the calls."""
        ...

    @property
    def snoozes(self) -> Snoozes:
        """Give the snoozes."""
        ...

    @property
    def documents(self) -> Documents:
        """Give the documents."""
        ...

    @property
    def proofs(self) -> Proofs:
        """Give the files that people want to join."""
        ...

    @property
    def handouts(self) -> Handouts:
        """Give the documents to send to people."""
        ...

    @property
    def payments(self) -> Payments:
        """Give the payments."""
        ...

    @property
    def deposits(self) -> Deposits:
        """Give the deposits."""
        ...

    @property
    def edits(self) -> Edits:
        """Give what the journal tells of edits."""
        ...

    @property
    def contacts(self) -> Contacts:
        """Give the contacts."""
        ...

    @property
    def guarantees(self) -> Guarantees:
        """Give the guarantees."""
        ...

    @property
    def asks(self) -> Asks:
        """Give the questions to salespersons."""
        ...

    @property
    def disputes(self) -> Disputes:
        """Give the disputes."""
        ...

    @property
    def absences(self) -> Absences:
        """Give the absences."""
        ...

    @property
    def greetings(self) -> Greetings:
        """Give who was greeted."""
        ...

    @property
    def places(self) -> Places:
        """Give the places."""
        ...

    @property
    def ledger(self) -> Ledger:
        """Give the ledger."""
        ...

    def first_time(self, act: Act) -> bool:
        """Claim the act's key; say False when it was already done (always True without a key)."""
        ...

    def tell(self, act: Act, *events: Event) -> None:
        """Write events into the journal; the announcer tells Slack once they are committed."""
        ...


class OpenBook(Protocol):
    """Open a book: commits on a clean exit, rolls back on an exception."""

    def __call__(self) -> AbstractContextManager[Book]:
        """Open it."""
        ...


__all__ = ["Book", "Calls", "Debtors", "Debts", "Ledger", "OpenBook", "Places", "Promises", "Snoozes"]
