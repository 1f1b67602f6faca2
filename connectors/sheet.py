"""A CSV file seen as a sheet: its separator and header row found among titles, its rows kept, its columns given whole.

Columns are read one at a time and each distinct text once: that is what makes a hundred thousand rows quick.
"""

import csv
import io
from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from itertools import compress, islice
from typing import TypeVar

from connectors.column import Column
from connectors.columns import currency_of, recognise
from connectors.encoding import not_a_ledger
from connectors.wording import counted, sentence
from domain.ledger import NotALedger, Rejection

_SEPARATORS = ";\t,|"
_SNIFFED_CHARS, _SNIFFED_ROWS = 100_000, 60
_MOST_COLUMNS = 300
_LONGEST_CELL = 20_000
_FEC = {"journalcode", "ecriturenum", "comptenum"}
T = TypeVar("T")


class Sheet:
    """The rows under a recognised header, kept column by column; `numbers` are their places in the file, from 1."""

    def __init__(self, header: list[str], rows: list[list[str]], numbers: list[int], rejected: list[Rejection]) -> None:
        self.header = header
        self.numbers = numbers
        self.rejected = rejected
        self.columns = recognise(header)
        self._cells: list[tuple[str, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(header)

    def __len__(self) -> int:
        return len(self.numbers)

    def has(self, *columns: Column) -> bool:
        """Say whether any of these columns is there."""
        return any(column in self.columns for column in columns)

    def cells(self, column: Column) -> tuple[str, ...]:
        """Give a column as it is in the file."""
        return self._cells[self.columns[column]]

    def row(self, place: int) -> list[str]:
        """Give a row, each cell clean."""
        return [clean(cells[place]) for cells in self._cells]

    def texts(self, column: Column) -> list[str]:
        """Give a column, each cell clean, empty when the column is absent."""
        if column not in self.columns:
            return [""] * len(self)
        cells = self.cells(column)
        return list(cells) if _is_tidy(set(cells)) else self.values(column, str)

    def values(self, column: Column, read: Callable[[str], T]) -> list[T]:
        """Read a column, each distinct text once."""
        known = {cell: read(text) for cell, text in self.distinct(column).items()}
        return list(map(known.__getitem__, self.cells(column)))

    def distinct(self, column: Column) -> dict[str, str]:
        """Give the distinct cells of a column, each with its clean text; none when the column is absent."""
        if column not in self.columns:
            return {}
        cells = set(self.cells(column))
        return dict(zip(cells, cells, strict=True)) if _is_tidy(cells) else {cell: clean(cell) for cell in cells}

    def keep(self, kept: Sequence[bool]) -> None:
        """Keep these rows only."""
        self.numbers = list(compress(self.numbers, kept))
        self._cells = [tuple(compress(cells, kept)) for cells in self._cells]

    def currency_named(self) -> str | None:
        """Give the currency that the header of an amount names."""
        amounts = (Column.TOTAL, Column.LEFT, Column.PAID, Column.DEBIT, Column.PART)
        named = (currency_of(self.header[self.columns[column]]) for column in amounts if column in self.columns)
        return next((currency for currency in named if currency), None)

    def name_of(self, column: Column) -> str:
        """Give the name that the file gives a column."""
        return " ".join(self.header[self.columns[column]].split())


def _is_tidy(cells: AbstractSet[str]) -> bool:
    """Say whether every cell is clean already, at the speed of a few searches in one long text."""
    joined = "\0".join(("", *cells, ""))
    untidy = ("\0 ", " \0", "\0=", "\0'")
    return joined.replace("\0", "").isprintable() and not any(mark in joined for mark in untidy)


def clean(cell: str) -> str:
    """Strip a cell of spaces, controls, and of the ="00105" or apostrophe that keeps a text a text."""
    text = cell.strip()
    if text.startswith('="') and text.endswith('"'):
        text = text[2:-1].strip()
    text = text.removeprefix("'") if text[1:2].isdigit() else text
    if text.isprintable():
        return text
    return " ".join("".join(c if c.isprintable() or c in "\u00a0\u202f" else " " for c in text).split(" ")).strip()


def read_sheet(text: str) -> Sheet:
    """Find the header and read what is under it; raises NotALedger when no row looks like a header."""
    separator, place, header = _find_header(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for _ in range(place + 1):
            next(reader)
        rows = list(reader)
    except csv.Error:
        raise not_a_ledger(
            f"La ligne {reader.line_num} ne se lit pas\u00a0: cellule démesurée, sans doute un guillemet jamais fermé."
        ) from None
    width = len(header)
    numbers = list(range(place + 2, place + 2 + len(rows)))
    one_line_each = reader.line_num == place + 1 + len(rows)
    if one_line_each and set(map(len, rows)) <= {width}:
        return Sheet(header, rows, numbers, [])
    return _squared(header, rows, numbers, separator)


def _find_header(text: str) -> tuple[str, int, list[str]]:
    best: tuple[int, str, int, list[str]] | None = None
    for separator in _SEPARATORS:
        for place, row in enumerate(_first_rows(text, separator)):
            if len(row) <= _MOST_COLUMNS and (score := len(recognise(row))) > 1 and (best is None or score > best[0]):
                best = (score, separator, place, row)
            if {cell.casefold() for cell in row} >= _FEC:
                raise _fec()
    if best is None:
        raise not_a_ledger("Aucune ligne de titres n'a été reconnue dans les 60 premières lignes de ce fichier.")
    return best[1], best[2], best[3]


def _fec() -> NotALedger:
    return not_a_ledger(
        "Ce fichier est un FEC (écritures comptables)\u00a0: il ne donne pas les échéances. "
        "Exportez plutôt l'échéancier ou la balance âgée des clients."
    )


def _first_rows(text: str, separator: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text[:_SNIFFED_CHARS], newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        rows.extend(islice(reader, _SNIFFED_ROWS))
    except csv.Error:
        return rows
    return rows


def _squared(header: list[str], rows: list[list[str]], numbers: list[int], separator: str) -> Sheet:
    """Bring every row to the header's width; refuse one with more, or whose open quote swallowed others."""
    kept: list[list[str]] = []
    places: list[int] = []
    rejected: list[Rejection] = []
    width = len(header)
    for number, row in zip(numbers, rows, strict=True):
        if not any(row):
            continue
        why = _misshapen(row, width, separator)
        if why:
            rejected.append(Rejection(number, sentence([why])))
        else:
            kept.append(row[:width] + [""] * (width - len(row)))
            places.append(number)
    return Sheet(header, kept, places, rejected)


def _misshapen(row: list[str], width: int, separator: str) -> str:
    if any(cell.strip() for cell in row[width:]):
        return (
            f"{counted(len(row), 'colonne', 'colonnes')} au lieu de {width}\u00a0: "
            f"un séparateur de trop, ou un texte sans guillemets"
        )
    for cell in row:
        if len(cell) > _LONGEST_CELL:
            return f"cellule de plus de {_LONGEST_CELL} caractères"
        if "\n" in cell and cell.count(separator) >= max(2, width - 1):
            return "guillemet ouvert et jamais fermé\u00a0: les lignes suivantes ont été prises pour un seul texte"
    return ""
