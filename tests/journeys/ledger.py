"""The debtors of the journeys: one plain, two of nearly one name, one abroad, one whose name is an attack."""

from datetime import date

from domain.ledger import DocumentKind, LedgerDocument, LedgerFile, LedgerLine

EVIL = "<!channel> & *Café* Crème"


def ledger() -> LedgerFile:
    """Give the file that every journey starts from; today is Monday 23 November 2026."""
    return LedgerFile(
        "invoices",
        [
            invoice(1, "DUPUIS", "Menuiserie Dupuis SARL", "F-101", date(2026, 10, 1), 150_000),
            invoice(2, "DUPUIS", "Menuiserie Dupuis SARL", "F-102", date(2026, 11, 1), 50_000),
            invoice(3, "MARTIN", "Boulangerie Martin", "F-201", date(2026, 9, 15), 80_000),
            invoice(4, "MARTINEAU", "Boulangerie Martineau", "F-202", date(2026, 11, 10), 90_000),
            invoice(5, "ACME", "Acme Corp.", "F-301", date(2026, 10, 20), 250_000, "USD"),
            invoice(6, "EVIL", EVIL, "F-401", date(2026, 11, 15), 10_000),
            invoice(7, "FUTUR", "Futur & Fils", "F-501", date(2026, 12, 31), 70_000),
        ],
        sha256="0" * 64,
    )


def invoice(
    row: int, code: str, name: str, number: str, due_on: date, cents: int, currency: str = "EUR"
) -> LedgerDocument:
    lines = (LedgerLine(due_on, cents),)
    return LedgerDocument(
        row, code, name, number, DocumentKind.INVOICE, date(2026, 8, 1), currency, cents, None, lines, contact=""
    )


def many(count: int) -> LedgerFile:
    """Give a file of that many debtors, a little late each."""
    documents = [
        invoice(row, f"C{row:03}", f"Client numéro {row}", f"M-{row}", date(2026, 11, 1), 10_000 + row)
        for row in range(1, count + 1)
    ]
    return LedgerFile("invoices", documents, sha256="1" * 64)
