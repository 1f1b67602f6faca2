"""Gives each document its due date: the file's, else its terms', else thirty days, and says which (RULES §7)."""

from datetime import date, timedelta
from typing import NamedTuple

from connectors.balances import Balance
from connectors.rows import Problems
from connectors.terms import DEFAULT_DAYS, Terms, read_terms
from connectors.wording import NARROW, NO_BREAK, counted
from domain.ledger import DocumentKind, DueFrom

_END_OF_MONTH = (
    f"«{NO_BREAK}N jours fin de mois{NO_BREAK}» est compté ainsi{NO_BREAK}: "
    f"date de facture plus N jours, puis fin du mois{NARROW}; "
    f"«{NO_BREAK}fin de mois + N jours{NO_BREAK}»{NO_BREAK}: fin du mois, puis N jours."
)


class Due(NamedTuple):
    """A due date and how it is known."""

    on: date
    origin: DueFrom


class Dues:
    """Finds due dates, each kind of terms read once."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._terms: dict[str, Terms | None] = {}
        self._by_terms = self._by_default = 0

    def find_all(
        self, balances: list[Balance | None], issued: list[date | None], due: list[date | None], terms: list[str]
    ) -> list[Due | None]:
        """Give each balance its due date; none refuses its row."""
        from_file = {day: Due(day, "file") for day in set(due) if day is not None}
        found: list[Due | None] = []
        for row, (balance, start, end, said) in enumerate(zip(balances, issued, due, terms, strict=True)):
            if balance is None:
                found.append(None)
            elif end is not None and (start is None or end >= start):
                found.append(from_file[end])
            elif end is not None and start is not None:
                found.append(self._before(row, balance.kind, start, end))
            elif start is not None:
                found.append(self._without(balance.kind, start, said))
            else:
                self._problems.add(row, "ni date de facture, ni échéance")
                found.append(None)
        return found

    def _before(self, row: int, kind: DocumentKind, issued: date, due: date) -> Due | None:
        """Refuse a due date before the invoice's (BT-9, BT-2).

        A deposit may have one; a credit note often repeats its invoice's, and its own date then stands.
        """
        if kind is DocumentKind.DEPOSIT:
            return Due(due, "file")
        if kind is DocumentKind.CREDIT_NOTE:
            return Due(issued, "file")
        self._problems.add(row, f"échéance du {due:%d/%m/%Y} avant la date de facture, le {issued:%d/%m/%Y}")
        return None

    def _without(self, kind: DocumentKind, issued: date, text: str) -> Due:
        if kind is DocumentKind.CREDIT_NOTE:
            return Due(issued, "default")
        return self._from_terms(issued, text)

    def _from_terms(self, issued: date, text: str) -> Due:
        if text not in self._terms:
            self._terms[text] = read_terms(text)
        terms = self._terms[text]
        if terms is None:
            self._by_default += 1
            return Due(issued + timedelta(days=DEFAULT_DAYS), "default")
        self._by_terms += 1
        return Due(terms.due(issued), "terms")

    def notes(self) -> list[str]:
        """Say how many due dates were missing and how they were found, « fin de mois » explained (LAW §1.1)."""
        notes = []
        if self._by_terms:
            agreed = "s" * (self._by_terms > 1)
            notes.append(f"{_absent(self._by_terms)} calculée{agreed} d'après les conditions de règlement.")
        if any(terms and terms.end == "after" and terms.days for terms in self._terms.values()):
            notes.append(_END_OF_MONTH)
        if self._by_default:
            notes.append(f"{_absent(self._by_default)} {DEFAULT_DAYS} jours après la facture.")
        return notes


def _absent(count: int) -> str:
    return f"{counted(count, 'échéance absente', 'échéances absentes')}\u00a0:"
