"""`impayes digest` as people run it, with a workspace to post in."""

import json

import pytest

from sandbox.server import Server
from tests.bot.running import CHANNEL
from tests.bot.shell import Shell

ON = "2026-11-23"
TOTALS = "2 800,00 € en retard · encours 2 800,00 €"


def words(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def posted(server: Server) -> list[str]:
    """Give the words of what stands in the channel."""
    return [words(json.dumps(one.blocks, ensure_ascii=False)) for one in server.workspace.messages[CHANNEL]]


def test_a_dry_run_prints_the_digest_and_needs_no_slack(filled: Shell) -> None:
    lines = words(filled.said("digest", "--dry-run", "--on", ON)).splitlines()

    assert "Impayés du lundi 23 novembre 2026" == lines[0]
    assert TOTALS == lines[1]
    assert any("Menuiserie Dupuis (DUPUIS) — 2 000,00 € en retard · 2 factures · 53 j" in line for line in lines)


def test_json_gives_the_digest_with_amounts_as_text(filled: Shell) -> None:
    digest = json.loads(filled.said("digest", "--dry-run", "--json", "--on", ON))

    assert (ON, {"EUR": "2800.00"}, 2) == (digest["on"], digest["overdue"], digest["debtors"])
    assert ["MARTIN", "DUPUIS"] == sorted((row["code"] for row in digest["rows"]), reverse=True)


def test_a_digest_is_posted_once_and_drawn_again_in_its_place(
    filled: Shell, server: Server, slack: dict[str, str]
) -> None:
    filled.settings |= slack
    said = words(filled.said("digest", "--on", ON))
    before = posted(server)
    filled.write("paiements.csv", "date;facture;montant\n20/11/2026;F-201;800,00\n")
    filled.said("import", "paiements.csv")
    filled.said("digest", "--on", ON)
    after = posted(server)

    assert "Le digest du lundi 23 novembre 2026 est dans le canal.\n" == said
    assert [1, 1] == [len(before), len(after)]
    assert "2 800,00 €" in before[0]
    assert "2 000,00 €" in after[0]


def test_a_post_whose_answer_was_lost_is_found_again_not_repeated(
    filled: Shell, server: Server, slack: dict[str, str]
) -> None:
    server.faults.add("accepted_then_dropped", "chat.postMessage")
    filled.settings |= slack
    filled.said("digest", "--on", ON)

    assert 1 == len(posted(server))


@pytest.mark.parametrize(
    ("code", "advice"),
    [("channel_not_found", "canal introuvable"), ("invalid_auth", "jeton inconnu de Slack")],
)
def test_what_slack_refuses_is_told_with_what_to_do(
    filled: Shell, server: Server, slack: dict[str, str], code: str, advice: str
) -> None:
    server.faults.add("error", "chat.postMessage", error=code, count=9)
    filled.settings |= slack
    said = filled.refused("digest", "--on", ON)

    assert f"le digest reste à publier ({code})" in words(said)
    assert advice in said
