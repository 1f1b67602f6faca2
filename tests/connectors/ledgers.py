"""Builds small ledger files for the tests."""

from datetime import date

from connectors.files import read_ledger
from domain.ledger import LedgerDocument, LedgerFile

TODAY = date(2026, 11, 22)
HEADER = "Code;Nom;N° facture;Type;Date facture;Échéance;Montant TTC"


def read(text: str, encoding: str = "utf-8") -> LedgerFile:
    """Read a file of that text."""
    return read_ledger(text.encode(encoding), today=TODAY)


def rows(*lines: str, header: str = HEADER) -> LedgerFile:
    """Read a file of those rows under a usual header."""
    return read("\r\n".join((header, *lines)) + "\r\n")


def one(line: str, header: str = HEADER) -> LedgerDocument:
    """Read the one document of a file of one row."""
    ledger = rows(line, header=header)
    assert [] == ledger.rejected
    [document] = ledger.documents
    return document


def reason(line: str, header: str = HEADER) -> str:
    """Read why the one row of a file is refused."""
    ledger = rows(line, header=header)
    assert [] == ledger.documents
    [rejection] = ledger.rejected
    assert rejection.row == 2
    return rejection.reason
