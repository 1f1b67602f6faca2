"""What an export of invoices says, in each shape that accounting software gives it."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from connectors.files import read_ledger
from domain.ledger import DocumentKind, LedgerLine
from tests.connectors.ledgers import HEADER, TODAY, one, read, reason, rows

SAMPLES = Path(__file__).parent.parent / "samples"


def test_the_sample_export_gives_thirteen_documents_of_eight_clients() -> None:
    ledger = read_ledger(SAMPLES / "invoices.csv", today=TODAY)

    assert ("invoices", 13, 13, [], []) == (
        ledger.kind, ledger.rows, len(ledger.documents), ledger.rejected, ledger.notes,
    )  # fmt: skip
    assert len({document.client_code for document in ledger.documents}) == 8
    assert [(DocumentKind.CREDIT_NOTE, 36000, 0)] == [
        (document.kind, document.total, document.paid)
        for document in ledger.documents
        if document.number == "A2026-0007"
    ]
    assert hashlib.sha256((SAMPLES / "invoices.csv").read_bytes()).hexdigest() == ledger.sha256


def test_a_sample_document_is_read_whole() -> None:
    document = read_ledger(SAMPLES / "invoices.csv", today=TODAY).documents[2]

    assert (4, "00102", "CLINIQUE DES TILLEULS SA", "F2026-0102", DocumentKind.INVOICE) == document[:5]
    assert (date(2026, 8, 31), "EUR", 1200000, 500000) == document[5:9]
    assert (LedgerLine(date(2026, 10, 15), 1200000),) == document.lines
    assert ("300000007", "30000000700017", "Virement") == (document.siren, document.siret, document.method)
    assert ("fin de mois + 45 jours", "Acompte de 5 000 € reçu", "file") == (
        document.terms,
        document.comment,
        document.due_from,
    )


def test_the_cp1252_sample_gives_the_same_documents() -> None:
    utf8, cp1252 = (read_ledger(SAMPLES / name, today=TODAY) for name in ("invoices.csv", "invoices_cp1252.csv"))

    assert utf8.documents == cp1252.documents
    assert utf8.sha256 != cp1252.sha256


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_separator_and_encoding_reads_the_same(separator: str, encoding: str) -> None:
    cells = [HEADER.split(";"), ["C1", "Société Œuvre", "F1", "Facture", "01/10/2026", "31/10/2026", '"1200,50"']]
    ledger = read("\n".join(separator.join(row) for row in cells), encoding)

    assert [("C1", "Société Œuvre", "F1", 120050)] == [
        (d.client_code, d.client_name, d.number, d.total) for d in ledger.documents
    ]


def test_titles_blanks_totals_and_repeated_headers_are_passed_over_in_silence() -> None:
    ledger = read(
        "ATELIER MARTINEAU SAS;;;;;;\r\nBalance des clients au 22/11/2026;;;;;;\r\n;;;;;;\r\n\r\n"
        f"{HEADER}\r\n"
        "C1;TOTAL ENERGIES SE;F1;Facture;01/10/2026;31/10/2026;100,00\r\n"
        "Sous-total C1;;;;;;100,00\r\n"
        "\r\n"
        ";;;;;;\r\n"
        f"{HEADER}\r\n"
        "C2;Béta;F2;Facture;01/10/2026;31/10/2026;50,00\r\n"
        ";;;;;;150,00\r\n"
        ";Total général;;;;;150,00\r\n"
        ";;Total;;;;150,00\r\n"
        "Édité le 22/11/2026;;;;;;\r\n"
    )

    assert [("F1", 6), ("F2", 11)] == [(document.number, document.row) for document in ledger.documents]
    assert ([], []) == (ledger.rejected, ledger.notes)
    assert ledger.rows == 2


@pytest.mark.parametrize(
    "header",
    [
        "N° pièce;Libellé tiers;Compte tiers;Date;Date éch.;Mtt TTC;Reste dû",
        "Num. facture;Raison sociale;Code client;Dt facture;Échéance;Montant T.T.C.;Solde",
        "Réf.;Nom du client;N° client;Date d'émission;Date limite de paiement;Total TTC;Restant dû",
        "PIECE;INTITULE;COMPTE;DATE PIECE;DATE ECHEANCE;TTC;SOLDE DU",
        "Invoice No;Customer name;Account;Invoice Date;Due Date;Amount;Balance",
        "NumFacture;NomClient;CodeClient;DateFacture;DateEcheance;MontantTTC;ResteAPayer",
        "n°;Client;Code;Date de la facture;Éch.;Montant TTC (€);Reste à payer",
        "Facture n°;Société;Client;Émise le;À payer avant le;Net à payer;Reste à régler",
    ],
)
def test_columns_are_found_however_they_are_spelled(header: str) -> None:
    document = one("F1;Béta SA;C1;01/10/2026;31/10/2026;100,00;40,00", header)

    assert ("C1", "Béta SA", "F1", date(2026, 10, 1), 10000, 6000) == (
        document.client_code, document.client_name, document.number, document.issued_on, document.total, document.paid,
    )  # fmt: skip
    assert (LedgerLine(date(2026, 10, 31), 10000),) == document.lines


def test_columns_may_come_in_any_order_among_unknown_ones() -> None:
    header = "Montant TTC;Couleur;Échéance;Nom;Agence;N° facture;Date facture"

    assert one("12,00;bleu;31/10/2026;Béta;Lyon;F1;01/10/2026", header).total == 1200


def test_quoted_separators_and_line_breaks_stay_in_their_cell() -> None:
    ledger = rows('C1;"Béta ; ""fils""\nLyon";F1;Facture;01/10/2026;31/10/2026;12,00', "C2;G;F2;;01/10/2026;;5,00")

    assert [(2, 'Béta ; "fils" Lyon'), (3, "G")] == [(d.row, d.client_name) for d in ledger.documents]


def test_a_client_without_a_code_gets_one_from_its_name_always_the_same() -> None:
    ledger = rows(";Garage Lévêque & Fils;F1;;01/10/2026;;5,00", ";GARAGE LEVEQUE - FILS;F2;;01/10/2026;;5,00")

    assert ["GARAGE LEVEQUE FILS"] * 2 == [document.client_code for document in ledger.documents]


def test_one_general_account_for_all_is_no_code() -> None:
    ledger = rows("411000;Alpha;F1;;01/10/2026;;5,00", "411000;Béta;F2;;01/10/2026;;5,00")

    assert ["ALPHA", "BETA"] == [document.client_code for document in ledger.documents]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("C1;B;A1;Avoir;01/10/2026;;-360,00", DocumentKind.CREDIT_NOTE),
        ("C1;B;A1;Avoir;01/10/2026;;360,00", DocumentKind.CREDIT_NOTE),
        ("C1;B;A1;Facture d'avoir;01/10/2026;;360,00", DocumentKind.CREDIT_NOTE),
        ("C1;B;A1;;01/10/2026;;(360,00) €", DocumentKind.CREDIT_NOTE),
        ("C1;B;A1;Facture;01/10/2026;;360,00-", DocumentKind.CREDIT_NOTE),
        ("C1;B;A1;Facture d'acompte;01/10/2026;;360,00", DocumentKind.DEPOSIT),
        ("C1;B;A1;380;01/10/2026;;360,00", DocumentKind.INVOICE),
    ],
)
def test_a_kind_is_told_by_the_type_or_by_the_sign(line: str, kind: DocumentKind) -> None:
    document = one(line)

    assert (kind, 36000) == (document.kind, document.total)


@pytest.mark.parametrize("left", ["-360,00", "360,00"])
def test_a_credit_note_s_balance_is_read_whichever_sign_it_bears(left: str) -> None:
    document = one(f"C1;B;A1;Avoir;01/10/2026;;-360,00;{left}", HEADER + ";Solde")

    assert (DocumentKind.CREDIT_NOTE, 36000, 0) == (document.kind, document.total, document.paid)


def test_a_credit_note_with_its_invoice_s_due_date_takes_its_own() -> None:
    assert (LedgerLine(date(2026, 10, 1), 36000),) == one("C1;B;A1;Avoir;01/10/2026;15/09/2026;-360,00").lines


class TestDebitCreditSolde:
    HEADER = "Compte;Intitulé;Pièce;Date;Échéance;Débit;Crédit;Solde"

    def test_debit_is_owed_and_credit_beside_it_is_paid(self) -> None:
        document = one("C1;B;F1;01/10/2026;;1200,00;500,00;700,00", self.HEADER)

        assert (DocumentKind.INVOICE, 120000, 50000) == (document.kind, document.total, document.paid)

    def test_a_credit_alone_is_a_credit_note(self) -> None:
        document = one("C1;B;A1;01/10/2026;;0,00;360,00;-360,00", self.HEADER)

        assert (DocumentKind.CREDIT_NOTE, 36000, 0) == (document.kind, document.total, document.paid)

    def test_a_running_balance_is_not_what_is_left_of_each_row(self) -> None:
        ledger = rows(
            "C1;B;F1;01/10/2026;;1200,00;;1200,00", "C1;B;F2;02/10/2026;;300,00;;1500,00",
            "C1;B;A1;03/10/2026;;;100,00;1400,00", "C2;C;F3;03/10/2026;;50,00;;50,00",
            header=self.HEADER,
        )  # fmt: skip

        assert [("F1", 120000, None), ("F2", 30000, None), ("A1", 10000, None), ("F3", 5000, None)] == [
            (document.number, document.total, document.paid) for document in ledger.documents
        ]
        assert ["La colonne «\u00a0Solde\u00a0» est un solde cumulé\u00a0: elle n'est pas lue."] == ledger.notes[:1]

    def test_a_payment_is_told_by_its_wording(self) -> None:
        ledger = rows(
            "C1;B;F1;01/10/2026;Facture octobre;1200,00;", "C1;B;R1;05/10/2026;VIR SEPA BETA;;500,00",
            header="Compte;Intitulé;Pièce;Date;Libellé;Débit;Crédit",
        )  # fmt: skip

        assert ["F1"] == [document.number for document in ledger.documents]
        assert [("R1", date(2026, 10, 5), 50000)] == [(p.reference, p.on, p.amount) for p in ledger.payments]


@pytest.mark.parametrize(
    ("sense", "kind"),
    [("D", DocumentKind.INVOICE), ("C", DocumentKind.CREDIT_NOTE), ("Crédit", DocumentKind.CREDIT_NOTE)],
)
def test_an_amount_and_its_side_are_read_together(sense: str, kind: DocumentKind) -> None:
    document = one(f"C1;B;F1;01/10/2026;360,00;{sense}", "Compte;Nom;Pièce;Date;Montant;Sens")

    assert (kind, 36000) == (document.kind, document.total)


def test_ht_and_tva_make_the_total_when_no_other_is_given() -> None:
    assert one("C1;B;F1;01/10/2026;100,00;20,00", "Code;Nom;Facture;Date;Montant HT;TVA").total == 12000


def test_what_is_left_alone_is_a_total_that_is_not_known() -> None:
    document = one("C1;B;F1;01/10/2026;700,00", "Code;Nom;Facture;Date;Reste dû")

    assert (70000, None, False) == (document.total, document.paid, document.total_known)


def test_a_payment_column_of_words_is_the_means_of_payment() -> None:
    document = one("C1;B;F1;;01/10/2026;;5,00;Virement", f"{HEADER};Règlement")

    assert ("Virement", None) == (document.method, document.paid)


def test_a_due_column_of_terms_is_the_terms() -> None:
    document = one("C1;B;F1;;01/10/2026;45 jours fin de mois;5,00")

    assert (date(2026, 11, 30), "terms") == (document.lines[0].due_on, document.due_from)


def test_the_date_of_the_last_payment_is_kept() -> None:
    document = one("C1;B;F1;;01/10/2026;;100,00;40,00;05/11/2026", f"{HEADER};Réglé;Date de règlement")

    assert (4000, date(2026, 11, 5)) == (document.paid, document.paid_on)


def test_payments_in_the_export_are_payments_and_name_the_invoice_they_bear() -> None:
    ledger = rows(
        "C1;B;F1;Facture;01/10/2026;;1200,00",
        "C1;B;R7;Règlement;15/10/2026;;-200,00",
        "C1;B;F1;Règlement;16/10/2026;;-300,00",
        "C1;B;R8;Règlement;17/10/2026;;200,00",
    )

    assert ["F1"] == [document.number for document in ledger.documents]
    assert [("R7", 20000, None), ("F1", 30000, "F1")] == [
        (p.reference, p.amount, p.invoice_number) for p in ledger.payments
    ]
    assert [5] == [rejection.row for rejection in ledger.rejected]
    assert "sens contraire" in ledger.rejected[0].reason


def test_a_type_that_is_not_ours_is_refused_by_its_name() -> None:
    assert reason("C1;B;D1;Devis;01/10/2026;;5,00") == (
        "Le type «\u00a0Devis\u00a0» n'est ni une facture, ni un avoir, ni un règlement."
    )


def test_contacts_order_and_identifiers_come_with_the_document() -> None:
    header = f"{HEADER};E-mail;Tél.;Contact;N° commande;N° TVA;SIREN"
    document = one("C1;B;F1;;01/10/2026;;5,00;a@beta.fr;01 02 03 04 05;Mme Roy;BC-7;FR88 100000009;100 000 009", header)

    assert ("a@beta.fr", "01 02 03 04 05", "Mme Roy", "BC-7", "FR88100000009", "100000009", None) == (
        document.email, document.phone, document.contact, document.order_ref,
        document.vat, document.siren, document.siret,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("said", "siren", "siret", "dropped"),
    [
        ("60000000400017", "600000004", "60000000400017", False),
        ("600 000 004 00017", "600000004", "60000000400017", False),
        ("60000000400017.0", "600000004", "60000000400017", False),
        ("5720000800001", "057200008", "05720000800001", False),
        ("57200008", "057200008", None, False),
        ("35600000000048", "356000000", "35600000000048", False),
        ('"=""60000000400017"""', "600000004", "60000000400017", False),
        ("3E+13", None, None, True),
        ("6,00E+13", None, None, True),
        ("60000000400018", None, None, True),
        ("12345", None, None, True),
    ],
)
def test_a_siret_is_kept_when_its_checksum_proves_it(
    said: str, siren: str | None, siret: str | None, *, dropped: bool
) -> None:
    ledger = rows(f"C1;B;F1;;01/10/2026;01/11/2026;5,00;{said}", header=f"{HEADER};SIRET")
    [document] = ledger.documents

    assert (siren, siret) == (document.siren, document.siret)
    assert ledger.notes == (["1 SIREN ou SIRET illisible ou faux, ignoré."] if dropped else [])
