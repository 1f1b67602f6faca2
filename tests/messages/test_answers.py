"""Help, imports, and the choice of a client."""

import json
from datetime import UTC, datetime

import pytest

from domain.reader import ImportRow
from domain.search import Client
from messages.clients import choices, nobody
from messages.help import EXAMPLES, help_page, unknown
from messages.imports import imports
from messages.refs import DebtRef
from sandbox.limits import message_complaints
from tests.messages.given import HOSTILE, TODAY, said

VERBS = (
    *("aide", "liste", "client", "appel", "profil", "promesse", "echeancier", "paiement", "litige", "procedure"),
    *("reporter", "attribuer", "note", "pourquoi", "absence", "digest", "import"),
)


def test_help_gives_every_verb_with_one_example() -> None:
    drawn = help_page()

    assert sorted(VERBS) == sorted(one.verb for one in EXAMPLES if one.verb)
    assert all(f"/impayes {verb}" in said(drawn.blocks) for verb in VERBS)
    assert "• `/impayes` : votre journée" in said(drawn.blocks)
    assert message_complaints(drawn.blocks) == []


@pytest.mark.parametrize(
    ("nearest", "expected"),
    [
        (
            "promesse",
            (
                "Je ne connais pas « promese ». Vouliez-vous dire `/impayes promesse` ? Tapez `/impayes aide` pour"
                " la liste des commandes."
            ),
        ),
        (None, "Je ne connais pas « promese ». Tapez `/impayes aide` pour la liste des commandes."),
    ],
)
def test_an_unknown_verb_is_told_with_the_one_meant(nearest: str | None, expected: str) -> None:
    assert said(unknown("promese", nearest).blocks) == expected


def test_an_unknown_verb_of_three_thousand_characters_is_cut_and_escaped() -> None:
    drawn = unknown("<!channel>" * 300, None)

    assert "<!channel>" not in drawn.text
    assert len(drawn.text) < 400


def test_imports_say_how_and_what_was_done() -> None:
    at = datetime(2026, 11, 20, 9, tzinfo=UTC)
    drawn = imports(
        (ImportRow("grand_livre.csv", at, "", 60, 1, 1200, 2), ImportRow(HOSTILE, at, "UALICE", 0, 0, 0, 0))
    )

    assert said(drawn.blocks).endswith(
        "*Derniers imports*\n"
        "• 20/11/2026 · grand_livre.csv · Impayés : 60 ajouts, 1 modification, 1 200 sans changement,"
        " 2 lignes refusées\n"
        "• 20/11/2026 · &lt;!channel&gt; &amp; *x* · <@UALICE> : 0 ajout, 0 modification, 0 sans changement"
    )
    assert message_complaints(drawn.blocks) == []


def test_imports_say_when_there_was_none() -> None:
    assert said(imports(()).blocks).endswith("Aucun import pour l'instant.")


def clients(count: int) -> list[Client]:
    return [Client(place, f"C{place:03}", f"Dupuis {place}") for place in range(1, count + 1)]


def test_several_clients_are_offered_by_name_and_code() -> None:
    drawn = choices(clients(2), "promise", TODAY)

    assert said(drawn.blocks) == ("2 clients correspondent. Lequel ?\n[Dupuis 1 · C001]\n[Dupuis 2 · C002]")
    assert DebtRef.load(drawn.blocks[1]["elements"][0]["value"]) == DebtRef(1, "promise")
    assert message_complaints(drawn.blocks) == []


def test_more_than_ten_clients_ask_for_a_word_more() -> None:
    drawn = choices(clients(10), "card", TODAY, total=34)

    assert said(drawn.blocks).startswith("34 clients correspondent. Lequel ?")
    assert said(drawn.blocks).endswith(
        "Les 10 premiers sont proposés : affinez avec un mot de plus, le code ou le SIREN."
    )


def test_choices_that_carry_much_stay_within_what_slack_takes() -> None:
    drawn = choices([Client(place, "X" * 255, HOSTILE * 9) for place in range(10)], "n" * 1850, TODAY)

    assert len(json.dumps(drawn.blocks)) < 12_000
    assert "affinez" in said(drawn.blocks)
    assert message_complaints(drawn.blocks) == []


def test_nobody_found_offers_the_nearest() -> None:
    assert said(nobody("dupui", clients(1), "card").blocks) == (
        "Aucun client ne correspond à « dupui ». Le plus proche :\n[Dupuis 1 · C001]"
    )
    assert said(nobody(HOSTILE, (), "card").blocks) == (
        "Aucun client ne correspond à « &lt;!channel&gt; &amp; *x* »."
        " Essayez son code, son SIREN ou un numéro de facture."
    )
