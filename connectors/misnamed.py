"""Gives a column its true place when its name says one thing and all its cells another."""

from connectors.column import Column
from connectors.sheet import Sheet
from connectors.terms import read_terms


def place_misnamed(sheet: Sheet) -> None:
    """Read « Règlement » without a figure as the means of payment, and « Échéance » of nothing but terms as terms."""
    if sheet.has(Column.PAID) and not sheet.has(Column.METHOD):
        texts = list(filter(None, sheet.distinct(Column.PAID).values()))
        if texts and not any(c.isdigit() for text in texts for c in text):
            sheet.columns[Column.METHOD] = sheet.columns.pop(Column.PAID)
    if sheet.has(Column.DUE) and sheet.has(Column.ISSUED) and not sheet.has(Column.TERMS):
        texts = list(filter(None, sheet.distinct(Column.DUE).values()))
        if texts and all(map(read_terms, texts)):
            sheet.columns[Column.TERMS] = sheet.columns.pop(Column.DUE)
