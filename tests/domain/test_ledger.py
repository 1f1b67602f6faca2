"""The shape that readers fill."""

from domain.ledger import LedgerFile, NotALedger


def test_a_refusal_of_a_file_speaks_its_sentence_and_has_its_code() -> None:
    refused = NotALedger("Ce fichier est vide.")

    assert ("Ce fichier est vide.", "not_a_ledger", "Ce fichier est vide.") == (
        str(refused),
        refused.code(),
        refused.facts["sentence"],
    )


def test_a_ledger_starts_empty() -> None:
    assert ([], [], [], [], [], 0) == tuple(
        getattr(LedgerFile("invoices"), name)
        for name in ("documents", "payments", "contacts", "rejected", "notes", "rows")
    )
