"""Reads a CSV list of payments received."""

from datetime import date

from connectors.column import Column
from connectors.date_cells import DateCells
from connectors.money_cells import Cents, MoneyCells
from connectors.parties import parties
from connectors.progress import Progress
from connectors.rows import Problems, drop_silent_rows
from connectors.sheet import Sheet
from connectors.wording import counted
from domain.ledger import LedgerFile, LedgerPayment


def read_payments(sheet: Sheet, today: date, progress: Progress) -> LedgerFile:
    """Read a sheet of payments: each names its client, or at least the invoice that it pays."""
    drop_silent_rows(sheet, Column.NUMBER, (Column.PAID_ON, Column.ISSUED))
    problems = Problems(sheet)
    ledger = LedgerFile(kind="payments", rows=len(sheet) + len(sheet.rejected))
    progress.step(len(sheet))
    read = _payments(sheet, problems, today)
    unique = {payment[1:]: payment for payment in reversed(read)}
    ledger.payments = sorted(unique.values())
    if doubles := len(read) - len(unique):
        ledger.notes.append(
            f"{counted(doubles, 'ligne en double, comptée une fois', 'lignes en double, comptées une fois')}."
        )
    ledger.rejected = sorted([*sheet.rejected, *problems.rejections()])
    progress.step(len(sheet))
    return ledger


def _payments(sheet: Sheet, problems: Problems, today: date) -> list[LedgerPayment]:
    codes, names = parties(sheet, problems, optional=True)
    money, days = MoneyCells(sheet, problems), DateCells(sheet, problems, today)
    dates = days.days(Column.PAID_ON if sheet.has(Column.PAID_ON) else Column.ISSUED)
    amounts = _amounts(sheet, money)
    numbers, references = sheet.texts(Column.NUMBER), sheet.texts(Column.REFERENCE)
    for row, (code, number, on, amount) in enumerate(zip(codes, numbers, dates, amounts, strict=True)):
        if why := _missing(code or number, on, amount):
            problems.add(row, why)
    currencies, methods = money.currencies(), sheet.texts(Column.METHOD)
    return [
        LedgerPayment(
            place,
            codes[row],
            names[row],
            references[row],
            on,
            amount,
            currencies[row],
            numbers[row] or None,
            methods[row],
        )
        for row, (place, on, amount) in enumerate(zip(sheet.numbers, dates, amounts, strict=True))
        if on is not None and amount is not None and row not in problems.by_row
    ]


def _amounts(sheet: Sheet, money: MoneyCells) -> Cents:
    columns = (Column.PAID, Column.CREDIT, Column.TOTAL)
    return money.cents(next((column for column in columns if sheet.has(column)), Column.TOTAL))


def _missing(who: str, on: date | None, amount: int | None) -> str:
    if not who:
        return "ni client, ni facture"
    if on is None:
        return "date de règlement absente ou illisible"
    if amount is None:
        return "montant absent ou illisible"
    return "" if amount > 0 else "un règlement nul ou négatif (rejet, remboursement) se note à la main"
