"""What a debtor's lines owe besides themselves: claims made of the ledger, invoice by invoice."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Protocol

from domain.debtors import Debtor
from domain.debts import Debt, DueLine
from domain.penalties import Claim, Moved, indemnity_of, interest_of
from domain.policy import Imputation
from domain.rates import Rates

_INDEMNITY_CURRENCY = "EUR"


class PenaltyFacts(Protocol):
    """What penalties are counted from."""

    def rates(self) -> Rates:
        """Give the rates known."""
        ...

    def money_on(self, lines: Sequence[int]) -> Mapping[int, tuple[Moved, ...]]:
        """Give the payments and credit notes set against lines, dated, by line."""
        ...


def penalties_on(debt: Debt, facts: PenaltyFacts, today: date, order: Imputation) -> int:
    """Sum the penalties of a debt's lines as of today, rounded once per invoice (cents); raise `RateMissing`.

    The indemnity is a sum in euros: lines of another currency bear interest alone. No line has a contract's rate.
    """
    money, rates = facts.money_on([line.id for line in debt.lines]), facts.rates()
    total = 0
    for _, lines in groupby(sorted(debt.lines, key=_invoice), key=_invoice):
        claims = [_claim(line, debt.debtor, money) for line in lines]
        total += interest_of(claims, today, rates, order)
        total += indemnity_of(claims, today) if debt.lines[0].currency == _INDEMNITY_CURRENCY else 0
    return total


def _invoice(line: DueLine) -> int:
    return line.invoice_id


def _claim(line: DueLine, debtor: Debtor, money: Mapping[int, tuple[Moved, ...]]) -> Claim:
    return Claim(line.amount, line.due_on, debtor.kind, money=money.get(line.id, ()), stops_on=debtor.insolvent_on)
