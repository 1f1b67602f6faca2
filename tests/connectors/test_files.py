"""What is a ledger and what is not, by the content alone."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from connectors.files import read_ledger
from domain.ledger import LedgerFile, NotALedger
from tests.connectors.ledgers import HEADER, TODAY, read, rows

SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "est vide"),
        (b"\xef\xbb\xbf \r\n", "est vide"),
        (b"%PDF-1.7 ...", "un PDF"),
        (b"PK\x03\x04....", "classeur"),
        (b"\x89PNG\r\n", "une image"),
        (b"<!DOCTYPE html><html>", "une page HTML"),
        (b'{"a": 1}', "du JSON"),
        (b"a;b\0c;d", "n'est pas du texte"),
        (b"\xff\xfea", "ne se décode pas"),
        (b"Bonjour,\nvoici mes factures.\n", "Aucune ligne de titres"),
        ("Nom;Date;Échéance\nB;01/10/2026;\n".encode(), "le numéro de facture et le montant TTC"),
        (b"Facture;Date;Montant TTC\nF1;01/10/2026;5,00\n", "le client"),
        (b"x" * 300_000, "Aucune ligne de titres"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_in_words(data: bytes, why: str) -> None:
    with pytest.raises(NotALedger) as refused:
        read_ledger(data, today=TODAY)

    assert why in refused.value.sentence
    assert "Attendu\u00a0: un export CSV" in refused.value.sentence


@pytest.mark.parametrize(
    "name", ["fec.txt", "factur-x.pdf", "factur-x.xml", "camt053.xml", "cfonb120.txt", "statement.ofx"]
)
def test_the_other_samples_are_no_csv_ledger(name: str) -> None:
    with pytest.raises(NotALedger):
        read_ledger(SAMPLES / name, today=TODAY)


def test_a_file_that_cannot_be_opened_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(NotALedger, match="introuvable"):
        read_ledger(tmp_path / "absent.csv", today=TODAY)
    with pytest.raises(NotALedger, match="un dossier"):
        read_ledger(tmp_path, today=TODAY)


def test_a_file_beyond_the_bound_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.csv"
    with path.open("wb") as huge:
        huge.truncate(201 * 1024 * 1024)

    with pytest.raises(NotALedger, match="201 Mo"):
        read_ledger(path, today=TODAY)


def test_a_cell_beyond_the_bound_is_refused() -> None:
    with pytest.raises(NotALedger, match="démesurée"):
        rows(f'C1;"{"x" * 200_000}";F1;;01/10/2026;;5,00')


def test_the_name_of_the_file_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_text(f"{HEADER}\nC1;B;F1;;01/10/2026;;5,00\n", encoding="utf-8")

    assert read_ledger(path, today=TODAY).kind == "invoices"


def test_a_header_alone_is_an_empty_ledger() -> None:
    ledger = read(HEADER)

    assert ("invoices", 0, [], []) == (ledger.kind, ledger.rows, ledger.documents, ledger.rejected)


def test_payments_are_told_by_the_date_of_payment() -> None:
    ledger = rows(
        "C1;Béta;F1;15/10/2026;1 200,00;Virement;VIR 77",
        "C1;Béta;F1;15/10/2026;1 200,00;Virement;VIR 77", "C1;Béta;;16/10/2026;-5,00;;",
        ";;;16/10/2026;5,00;;", "C1;Béta;;17/10/2026;7,00;Chèque;", ";Total;;;1 207,00;;",
        header="Code client;Client;N° facture;Date de règlement;Montant réglé;Mode;N° règlement",
    )  # fmt: skip

    assert ledger.kind == "payments"
    assert [("C1", "F1", date(2026, 10, 15), 120000, "VIR 77"), ("C1", None, date(2026, 10, 17), 700, "")] == [
        (p.client_code, p.invoice_number, p.on, p.amount, p.reference) for p in ledger.payments
    ]
    assert [4, 5] == [rejection.row for rejection in ledger.rejected]


def test_payments_may_name_their_invoice_alone() -> None:
    ledger = read("date;facture;montant\n2026-10-15;F1;12,00\n")

    assert [("", "F1", 1200)] == [(p.client_code, p.invoice_number, p.amount) for p in ledger.payments]


def test_contacts_are_told_by_their_addresses() -> None:
    ledger = rows(
        "C1;Béta;Mme Roy;Comptabilité;roy@beta.fr;",
        "C1;Béta;M. Lenoir;Direction;;01 02 03 04 05", "C2;Gamma;M. Faux;;faux@;",
        "C2;Gamma;M. Rien;;;", ";;;;;",
        header="Code client;Raison sociale;Contact;Fonction;E-mail;Téléphone",
    )  # fmt: skip

    assert ledger.kind == "contacts"
    assert [
        (2, "C1", "Béta", "Mme Roy", "Comptabilité", "roy@beta.fr", ""),
        (3, "C1", "Béta", "M. Lenoir", "Direction", "", "01 02 03 04 05"),
    ] == ledger.contacts
    assert [4, 5] == [rejection.row for rejection in ledger.rejected]


def test_progress_ends_at_the_last_row() -> None:
    told: list[tuple[int, int]] = []
    data = "\n".join([HEADER, *(f"C1;B;F{n};;01/10/2026;;5,00" for n in range(40))]).encode()
    read_ledger(data, today=TODAY, progress=lambda done, total: told.append((done, total)))

    assert told[-1] == (40, 40)
    assert sorted(told) == told


def ends_well(data: bytes) -> bool:
    try:
        return isinstance(read_ledger(data, today=TODAY), LedgerFile)
    except NotALedger as refused:
        return refused.sentence.endswith(".")


@given(st.binary(max_size=300))
@example(b"\xef\xbb\xbf")
@example(b'"')
def test_any_bytes_end_in_a_ledger_or_a_refusal(data: bytes) -> None:
    assert ends_well(data)


CELLS = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        [
            "",
            "C1",
            "F1",
            "Facture",
            "Avoir",
            "Règlement",
            "Total",
            "01/10/2026",
            "46086",
            "5,00",
            "-5,00",
            "1,234.56",
            "3E+13",
            "$",
            '"',
            "\n",
        ]
    ),
    st.from_regex(r"[-(]?[0-9., ]{1,8}[)€]?", fullmatch=True),
    st.from_regex(r"[0-9]{1,4}[/.-][0-9]{1,2}[/.-][0-9]{1,4}", fullmatch=True),
)
HEADERS = st.sampled_from(
    [
        f"{HEADER};Réglé;Solde;Devise;SIRET;Conditions",
        "Compte;Nom;Pièce;Date;Débit;Crédit;Solde;Libellé;N° TVA;E-mail",
        "Code;Nom;Facture;Date;Échéance;Montant TTC;Montant échéance;Reste dû;Sens;Type",
        "Client;Facture;Date de règlement;Montant réglé;Mode",
        "Client;Contact;E-mail;Téléphone",
        "Code;Nom;Facture;Échéance;Montant HT;TVA;Journal",
    ]
)


@settings(max_examples=300)
@given(HEADERS, st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=6))
def test_any_rows_under_a_known_header_end_in_a_ledger_or_a_refusal(header: str, lines: list[list[str]]) -> None:
    assert ends_well("\n".join([header, *(";".join(line) for line in lines)]).encode("utf-8", "replace"))


@given(st.lists(st.sampled_from(["F1", "F2", "F3"]), max_size=6), st.data())
def test_every_document_kept_holds_the_promises_of_its_shape(numbers: list[str], data: st.DataObject) -> None:
    amount = st.sampled_from(["100,00", "-50,00", "30,00", "0,00", ""])
    day = st.sampled_from(["01/10/2026", "31/10/2026", ""])
    lines = [
        f"C1;B;{n};;01/10/2026;{data.draw(day)};{data.draw(amount)};{data.draw(amount)};{data.draw(amount)}"
        for n in numbers
    ]
    ledger = rows(*lines, header=f"{HEADER};Réglé;Solde")

    for document in ledger.documents:
        assert document.total == sum(line.amount for line in document.lines) > 0
        assert document.paid is None or 0 <= document.paid <= document.total
        assert sorted(document.lines) == list(document.lines)
