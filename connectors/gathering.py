"""Gathers the rows of one document: doubles count once, several due dates are due lines."""

from collections.abc import Set as AbstractSet
from operator import itemgetter

from connectors.wording import counted, in_money, listed, quote, sentence
from domain.ledger import LedgerDocument, LedgerLine, Rejection

_KEY = itemgetter(LedgerDocument._fields.index("client_code"), LedgerDocument._fields.index("number"))


class Gathering:
    """One document a number and client; `duplicates` counts the rows that said again what another had said.

    `totals_repeated`: each row repeats the total beside the amount of its due line. `whole_paid`: the
    numbers of the rows whose paid amount is the whole document's.
    """

    def __init__(self, *, totals_repeated: bool = False, whole_paid: AbstractSet[int] = frozenset()) -> None:
        self._totals_repeated = totals_repeated
        self._whole_paid = whole_paid
        self.duplicates = 0
        self.rejected: list[Rejection] = []

    def gather(self, documents: list[LedgerDocument]) -> list[LedgerDocument]:
        """Give each document once, in the order of the file."""
        if not self._totals_repeated and len(set(map(_KEY, documents))) == len(documents):
            return documents
        first: dict[tuple[str, str], LedgerDocument] = {}
        several: dict[tuple[str, str], list[LedgerDocument]] = {}
        for document in documents:
            key = (document.client_code, document.number)
            found = first.setdefault(key, document)
            if found is not document:
                several.setdefault(key, [found]).append(document)
        gathered = (self._one(several.get(key, [document])) for key, document in first.items())
        return [document for document in gathered if document is not None]

    def _one(self, rows: list[LedgerDocument]) -> LedgerDocument | None:
        by_due: dict[LedgerLine, LedgerDocument] = {}
        for document in rows:
            by_due.setdefault(document.lines[0], document)
        why = self._conflict(rows, list(by_due.values()))
        if why:
            self._refuse(rows, why)
            return None
        self.duplicates += len(rows) - len(by_due)
        return self._merged(list(by_due.values())) if len(by_due) > 1 else rows[0]

    def _conflict(self, rows: list[LedgerDocument], parts: list[LedgerDocument]) -> str:
        if why := _differing(rows):
            return why
        totals = dict.fromkeys(document.total for document in rows)
        if len({part.lines[0].due_on for part in parts}) < len(parts) or (self._totals_repeated and len(totals) > 1):
            figures = listed(in_money(total, rows[0].currency) for total in totals)
            return f"ses montants se contredisent ({figures})"
        if any(document.paid != part.paid for part in parts for document in rows if document.lines == part.lines):
            return "ce qui est déjà réglé n'est pas le même"
        lines = sum(part.lines[0].amount for part in parts)
        if self._totals_repeated and lines != parts[0].total:
            currency = parts[0].currency
            return (
                f"ses échéances font {in_money(lines, currency)} pour un total de {in_money(parts[0].total, currency)}"
            )
        return ""

    def _refuse(self, rows: list[LedgerDocument], why: str) -> None:
        numbers = [str(document.row) for document in rows[:10]]
        where = f" (lignes {listed(numbers)})" if len(rows) > 1 else ""
        reason = sentence([f"n° {quote(rows[0].number)}{where}\u00a0: {why}"])
        self.rejected += [Rejection(document.row, reason) for document in rows]

    def _merged(self, parts: list[LedgerDocument]) -> LedgerDocument:
        lines = tuple(sorted(part.lines[0] for part in parts))
        total = parts[0].total if self._totals_repeated else sum(part.total for part in parts)
        return parts[0]._replace(total=total, paid=self._paid(parts, total), lines=lines)

    def _paid(self, parts: list[LedgerDocument], total: int) -> int | None:
        """Sum what is paid on each line; what is said of the whole document is said once."""
        paid = [part.paid for part in parts]
        if len(set(paid)) == 1 and all(part.row in self._whole_paid for part in parts):
            return paid[0]
        known = [cents for cents in paid if cents is not None]
        return min(sum(known), total) if len(known) == len(paid) else None

    def notes(self) -> list[str]:
        """Say how many rows were there twice."""
        return [f"{_twice(self.duplicates)}."] if self.duplicates else []


def _differing(rows: list[LedgerDocument]) -> str:
    if len({document.kind for document in rows}) > 1:
        return "il est à la fois une facture et un avoir"
    if len({document.currency for document in rows}) > 1:
        return "sa devise n'est pas la même"
    if len({document.issued_on for document in rows}) > 1:
        return "sa date n'est pas la même"
    return ""


def _twice(count: int) -> str:
    return counted(count, "ligne en double, comptée une fois", "lignes en double, comptées une fois")
