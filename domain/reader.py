"""What may be asked of the database without changing it; every answer is a small frozen value."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from domain.cards import Card
from domain.days import Day
from domain.debtors import Contact, Debtor
from domain.debts import Debt
from domain.digest import Digest
from domain.disputes import DisputeRow
from domain.overdue import Filters, OverduePage
from domain.payments import Payment
from domain.penalty_claims import PenaltyFacts
from domain.people import Role
from domain.plan_views import PlanView
from domain.portfolios import Home
from domain.profiles import Sheet
from domain.proofs import NotKept
from domain.sales import Ask
from domain.search import ClientIndex


@dataclass(frozen=True, slots=True)
class Found:
    """A debtor found by an exact key; `invoice` is the number that found them, "" otherwise."""

    debtor_id: int
    invoice: str = ""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """An import as it is told: who, when, and what it did."""

    file_name: str
    at: datetime
    by: str
    added: int
    changed: int
    unchanged: int
    rejected: int


class Reader(Protocol):
    """Questions, all answered from one state of the database."""

    def debtor(self, debtor_id: int) -> Debtor:
        """Load a debtor; raise `UnknownDebtor`."""
        ...

    def debt(self, debtor_id: int) -> Debt:
        """Load a debtor with every line that has something left, by due date; raise `UnknownDebtor`."""
        ...

    def contacts(self, debtor_id: int) -> Sequence[Contact]:
        """Load a debtor's contacts, the one able to unblock payment first."""
        ...

    def sheet(self, debtor_id: int) -> Sheet:
        """Load what « Profil » shows; raise `UnknownDebtor`."""
        ...

    def ask(self, ask_id: int) -> Ask | None:
        """Load a question to a salesperson, None when there is none of that id."""
        ...

    def payment(self, debtor_id: int, payment_id: int) -> Payment:
        """Load a payment or a credit note of a debtor with where it stands; raise `UnknownPayment`."""
        ...

    def card(self, debtor_id: int) -> Card:
        """Load all there is on one debtor; raise `UnknownDebtor`."""
        ...

    def disputes(self, debtor_id: int) -> Sequence[DisputeRow]:
        """Load a debtor's disputes, the open ones first."""
        ...

    def plan(self, plan_id: int) -> PlanView:
        """Load all there is on a plan; raise `UnknownPlan`."""
        ...

    def not_kept(self, batch: int) -> NotKept | None:
        """Load the files asked for together that were not kept, None when all were."""
        ...

    def penalties(self) -> PenaltyFacts:
        """Give what penalties are counted from."""
        ...

    def exact(self, text: str) -> Sequence[Found]:
        """Find debtors by code, SIREN, SIRET, whole name as searched, or invoice number."""
        ...

    def clients(self) -> ClientIndex:
        """Give the index of all clients, kept until the next import."""
        ...

    def digest(self, today: date, *, rows: int) -> Digest:
        """Compute the digest of a day, with its first `rows` debtors by priority."""
        ...

    def overdue(self, filters: Filters, today: date, *, page: int, size: int) -> OverduePage:
        """List the debtors who are late, by priority."""
        ...

    def day(self, user: str, roles: Role, today: date) -> Day:
        """Compute a person's day: their calls, the promises of their debtors, the plans they may decide."""
        ...

    def home(self, user: str, roles: Role, today: date) -> Home:
        """Compute a person's day with the balances of their debtors and those of all."""
        ...

    def last_imports(self, count: int) -> Sequence[ImportRow]:
        """Give the last imports, the newest first."""
        ...


class OpenReader(Protocol):
    """Open a reader."""

    def __call__(self) -> AbstractContextManager[Reader]:
        """Open it."""
        ...
