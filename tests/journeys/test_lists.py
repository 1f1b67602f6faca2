"""The list of debtors who are late, filtered and paged."""

from datetime import timedelta

import pytest

from sandbox.desk import Desk
from storage.tables import debtors
from tests.journeys.ledger import many
from tests.journeys.program import Program
from tests.journeys.words import plainly


def test_filters_combine_however_they_are_typed(desk: Desk) -> None:
    desk.command("liste retard > 30 montant>1 000")

    assert "Menuiserie Dupuis" in desk.last_ephemeral
    assert "Boulangerie" not in desk.last_ephemeral


def test_mine_are_those_i_follow(desk: Desk) -> None:
    desk.command("attribuer MARTIN @alice")
    desk.command("list moi")
    assert "(MARTIN)" in desk.last_ephemeral
    assert "Dupuis" not in desk.last_ephemeral

    bob = desk.as_("bob")
    bob.command("liste @alice devise:eur")
    assert "(MARTIN)" in bob.last_ephemeral


def test_mine_are_also_those_of_whom_i_stand_in_for_over_every_page(desk: Desk, bot: Program) -> None:
    bot.bring(many(25))
    with bot.engine.begin() as connection:
        connection.execute(debtors.update().where(debtors.c.code.startswith("C")).values(owner="UBOB"))
    desk.command("attribuer MARTIN @alice")
    desk.as_("bob").command("absence @alice du 23/11 au 27/11")
    desk.command("liste moi retard>20")

    assert "suivi par @alice, ou confié par @bob" in desk.last_ephemeral
    assert "26 clients en retard · page 1 sur 3" in plainly(desk.last_ephemeral)
    desk.press("Suivant")
    desk.press("Suivant")
    assert "26 clients en retard · page 3 sur 3" in plainly(desk.last_ephemeral)
    desk.command("liste @alice")
    assert "1 client en retard" in plainly(desk.last_ephemeral)


def test_when_they_are_back_their_debtors_are_no_more_mine(desk: Desk, bot: Program) -> None:
    desk.command("attribuer MARTIN @bob")
    desk.as_("bob").command("absence @alice du 23/11 au 24/11")
    desk.command("liste moi")
    assert "(MARTIN)" in desk.last_ephemeral

    bot.clock.at += timedelta(days=2)
    desk.command("liste moi")
    assert "Aucun client en retard avec ces filtres" in desk.last_ephemeral


def test_a_currency_keeps_its_debtors_alone(desk: Desk) -> None:
    desk.command("liste devise:USD")

    assert "Acme" in desk.last_ephemeral
    assert "Dupuis" not in desk.last_ephemeral


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("couleur:bleu", "Filtre inconnu"),
        ("retard>beaucoup", "un nombre de jours est attendu"),
        ("montant>1,500", "un montant est attendu"),
        ("profil:gentil", "Profil inconnu"),
        ("devise:euros", "Devise inconnue"),
        ("@inconnu", "Personne inconnue"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(desk: Desk, typed: str, said: str) -> None:
    desk.command(f"liste moi {typed}")

    assert said in desk.last_ephemeral
    assert typed in desk.last_ephemeral


def test_nobody_with_these_filters_is_said(desk: Desk) -> None:
    desk.command("liste profil:récalcitrant")

    assert "Aucun client en retard avec ces filtres" in desk.last_ephemeral


def test_a_profile_is_named_with_its_accents(desk: Desk, bot: Program) -> None:
    with bot.engine.begin() as connection:
        connection.execute(debtors.update().where(debtors.c.code == "MARTIN").values(profile="grand_compte"))
    desk.command("liste profil : Grand compte devise:EUR")

    assert "(MARTIN)" in desk.last_ephemeral


def test_pages_turn_in_place_and_the_digest_is_left_as_it_is(desk: Desk, bot: Program) -> None:
    bot.bring(many(40))
    desk.command("liste montant>20")
    shown = [one for one in desk.workspace.messages[desk.channel] if one.ephemeral_to]
    desk.press("Suivant")
    assert "page 2" in desk.last_ephemeral
    desk.press("Précédent")
    assert "page 1" in desk.last_ephemeral
    assert 1 == len(shown) == len([one for one in desk.workspace.messages[desk.channel] if one.ephemeral_to])

    desk.as_("carole").command("digest")
    before = desk.text_of(desk.digest)
    desk.press("Voir la suite", on=desk.digest)
    assert "page" in desk.last_ephemeral
    assert before == desk.text_of(desk.digest)
