"""What is handed over to other programs: each open due line with who owes it, and the journal of all debtors."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.debtors import Debtor
from domain.debts import DueLine
from domain.freezes import Hold
from domain.journal import JournalRow
from domain.priority import is_snoozed


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An open due line and its debtor."""

    debtor: Debtor
    line: DueLine

    def holds(self, today: date) -> Iterator[Hold]:
        """Give what was decided that holds the line, or a part of it; not what follows from its amount."""
        debtor, line = self.debtor, self.line
        if debtor.insolvent_on:
            yield Hold.INSOLVENCY
        if debtor.may_not_be_contacted(today):
            yield Hold.NO_CONTACT
        if line.plan_id is not None:
            yield Hold.PLAN
        if line.promise_id is not None:
            yield Hold.PROMISE
        if line.disputed:
            yield Hold.DISPUTE
        if debtor.payment_sent_until and today < debtor.payment_sent_until:
            yield Hold.PAYMENT_SENT
        if is_snoozed(debtor.snoozed_until, today):
            yield Hold.SNOOZE


@dataclass(frozen=True, slots=True)
class ToldRow:
    """A row of the journal with its debtor's code and name, and the hash that chains it."""

    code: str
    name: str
    row: JournalRow
    hash: str
