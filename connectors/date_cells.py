"""Reads the date columns of a sheet, American order only when the whole file proves it."""

from datetime import date

from connectors.column import Column
from connectors.dates import Dates, is_month_first
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.wording import quote

_DATES = (Column.ISSUED, Column.DUE, Column.PAID_ON)


class DateCells:
    """The dates of a sheet."""

    def __init__(self, sheet: Sheet, problems: Problems, today: date) -> None:
        self._sheet = sheet
        self._problems = problems
        self.month_first = is_month_first(text for column in _DATES for text in sheet.distinct(column).values())
        self._dates = Dates(today, month_first=self.month_first)

    def days(self, column: Column) -> list[date | None]:
        """Read a column, None where it says nothing or is absent; what cannot be read refuses its row."""
        if not self._sheet.has(column):
            return [None] * len(self._sheet)
        known: dict[str, date | None] = {}
        unread: dict[str, str] = {}
        for cell, text in self._sheet.distinct(column).items():
            found = self._dates.read(text)
            known[cell] = None if isinstance(found, str) else found
            if isinstance(found, str):
                unread[cell] = found
        cells = self._sheet.cells(column)
        if unread:
            for row, cell in enumerate(cells):
                if cell in unread:
                    self._problems.add(row, f"{quote(self._sheet.name_of(column))} {unread[cell]}")
        return list(map(known.__getitem__, cells))
