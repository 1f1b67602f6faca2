"""`impayes export` as people run it."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.shell import Shell

LEDGER = (
    "Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC\n"
    "DUPUIS;=HYPERLINK(1);F-101;01/09/2020;01/10/2020;1 500,50\n"
    "FUTUR;+33 & Fils;-F-102;01/09/2020;31/12/2099;100\n"
)


def read(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline=""), delimiter=";"))


@pytest.fixture
def company(shell: Shell) -> Shell:
    shell.write("factures.csv", LEDGER)
    shell.said("import", "factures.csv")
    return shell


def test_the_balance_opens_in_a_french_spreadsheet(company: Shell) -> None:
    said = company.said("export", "balance", "-o", "balance.csv")
    content = (company.folder / "balance.csv").read_bytes()
    titles, *rows = read(company.folder / "balance.csv")

    assert "balance.csv : 2 lignes.\n" == said.replace("\u00a0", " ")
    assert content.startswith(b"\xef\xbb\xbfCode client;Client;SIREN;")
    assert b"\r\n" in content
    (late,) = [dict(zip(titles, row, strict=True)) for row in rows if row[0] == "DUPUIS"]
    assert ("01/10/2020", "EUR", "1500,50", "1500,50", "plus de 90 j", "") == (
        late["Échéance"],
        late["Devise"],
        late["Montant"],
        late["Reste dû"],
        late["Tranche"].replace("\u00a0", " "),
        late["Gel"],
    )


@pytest.mark.parametrize("what", ["balance", "journal"])
def test_no_cell_starts_a_formula(company: Shell, what: str) -> None:
    company.said("export", what, "-o", "export.csv")
    rows = read(company.folder / "export.csv")

    assert 3 == len(rows)
    assert [] == [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert "'=HYPERLINK(1)" in {cell for row in rows for cell in row}


def test_the_journal_has_who_when_what_and_the_hash(company: Shell) -> None:
    company.said("export", "journal", "-o", "journal.csv")
    titles, *rows = read(company.folder / "journal.csv")
    row = dict(zip(titles, next(row for row in rows if "DUPUIS" in row), strict=True))

    assert ("Impayés", "client mis à jour par import") == (row["Auteur"], row["Nature"])
    assert row["Texte"].startswith("Impayés a importé des pièces comptables\n• 1 pièce ajoutée")
    assert 64 == len(row["Empreinte"])


def test_an_export_takes_the_place_of_the_one_before(company: Shell) -> None:
    company.write("balance.csv", "ancien")
    company.said("export", "balance", "-o", "balance.csv")

    assert 3 == len(read(company.folder / "balance.csv"))
    assert ["balance.csv"] == [path.name for path in company.folder.iterdir() if "balance" in path.name]


def test_a_dash_writes_to_the_standard_output_and_nothing_else(company: Shell) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "export", "balance", "-o", "-"],
        cwd=company.folder,
        env=company.environment({}),
        capture_output=True,
        check=True,
    )

    assert 3 == len(list(csv.reader(io.StringIO(done.stdout.decode("utf-8-sig"), newline=""), delimiter=";")))
    assert b"" == done.stderr


@pytest.mark.parametrize(
    ("where", "said"), [("nulle/part.csv", "introuvable"), (".", "pas un fichier"), ("/dev/null", "pas un fichier")]
)
def test_where_nothing_can_be_written_is_said_in_a_line(company: Shell, where: str, said: str) -> None:
    line = company.refused("export", "balance", "-o", where)

    assert f"impayes export : {where}" in line.replace("\u00a0", " ")
    assert said in line
    assert 1 == line.count("\n")


@pytest.mark.parametrize("words", [["balance"], ["-o", "x.csv"], ["tout", "-o", "x.csv"]])
def test_a_bad_usage_is_refused(company: Shell, words: list[str]) -> None:
    company.refused("export", *words, code=2)


def test_a_database_that_was_never_migrated_is_said(empty: Shell) -> None:
    assert "impayes migrate" in empty.refused("export", "balance", "-o", "x.csv")
    assert not (empty.folder / "x.csv").exists()
