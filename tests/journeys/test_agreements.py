"""The agreement of an approved plan: a paper in the debtor's thread, once, where the policy names the company."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from domain.policy import Company, Policy
from sandbox.desk import Desk
from sandbox.records import File
from sandbox.server import Server
from tests.journeys.program import Program, program


@pytest.fixture
def bot(server: Server, template: Path, tmp_path: Path, policy: Policy) -> Iterator[Program]:
    named = replace(policy, company=Company("Atelier Martineau SAS", "100000009"))
    with program(server, template, tmp_path / "impayes.db", named) as running:
        running.settle()
        yield running


def approved(desk: Desk) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", {"Nombre d'échéances": "4", "Première échéance": "2026-12-15", "Motif": "Trésorerie"})
    desk.submit("Échéancier")
    desk.as_("carole").press("Approuver")


def files(desk: Desk) -> list[File]:
    root = desk.root("Dupuis")
    return [file for reply in desk.workspace.replies(root.channel, root.ts) for file in reply.files]


def test_an_approved_plan_gives_its_agreement_in_the_thread(desk: Desk) -> None:
    approved(desk)

    (paper,) = files(desk)
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper.content)).pages).split())
    assert paper.name.endswith("-DUPUIS.pdf")
    assert "la somme de 2 000,00 € (deux mille euros)" in text
    assert "Échéance 4/4 15/03/2027 500,00 €" in text


def test_a_refused_plan_gives_none(desk: Desk) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", {"Nombre d'échéances": "4", "Première échéance": "2026-12-15", "Motif": "Trésorerie"})
    desk.submit("Échéancier")
    carole = desk.as_("carole")
    carole.press("Refuser")
    carole.submit("Refus", {"Motif": "Trop long"})

    assert [] == files(desk)
