"""The door by which files come in: what a file is told from its content, never from its name."""

import hashlib
from datetime import date
from pathlib import Path

from connectors.column import Column
from connectors.csv_contacts import read_contacts
from connectors.csv_ledger import read_invoices
from connectors.csv_payments import read_payments
from connectors.encoding import decode, not_a_ledger
from connectors.progress import Progress, Tell
from connectors.sheet import Sheet, read_sheet
from connectors.wording import listed, quote
from domain.bulk import without_collection
from domain.ledger import LedgerFile, NotALedger

LARGEST_FILE = 200 * 1024 * 1024
"""The largest file read, in bytes."""
_CLIENT = (Column.CODE, Column.NAME)
_MONEY = (Column.TOTAL, Column.LEFT, Column.DEBIT, Column.NET, Column.PART)
_PEOPLE = (Column.EMAIL, Column.PHONE)


def read_ledger(source: Path | str | bytes, *, today: date, progress: Tell | None = None) -> LedgerFile:
    """Read a file of invoices, payments or contacts, from its path or its bytes.

    `today` places two-digit years; `progress` is told rows done and rows in all. Raises
    NotALedger, whose sentence is French, and nothing else.
    """
    data = source if isinstance(source, bytes) else _bytes_of(Path(source))
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data))
    with without_collection():
        ledger = _read(read_sheet(decode(data)), today, Progress(progress))
    ledger.sha256 = hashlib.sha256(data).hexdigest()
    return ledger


def _bytes_of(path: Path) -> bytes:
    try:
        if (size := path.stat().st_size) > LARGEST_FILE:
            raise _too_large(size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise NotALedger(f"{quote(path.name)} est {_why(error)}.") from None


def _why(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return "introuvable"
        case IsADirectoryError():
            return "un dossier, et non un fichier"
        case PermissionError():
            return "interdit de lecture"
    return "illisible"


def _too_large(size: int) -> NotALedger:
    return NotALedger(
        f"Ce fichier pèse {size // 1024**2} Mo, au-delà des {LARGEST_FILE // 1024**2} Mo permis\u00a0: "
        "exportez-le par périodes."
    )


def _read(sheet: Sheet, today: date, progress: Progress) -> LedgerFile:
    if _is_payments(sheet):
        return read_payments(sheet, today, progress)
    if sheet.has(Column.NUMBER) and sheet.has(*_CLIENT) and sheet.has(*_MONEY) and sheet.has(Column.ISSUED, Column.DUE):
        return read_invoices(sheet, today, progress)
    if sheet.has(*_CLIENT) and sheet.has(*_PEOPLE) and not sheet.has(*_MONEY, Column.NUMBER):
        return read_contacts(sheet, progress)
    raise _what_is_missing(sheet)


def _is_payments(sheet: Sheet) -> bool:
    """Tell payments: dated as such with an amount and no due date, or a bare `date;facture;montant` (INTERFACE §4)."""
    if sheet.has(Column.DUE, Column.LEFT, Column.DEBIT, Column.TYPE, Column.NET) or not sheet.has(
        *_CLIENT, Column.NUMBER
    ):
        return False
    if sheet.has(Column.PAID_ON) and sheet.has(Column.PAID, Column.CREDIT, Column.TOTAL):
        return not (sheet.has(Column.ISSUED) and sheet.has(Column.TOTAL))
    if sheet.has(Column.ISSUED) and sheet.has(Column.PAID) and not sheet.has(Column.TOTAL):
        return True
    bare = {sheet.name_of(column).casefold() for column in (Column.ISSUED, Column.TOTAL) if sheet.has(column)}
    return bare == {"date", "montant"} and not sheet.has(*_CLIENT)


def _what_is_missing(sheet: Sheet) -> NotALedger:
    wanted = (
        ("le numéro de facture", (Column.NUMBER,)),
        ("le client (code ou nom)", _CLIENT),
        ("le montant TTC", _MONEY),
        ("la date de facture ou l'échéance", (Column.ISSUED, Column.DUE)),
    )
    missing = [name for name, columns in wanted if not sheet.has(*columns)]
    read = listed(quote(sheet.name_of(column)) for column in list(sheet.columns)[:6])
    return not_a_ledger(
        f"Aucune colonne ne donne {listed(missing)}\u00a0; titres reconnus\u00a0: {read}.".replace("\u00a0;", "\u202f;")
    )
