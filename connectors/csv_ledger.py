"""Reads a CSV export of invoices and credit notes, with the payments it may hold, column by column."""

from datetime import date
from itertools import compress

from connectors.balances import Balance, settle_all
from connectors.column import Column
from connectors.dues import Dues
from connectors.facts import Facts, read_facts
from connectors.gathering import Gathering
from connectors.identities import identities
from connectors.invoice_payments import payment_rows, payments_of
from connectors.misnamed import place_misnamed
from connectors.progress import Progress
from connectors.rows import Problems, drop_silent_rows
from connectors.sheet import Sheet
from connectors.wording import counted
from domain.ledger import DocumentKind, LedgerDocument, LedgerFile, LedgerLine

_NOTHING = Balance(DocumentKind.INVOICE, 0, None)


def read_invoices(sheet: Sheet, today: date, progress: Progress) -> LedgerFile:
    """Read a sheet of documents: a row ends in a document, a payment, a refusal, or is all zeros and passed over."""
    place_misnamed(sheet)
    drop_silent_rows(sheet, Column.NUMBER, (Column.ISSUED, Column.DUE))
    problems = Problems(sheet)
    ledger = LedgerFile(kind="invoices", rows=len(sheet) + len(sheet.rejected))
    progress.step(len(sheet))
    facts = read_facts(sheet, problems, today)
    progress.step(len(sheet))
    payments = payment_rows(sheet, facts)
    settled = settle_all(facts.sorts, facts.said, facts.currencies, problems, payments)
    built = _documents(sheet, facts, settled.balances, problems, ledger)
    progress.step(len(sheet))
    gathering = Gathering(
        totals_repeated=sheet.has(Column.PART) and sheet.has(Column.TOTAL),
        whole_paid={sheet.numbers[row] for row in settled.whole_paid},
    )
    ledger.documents = gathering.gather(built)
    ledger.payments = payments_of(sheet, facts, payments, problems, ledger.documents)
    ledger.rejected = sorted([*sheet.rejected, *problems.rejections(), *gathering.rejected])
    zeros = counted(settled.zeros, "ligne à zéro ignorée", "lignes à zéro ignorées")
    ledger.notes = [*facts.notes, *([f"{zeros}."] if settled.zeros else []), *ledger.notes, *gathering.notes()]
    if ledger.payments and not ledger.documents:
        ledger.kind = "payments"
    progress.step(len(sheet))
    return ledger


def _documents(
    sheet: Sheet, facts: Facts, balances: list[Balance | None], problems: Problems, ledger: LedgerFile
) -> list[LedgerDocument]:
    terms = sheet.texts(Column.TERMS)
    dues = Dues(problems)
    found = dues.find_all(balances, facts.issued, facts.due, terms)
    who = identities(sheet)
    ledger.notes += [*dues.notes(), *who.notes]
    kept = [
        balance is not None and due is not None and row not in problems.by_row
        for row, (balance, due) in enumerate(zip(balances, found, strict=True))
    ]
    settled = [balance or _NOTHING for balance in balances]
    amounts = [b.total if part is None else abs(part) for b, part in zip(settled, facts.said.parts, strict=True)]
    days = [due.on if due else date.min for due in found]
    columns = (
        sheet.numbers, facts.codes, facts.names, facts.numbers,
        [b.kind for b in settled], facts.issued, facts.currencies,
        [b.total for b in settled], [b.paid for b in settled],
        list(zip(map(LedgerLine, days, amounts), strict=True)),
        [company.siren for company in who.companies], [company.siret for company in who.companies], who.vats,
        who.emails, who.phones, who.contacts, terms, sheet.texts(Column.ORDER), facts.methods,
        sheet.texts(Column.COMMENT), [due.origin if due else "file" for due in found],
        [b.total_known for b in settled], facts.paid_on,
    )  # fmt: skip
    rows = zip(*columns, strict=True)
    return list(map(LedgerDocument._make, rows if all(kept) else compress(rows, kept)))
