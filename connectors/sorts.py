"""Tells what each row is by its type, its journal or its wording: invoice, credit note, deposit, payment."""

from enum import Enum

from connectors.column import Column
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.wording import fold, quote


class Sort(Enum):
    """What a row is; `BY_SIGN` when only the sign of its amount tells."""

    BY_SIGN = "by_sign"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    DEPOSIT = "deposit"
    PAYMENT = "payment"


_WORDS = {
    Sort.INVOICE: "facture fact fac fa f fc invoice inv vente ventes 380 384 389 393 facture vente facture client "
    "facture rectificative vt",
    Sort.CREDIT_NOTE: "avoir av a avc note credit credit note cn 381 261 396 avoir client facture avoir",
    Sort.DEPOSIT: "acompte 386 deposit facture acompte",
    Sort.PAYMENT: "reglement regl rglt rgl rg r paiement payment virement vir cheque chq prelevement prlv encaissement "
    "effet traite lcr carte cb especes remise avis credit",
}
_STARTS = (
    (Sort.DEPOSIT, ("facture d acompte", "facture acompte", "acompte", "fact acompte", "deposit")),
    (Sort.CREDIT_NOTE, ("avoir", "facture avoir", "facture d avoir", "note de credit", "credit note", "fact avoir")),
    (
        Sort.PAYMENT,
        ("reglement", "paiement", "payment", "virement", "cheque", "prelevement", "encaissement", "remise "),
    ),
    (Sort.INVOICE, ("facture", "invoice", "vente")),
)
_PAYMENT_LABELS = (
    "reglement",
    "paiement",
    "virement",
    "vir ",
    "cheque",
    "chq",
    "prelevement",
    "prlv",
    "encaissement",
    "remise cheque",
)
_JOURNALS = {Sort.PAYMENT: ("bq", "bnq", "banque", "ca", "caisse", "encaissement", "cb"), Sort.BY_SIGN: ()}


def _sort_of(text: str) -> Sort | None:
    """Give what a type says, None when it is none of ours (devis, commande, bon de livraison…)."""
    if not text:
        return Sort.BY_SIGN
    words = fold(text)
    for sort, starts in _STARTS:
        if words.startswith(starts) and "proforma" not in words and "pro forma" not in words:
            return sort
    return next((sort for sort, known in _WORDS.items() if words in known.split()), None)


def sorts(sheet: Sheet, problems: Problems) -> list[Sort]:
    """Tell what each row is; a type that is none of ours refuses its row."""
    if sheet.has(Column.TYPE):
        return _by_type(sheet, problems)
    if sheet.has(Column.JOURNAL):
        return sheet.values(Column.JOURNAL, _by_journal)
    return [Sort.BY_SIGN] * len(sheet)


def _by_type(sheet: Sheet, problems: Problems) -> list[Sort]:
    found = sheet.values(Column.TYPE, _sort_of)
    if None in found:
        for row, (sort, text) in enumerate(zip(found, sheet.texts(Column.TYPE), strict=True)):
            if sort is None:
                problems.add(row, f"le type {quote(text)} n'est ni une facture, ni un avoir, ni un règlement")
    return [sort or Sort.BY_SIGN for sort in found]


def _by_journal(text: str) -> Sort:
    words = fold(text)
    return (
        Sort.PAYMENT
        if words.startswith(_JOURNALS[Sort.PAYMENT][:3]) or words in _JOURNALS[Sort.PAYMENT]
        else Sort.BY_SIGN
    )


def is_payment_label(text: str) -> bool:
    """Say whether the wording of a row on the credit side is that of a payment."""
    return fold(text).startswith(_PAYMENT_LABELS)
