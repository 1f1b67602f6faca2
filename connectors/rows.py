"""Tells the rows that speak from titles, blanks, totals, repeated headers; gathers why a row is refused."""

import re
from collections.abc import Callable, Iterable

from connectors.column import Column
from connectors.sheet import Sheet, clean
from connectors.wording import fold, sentence
from domain.ledger import Rejection

_TOTAL = re.compile(
    r"(?:sous |grand )?tota(?:l|ux)\b|cumul\b|report\b|a reporter\b|solde\b|subtotal\b|sub total\b|balance\b"
)
_AMOUNTS = (Column.TOTAL, Column.LEFT, Column.PAID, Column.DEBIT, Column.CREDIT, Column.NET, Column.PART)


class Problems:
    """Why rows are refused, by their place in the sheet."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.by_row: dict[int, list[str]] = {}

    def add(self, row: int, reason: str) -> None:
        """Refuse a row, for one reason more."""
        self.by_row.setdefault(row, []).append(reason)

    def rejections(self) -> list[Rejection]:
        """Give each refused row once, all its reasons in one sentence."""
        return [Rejection(self._sheet.numbers[row], sentence(reasons)) for row, reasons in sorted(self.by_row.items())]


def drop_silent_rows(sheet: Sheet, key: Column, dates: Iterable[Column]) -> None:
    """Drop the rows that speak of nothing: blank, title, total and sub-total rows, the header printed again.

    Only rows without the `key` cell or without any date are looked at, so that « TOTAL ENERGIES » stays a client.
    """
    dated = [sheet.cells(column) for column in dates if sheet.has(column)]
    keys = sheet.texts(key)
    key_header = clean(sheet.header[sheet.columns[key]]) if sheet.has(key) else ""
    if all(keys) and key_header not in keys and any(all(cells) for cells in dated):
        return
    header = [clean(cell) for cell in sheet.header]
    silent = _silence(sheet, key, [sheet.columns[column] for column in dates if sheet.has(column)])
    kept = []
    for place, key_cell in enumerate(keys):
        doubtful = not key_cell or key_cell == key_header or not any(cells[place] for cells in dated)
        kept.append(not (doubtful and ((row := sheet.row(place)) == header or silent(row))))
    sheet.keep(kept)


def _silence(sheet: Sheet, key: Column, dated: list[int]) -> Callable[[list[str]], bool]:
    amounts = [sheet.columns[column] for column in _AMOUNTS if column in sheet.columns]
    others = [place for place in sheet.columns.values() if place not in amounts]
    key_place = sheet.columns.get(key)

    def silent(cells: list[str]) -> bool:
        if key_place is not None and any(c.isdigit() for c in cells[key_place]):
            return False
        if not any(cells[place] for place in amounts):
            return True
        if not any(cells[place] for place in others):
            return True
        return not any(cells[place] for place in dated) and any(_TOTAL.match(fold(cell)) for cell in cells)

    return silent
