"""Documents on the card and in their window, by exact text and within Slack's limits."""

from dataclasses import replace
from datetime import date

import pytest

from domain.documents import DocumentKind
from domain.proofs import NotKept, Outcome, ProofRow
from messages.documents import KINDS, listing, not_kept, rows, size
from messages.forms.document import files_of, parse, view
from messages.forms.submitted import FormRefusal
from sandbox.limits import message_complaints, view_complaints
from tests.messages.given import HOSTILE, card, readable

TODAY = date(2026, 11, 23)
ROW = ProofRow(1, DocumentKind.ORDER, "commande.pdf", "F1", 28_000, TODAY, "UALICE")


def test_every_kind_of_document_has_its_words() -> None:
    assert set(DocumentKind) == set(KINDS)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "1 octet"),
        (999, "999 octets"),
        (1_400, "1 Ko"),
        (999_000, "999 Ko"),
        (1_000_000, "1 Mo"),
        (1_440_000, "1,4 Mo"),
    ],
)
def test_sizes_are_said_as_people_read_them(count: int, said: str) -> None:
    assert said == readable(size(count))


def test_any_number_of_documents_stays_within_limits() -> None:
    many = tuple(replace(ROW, id=number, name=HOSTILE * 5) for number in range(200))
    with_many = replace(card(), documents=many)

    assert [] == message_complaints(rows(with_many))
    assert [] == view_complaints(listing(with_many), "modal")
    assert "Les 40 plus récents, sur 200." in readable(str(listing(with_many)["blocks"][-1]["elements"][0]["text"]))


def test_a_debtor_without_documents_has_no_line_for_them() -> None:
    assert [] == rows(card())
    assert "Aucun document au dossier." in str(listing(card())["blocks"])


@pytest.mark.parametrize("outcome", set(Outcome) - {Outcome.KEPT})
def test_every_reason_not_to_keep_a_file_is_worded(outcome: Outcome) -> None:
    said = readable(not_kept(NotKept("Dupuis", (("<!here>.pdf", outcome),))).text)

    assert said.startswith("Un fichier n'a pas été joint au dossier de Dupuis :\n• « &lt;!here&gt;.pdf » : ")
    assert said.endswith(".")


def test_the_form_holds_ten_files_of_any_name() -> None:
    message = {"files": [{"id": f"F{number}", "name": HOSTILE * 9} for number in range(12)]}
    drawn = view(files_of(message))

    assert [] == view_complaints(drawn, "modal")
    assert 10 == len(drawn["blocks"][3]["element"]["initial_options"])
    assert "Les 10 premiers fichiers sont proposés." in readable(str(drawn["blocks"][-1]))


def test_files_that_slack_no_longer_holds_are_not_offered() -> None:
    files = [{"id": "F1", "name": "a.pdf"}, {"id": "F2", "mode": "tombstone"}, {"mode": "hosted"}, "x", {"id": "F3"}]

    assert [("F1", "a.pdf"), ("F3", "Fichier sans nom")] == [
        (one.file_id, one.name) for one in files_of({"files": files})
    ]
    assert () == files_of({"files": "x"}) == files_of({})


def test_a_form_without_client_nature_and_files_is_refused_under_each() -> None:
    drawn = view(files_of({"files": [{"id": "F1", "name": "a.pdf"}]}))
    refusal = parse({"private_metadata": drawn["private_metadata"], "state": {"values": {}}}, TODAY)

    assert isinstance(refusal, FormRefusal)
    assert {"client", "kind", "files"} == set(refusal.errors)
