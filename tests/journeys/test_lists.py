"""The list of debtors who are late, filtered and paged."""

import pytest

from sandbox.desk import Desk
from storage.tables import debtors
from tests.journeys.ledger import many
from tests.journeys.program import Program


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
