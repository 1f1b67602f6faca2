"""`impayes import`, `migrate` and `tick` as people run them."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.bot.shell import Shell

PAYMENTS = "date;facture;montant\n05/11/2026;F-101;300,00\n"
CONTACTS = "Code client;Contact;E-mail\nDUPUIS;Anne Dupuis;anne@dupuis.example\n"
BAD_ROW = (
    "Code client;Raison sociale;N° facture;Date facture;Échéance;Montant TTC\nX;Ixe;F-9;01/10/2026;31/10/2026;abc\n"
)


def test_a_ledger_comes_in_and_the_same_file_again_changes_nothing(shell: Shell) -> None:
    assert "grand_livre.csv : 3 ajoutées, 0 modifiée, 0 inchangée, 0 refusée\n" == plain(
        shell.said("import", "grand_livre.csv")
    )
    assert "grand_livre.csv : 0 ajoutée, 0 modifiée, 3 inchangées, 0 refusée\n" == plain(
        shell.said("import", "grand_livre.csv")
    )


def test_several_files_of_several_kinds_come_in_at_once(shell: Shell) -> None:
    shell.write("paiements.csv", PAYMENTS)
    shell.write("contacts.csv", CONTACTS)
    answers = json.loads(shell.said("import", "grand_livre.csv", "paiements.csv", "contacts.csv", "--json"))

    assert [("invoices", 3), ("payments", 1), ("contacts", 1)] == [(one["kind"], one["added"]) for one in answers]


def test_json_has_the_documented_keys_and_names_each_refused_row(shell: Shell) -> None:
    shell.write("faux.csv", BAD_ROW)
    answer = json.loads(shell.said("import", "faux.csv", "--json"))

    assert ["kind", "added", "changed", "unchanged", "rejected"] == list(answer)
    assert ("invoices", 0, 0, 0) == (answer["kind"], answer["added"], answer["changed"], answer["unchanged"])
    assert [2] == [one["row"] for one in answer["rejected"]]
    assert ["row", "reason"] == list(answer["rejected"][0])


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(shell: Shell) -> None:
    tried = shell.said("import", "grand_livre.csv", "--dry-run")
    done = json.loads(shell.said("import", "grand_livre.csv", "--json"))

    assert "3 ajoutées" in tried
    assert "rien n’est écrit" in tried
    assert 3 == done["added"]


def test_a_file_that_is_no_ledger_keeps_those_beside_it_out(shell: Shell) -> None:
    shell.write("lettre.csv", "Bonjour,\nVeuillez trouver ci-joint\n")
    said = shell.refused("import", "grand_livre.csv", "lettre.csv")

    assert 1 == said.count("\n")
    assert said.startswith("impayes import")
    assert 3 == json.loads(shell.said("import", "grand_livre.csv", "--json"))["added"]


@pytest.mark.parametrize(
    ("name", "why"), [("absent.csv", "« absent.csv » est introuvable."), (".", "est un dossier, et non un fichier.")]
)
def test_what_is_no_file_is_told_in_one_line(shell: Shell, name: str, why: str) -> None:
    said = plain(shell.refused("import", name))

    assert said.startswith("impayes import : ")
    assert said.endswith(f"{why}\n")
    assert 1 == said.count("\n")


def test_a_database_without_its_schema_says_how_to_get_it(empty: Shell) -> None:
    expected = "impayes tick : le schéma de la base n’est pas à jour : lancez « impayes migrate »\n"

    assert expected == plain(empty.refused("tick"))
    assert "La base est au dernier schéma.\n" == empty.said("migrate")
    assert "0 engagement jugé.\n" == empty.said("tick")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("sqlite:////nowhere/at/all.db", "la base de données ne répond pas : vérifiez DATABASE_URL"),
        ("sqlite:///grand_livre.csv", "DATABASE_URL désigne un fichier qui n’est pas une base SQLite"),
        ("postgresql://u:hush@127.0.0.1:1/base", "la base de données ne répond pas : vérifiez DATABASE_URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_told_without_its_password(shell: Shell, address: str, why: str) -> None:
    assert f"impayes import : {why}\n" == plain(shell.refused("import", "grand_livre.csv", DATABASE_URL=address))


@pytest.mark.postgres
def test_verbs_work_the_same_on_postgresql(on_postgres: Shell) -> None:
    gone = on_postgres.settings["DATABASE_URL"].replace("/t_", "/no_", 1)

    assert 3 == json.loads(on_postgres.said("import", "grand_livre.csv", "--json"))["added"]
    assert 3 == json.loads(on_postgres.said("import", "grand_livre.csv", "--json"))["unchanged"]
    assert "la base de données ne répond pas" in on_postgres.refused("tick", DATABASE_URL=gone)


def test_a_tick_may_be_repeated_and_told_the_day(shell: Shell) -> None:
    assert "0 engagement jugé.\n" == shell.said("tick", "--on", "2026-11-30")
    assert "0 engagement jugé.\n" == shell.said("tick", "--on", "2026-11-30")


def test_the_bar_is_drawn_on_a_terminal_alone(shell: Shell) -> None:
    rows = "".join(f"C{n};Client {n};F-{n};01/10/2026;31/10/2026;10,00\n" for n in range(3000))
    big = shell.write("gros.csv", BAD_ROW.split("\n", maxsplit=1)[0] + "\n" + rows)
    shown = on_a_terminal(shell, "import", big.name, "--dry-run")

    assert "█" in shown
    assert "100 %" in plain(shown)
    assert shown.endswith("\r\x1b[K")
    assert "" == shell.run("import", big.name, "--dry-run").stderr


def on_a_terminal(shell: Shell, *words: str) -> str:
    """Run a verb whose stderr is a terminal, give what it wrote there."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "bot", *words]
    with subprocess.Popen(
        command, cwd=shell.folder, env=shell.environment({}), stdout=subprocess.DEVNULL, stderr=theirs
    ) as program:
        os.close(theirs)
        seen = read_all(ours)
        os.close(ours)

    assert 0 == program.returncode
    return seen


def read_all(terminal: int) -> str:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux says so when the other side has closed
            part = b""
        if not part:
            return b"".join(parts).decode()
        parts.append(part)


def plain(text: str) -> str:
    """Give a text with ordinary spaces, to compare words."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_a_reader_that_leaves_is_told_nothing(shell: Shell, tmp_path: Path) -> None:
    rows = "".join(f"C{n};Client {n};F-{n};01/10/2026;31/10/2026;abc\n" for n in range(5000))
    big = shell.write("gros.csv", BAD_ROW.split("\n", maxsplit=1)[0] + "\n" + rows)
    command = f"'{sys.executable}' -m bot import {big.name} --json 2>'{tmp_path}/stderr' | head -c 1"
    subprocess.run(["/bin/sh", "-c", command], cwd=shell.folder, env=shell.environment({}), check=True, timeout=60)

    assert "" == (tmp_path / "stderr").read_text()
