"""The papers that some rows are told with, printed when they are told and kept with the debtor."""

from domain.acts import Act
from domain.documents import Document
from domain.journal import JournalRow, Kind
from domain.plan_views import PlanView
from domain.policy import Policy
from domain.ports import OpenBook
from domain.reader import OpenReader
from messages.agreement import agreement


class Papers:
    """Prints the agreement of each plan that is approved; nothing while the policy names no company (INTERFACE §5)."""

    def __init__(self, open_book: OpenBook, open_reader: OpenReader, policy: Policy) -> None:
        self._open_book = open_book
        self._open_reader = open_reader
        self._policy = policy

    def paper(self, row: JournalRow) -> Document | None:
        """Give the document that is told with a row, None for most; printed again, it is the same and kept once."""
        if row.kind is not Kind.PLAN_APPROVED or not self._policy.company.is_set:
            return None
        with self._open_reader() as reader:
            plan = reader.plan(row.payload["plan"])
        return self._kept(plan, row)

    def _kept(self, plan: PlanView, row: JournalRow) -> Document:
        """Keep the paper under its own name: a plan printed before a crash gives the paper it gave."""
        with self._open_book() as book:
            document = agreement(plan, self._policy, row.at)
            known = book.documents.named(document.debtor_id, document.name)
            if known:
                return known
            book.documents.add(document, Act(row.actor, row.at, row.at.date()))
        return document
