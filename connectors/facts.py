"""Reads what documents and payments share: who, which number, what, when, how much."""

from datetime import date
from typing import NamedTuple

from connectors.balances import Said, what_is_said
from connectors.column import Column
from connectors.date_cells import DateCells
from connectors.money_cells import MoneyCells
from connectors.parties import parties
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.sorts import Sort, sorts
from connectors.wording import quote

_LONGEST_NUMBER = 80


class Facts(NamedTuple):
    """Columns as long as the sheet, and French notes on how they were read."""

    codes: list[str]
    names: list[str]
    numbers: list[str]
    sorts: list[Sort]
    issued: list[date | None]
    due: list[date | None]
    paid_on: list[date | None]
    said: Said
    currencies: list[str]
    methods: list[str]
    notes: list[str]


def read_facts(sheet: Sheet, problems: Problems, today: date) -> Facts:
    """Read the shared columns of a sheet of documents; what cannot be read refuses its row."""
    codes, names = parties(sheet, problems)
    money, days = MoneyCells(sheet, problems), DateCells(sheet, problems, today)
    said = what_is_said(sheet, money, codes)
    issued, due, paid_on = (days.days(column) for column in (Column.ISSUED, Column.DUE, Column.PAID_ON))
    notes = []
    if days.month_first:
        notes.append("Dates lues mois/jour/année\u00a0: tout le fichier se lit ainsi, et pas autrement.")
    if said.running:
        notes.append(f"La colonne {quote(sheet.name_of(Column.LEFT))} est un solde cumulé\u00a0: elle n'est pas lue.")
    return Facts(
        codes, names, _numbers(sheet, problems), sorts(sheet, problems), issued, due, paid_on, said, money.currencies(),
        sheet.texts(Column.METHOD), notes,
    )  # fmt: skip


def _numbers(sheet: Sheet, problems: Problems) -> list[str]:
    numbers = sheet.texts(Column.NUMBER)
    if all(numbers) and max(map(len, numbers), default=0) <= _LONGEST_NUMBER:
        return numbers
    for row, number in enumerate(numbers):
        if not number:
            problems.add(row, "numéro de pièce absent")
        elif len(number) > _LONGEST_NUMBER:
            problems.add(row, f"numéro de pièce trop long\u00a0: {quote(number)}")
    return numbers
