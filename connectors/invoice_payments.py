"""Takes the payments out of an export of invoices: by their type, or their wording on the credit side."""

from connectors.column import Column
from connectors.facts import Facts
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.sorts import Sort, is_payment_label
from domain.ledger import LedgerDocument, LedgerPayment


def payment_rows(sheet: Sheet, facts: Facts) -> frozenset[int]:
    """Give the places of the rows that are payments."""
    rows = frozenset(row for row, sort in enumerate(facts.sorts) if sort is Sort.PAYMENT)
    if sheet.has(Column.TYPE) or not sheet.has(Column.CREDIT, Column.SENSE) or not sheet.has(Column.COMMENT):
        return rows
    labels = sheet.values(Column.COMMENT, is_payment_label)
    return rows | {row for row, label in enumerate(labels) if label and (facts.said.totals[row] or 0) < 0}


def payments_of(
    sheet: Sheet, facts: Facts, rows: frozenset[int], problems: Problems, documents: list[LedgerDocument]
) -> list[LedgerPayment]:
    """Read the payments; refuses those whose sign is the other one: a rejected debit or a refund is no money received.

    A payment that bears the number of an invoice of its client, in this file, pays that invoice.
    """
    if not rows:
        return []
    known = {(document.client_code, document.number) for document in documents}
    minus = any((_sum(facts, row) or 0) < 0 for row in rows)
    payments: dict[tuple[object, ...], LedgerPayment] = {}
    for row in sorted(rows - problems.by_row.keys()):
        payment = _payment(sheet, facts, row, problems, known, minus=minus)
        if payment is not None:
            payments.setdefault(payment[1:], payment)
    return list(payments.values())


def _sum(facts: Facts, row: int) -> int | None:
    said = facts.said
    return next((cents for cents in (said.totals[row], said.paid[row], said.left[row]) if cents), None)


def _payment(
    sheet: Sheet, facts: Facts, row: int, problems: Problems, known: set[tuple[str, str]], *, minus: bool
) -> LedgerPayment | None:
    amount, on = _sum(facts, row), facts.issued[row] or facts.due[row]
    if amount is None:
        problems.add(row, "règlement sans montant")
    elif on is None:
        problems.add(row, "règlement sans date")
    elif minus and amount > 0:
        problems.add(row, "règlement de sens contraire aux autres (rejet ou remboursement)\u00a0: à noter à la main")
    else:
        code, number = facts.codes[row], facts.numbers[row]
        return LedgerPayment(
            sheet.numbers[row], code, facts.names[row], number, on, abs(amount), facts.currencies[row],
            number if (code, number) in known else None, facts.methods[row],
        )  # fmt: skip
    return None
