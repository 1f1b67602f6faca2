"""Naming a client: by code, piece of name, invoice, among several, or not at all."""

from collections.abc import Iterator

import pytest

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import plainly


@pytest.mark.parametrize("typed", ["DUPUIS", "dupuis", "Menuiserie  dupuis", "menuiserie Dupuis s.a.r.l.", "F-102"])
def test_the_card_is_shown_however_the_client_is_named(desk: Desk, typed: str) -> None:
    desk.command(f"client {typed}")

    assert "Menuiserie Dupuis SARL" in desk.last_ephemeral


def test_several_clients_give_buttons_to_choose_from(desk: Desk) -> None:
    desk.command("appel boulangerie martin")  # one is named so in full, the other by its beginning
    assert "Boulangerie Martin" in desk.text_of(desk.modal)
    desk.close()

    desk.command("appel boulang")
    desk.press("Boulangerie Martineau · MARTINEAU")
    assert "Boulangerie Martineau" in desk.text_of(desk.modal)


def test_what_else_was_typed_survives_the_choice(desk: Desk) -> None:
    desk.command("promesse boulang 300 vendredi")
    desk.press("Boulangerie Martin · MARTIN")
    desk.submit("Promesse")

    told = "@alice a noté une promesse de 300,00 € pour le 27/11/2026"
    assert [told] == [plainly(one) for one in desk.thread("Boulangerie Martin")]


def test_a_client_nobody_knows_gets_the_nearest(desk: Desk) -> None:
    desk.command("client dupius")
    assert "Aucun client ne correspond" in desk.last_ephemeral

    desk.press("Menuiserie Dupuis SARL · DUPUIS")
    assert "F-101" in desk.last_ephemeral


def test_without_a_client_a_first_step_asks_for_it(desk: Desk, bot: Program) -> None:
    desk.command("appel")
    desk.submit("Appel", {"Client": "dupui"})
    desk.submit("Appel", {"Résultat": "Messagerie"})

    assert ["call.logged"] == bot.told("DUPUIS")


def test_the_first_step_of_a_card_ends_with_the_card(desk: Desk) -> None:
    desk.command("client")
    desk.submit("Fiche", {"Client": "dupuis"})

    assert "Menuiserie Dupuis SARL" in desk.last_ephemeral


def test_a_name_that_is_an_attack_calls_nobody(desk: Desk) -> None:
    desk.command("client EVIL")

    (message,) = [one for one in desk.workspace.messages[desk.channel] if one.ephemeral_to]
    assert not [text for text in [message.text, *mrkdwn(message.blocks)] if "<!channel>" in text]
    assert "<!channel> & *Café* Crème" in desk.last_ephemeral


def mrkdwn(part: object) -> Iterator[str]:
    """Give every text that Slack would read as mrkdwn."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            yield part["text"]
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from mrkdwn(inner)


def test_why_is_told_for_an_invoice(desk: Desk) -> None:
    desk.command("pourquoi F-102")

    assert "F-102" in desk.last_ephemeral
    assert "F-101" not in desk.last_ephemeral
