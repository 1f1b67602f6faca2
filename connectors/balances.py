"""Makes total, paid and kind agree from whatever the file gives; a contradiction refuses the row."""

from typing import NamedTuple

from connectors.amounts import LARGEST
from connectors.column import Column
from connectors.money_cells import Cents, MoneyCells
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.sorts import Sort
from connectors.wording import fold, in_money
from domain.ledger import DocumentKind

_KINDS = {Sort.CREDIT_NOTE: DocumentKind.CREDIT_NOTE, Sort.DEPOSIT: DocumentKind.DEPOSIT}
_PLAIN = (Sort.BY_SIGN, Sort.INVOICE)


class Said(NamedTuple):
    """What the file says of each row in signed cents: a total above 0 is owed by the client."""

    totals: Cents
    paid: Cents
    left: Cents
    parts: Cents
    running: bool = False


class Balance(NamedTuple):
    """A document's sums in cents, above 0, its kind telling the sign."""

    kind: DocumentKind
    total: int
    paid: int | None
    total_known: bool = True


def what_is_said(sheet: Sheet, money: MoneyCells, codes: list[str]) -> Said:
    """Read the money columns whatever their shape: totals, HT and TVA, débit and crédit, amount and sens."""
    paid, left = money.cents(Column.PAID), money.cents(Column.LEFT)
    parts = money.cents(Column.PART)
    if sheet.has(Column.TOTAL):
        totals = _with_sense(money.cents(Column.TOTAL), sheet)
    elif sheet.has(Column.DEBIT):
        return _two_sided(money.cents(Column.DEBIT), money.cents(Column.CREDIT), Said([], paid, left, parts), codes)
    elif sheet.has(Column.NET) and sheet.has(Column.VAT):
        totals = _summed(money.cents(Column.NET), money.cents(Column.VAT))
    else:
        totals = [None] * len(sheet)
    if not sheet.has(Column.TOTAL, Column.NET) and sheet.has(Column.PART):
        totals, parts = parts, [None] * len(sheet)
    return Said(totals, paid, left, parts)


def _with_sense(totals: Cents, sheet: Sheet) -> Cents:
    if not sheet.has(Column.SENSE):
        return totals
    credit = sheet.values(
        Column.SENSE, lambda text: text == "-" or fold(text) in ("c", "credit", "cr", "1-") or text == "-1"
    )
    return [-abs(cents) if minus and cents is not None else cents for cents, minus in zip(totals, credit, strict=True)]


def _summed(nets: Cents, vats: Cents) -> Cents:
    return [None if net is None else net + (vat or 0) for net, vat in zip(nets, vats, strict=True)]


def _two_sided(debits: Cents, credits_: Cents, said: Said, codes: list[str]) -> Said:
    """Read débit as owed, crédit beside it as paid; a row of crédit alone lowers the debt (INTERFACE §7)."""
    sides = [(debit or 0, credit or 0) for debit, credit in zip(debits, credits_, strict=True)]
    both = any(debit and credit for debit, credit in sides)
    totals = [
        None if debits[row] is None and credits_[row] is None else debit or -credit
        for row, (debit, credit) in enumerate(sides)
    ]
    paid = [credit if debit else None for debit, credit in sides] if both else said.paid
    running = _is_running(sides, said.left, codes)
    left: Cents = [None] * len(sides) if running else said.left
    return Said(totals, paid, left, said.parts, running=running)


def _is_running(sides: list[tuple[int, int]], left: Cents, codes: list[str]) -> bool:
    """Say whether « Solde » adds up from row to row, over the file or client by client."""
    moves = [debit - credit for debit, credit in sides]
    if len(moves) < 2 or None in left or all(found == move for found, move in zip(left, moves, strict=True)):  # noqa: PLR2004 - one row alone proves nothing
        return False
    return all(
        left[row] == (left[row - 1] or 0) + moves[row] or (codes[row] != codes[row - 1] and left[row] == moves[row])
        for row in range(1, len(moves))
    )


class Settled(NamedTuple):
    """Each row's balance or None; rows of zeros counted; rows whose `paid` is the whole document's."""

    balances: list[Balance | None]
    zeros: int
    whole_paid: set[int]


def settle_all(
    sorts: list[Sort], said: Said, currencies: list[str], problems: Problems, payments: frozenset[int]
) -> Settled:
    """Settle every row that is no payment and is not refused yet; a contradiction refuses its row."""
    balances: list[Balance | None] = []
    whole_paid: set[int] = set()
    zeros = 0
    skipped = payments | problems.by_row.keys()
    rows = zip(sorts, said.totals, said.paid, said.left, said.parts, strict=True)
    for row, (sort, total, paid, left, part) in enumerate(rows):
        if row in skipped:
            balances.append(None)
            continue
        found: Balance | str | None
        if (
            total
            and paid is not None
            and total - paid == left
            and 0 <= paid <= total <= LARGEST
            and part is None
            and sort in _PLAIN
        ):
            found = Balance(DocumentKind.INVOICE, total, paid)  # the usual row, settled at once
        elif part is None or total is None or _is_whole(total, paid, left):
            found = settle(sort, total, paid, left, currencies[row])
            if part is not None:
                whole_paid.add(row)
        else:
            found = _of_part(settle(sort, part, paid, left, currencies[row]), abs(total))
        zeros += found is None
        if isinstance(found, str):
            problems.add(row, found)
            found = None
        balances.append(found)
    return Settled(balances, zeros, whole_paid)


def _is_whole(total: int, paid: int | None, left: int | None) -> bool:
    """Say whether paid and left are those of the whole document, not of one due line."""
    return paid is not None and left is not None and abs(paid + left) == abs(total)


def _of_part(found: Balance | str | None, total: int) -> Balance | str | None:
    return found._replace(total=total) if isinstance(found, Balance) else found


def settle(sort: Sort, total: int | None, paid: int | None, left: int | None, currency: str) -> Balance | str | None:
    """Settle one row: its balance, None when it is all zeros, a French reason when it contradicts itself."""
    known = total is not None or (paid is not None and left is not None)
    if total is None:
        if left is None:
            return "montant absent"
        total = left + (paid or 0)
    if sort is Sort.CREDIT_NOTE:
        total = -abs(total)
    if total == 0:
        return None if not paid and not left else _contradiction(total, paid, left, currency)
    kind = DocumentKind.CREDIT_NOTE if total < 0 else _KINDS.get(sort, DocumentKind.INVOICE)
    paid, left = _same_side(kind, total, paid, left)
    total = abs(total)
    if total > LARGEST:
        return "montant au-delà de cent milliards"
    if paid is None and left is not None and known:
        paid = total - left
    if (paid is not None and not 0 <= paid <= total) or (
        paid is not None and left is not None and known and paid + left != total
    ):
        return _contradiction(total, paid, left, currency)
    return Balance(kind, total, paid, known)


def _same_side(kind: DocumentKind, total: int, paid: int | None, left: int | None) -> tuple[int | None, int | None]:
    """Bring paid and left to the side of a positive total, whichever sign the export gives them."""
    if kind is DocumentKind.CREDIT_NOTE:
        return None if paid is None else abs(paid), None if left is None else abs(left)
    if paid is not None and paid < 0 and (left is None or total + paid == left):
        return -paid, left
    return paid, left


def _contradiction(total: int, paid: int | None, left: int | None, currency: str) -> str:
    said = [("total", total), ("réglé", paid), ("solde", left)]
    figures = ", ".join(f"{name} {in_money(cents, currency)}" for name, cents in said if cents is not None)
    return f"les montants se contredisent\u00a0: {figures}"
