"""Debtors given to colleagues."""

from sandbox.desk import Desk
from tests.journeys.program import Program
from tests.journeys.words import all_plainly


def test_a_debtor_is_given_to_a_colleague_in_one_line(desk: Desk) -> None:
    desk.command("attribuer dupuis @bob")

    assert "Menuiserie Dupuis SARL est maintenant suivi par @bob." == desk.last_ephemeral
    assert ["@alice a attribué ce client à @bob"] == all_plainly(desk.thread("Dupuis"))


def test_a_handle_that_slack_did_not_escape_is_found(desk: Desk, bot: Program) -> None:
    desk.acts.should_escape = False
    desk.command("assign dupuis @Bob")

    assert ["owner.assigned"] == bot.told("DUPUIS")


def test_without_a_person_the_form_asks_for_one(desk: Desk, bot: Program) -> None:
    desk.command("attribuer dupuis")
    desk.submit("Attribuer", {"Responsable": "bob"})

    assert ["owner.assigned"] == bot.told("DUPUIS")


def test_a_guest_cannot_be_given_a_debtor(desk: Desk, bot: Program) -> None:
    desk.command("attribuer dupuis @guido")
    assert "ne peut pas suivre un client" in desk.last_ephemeral

    desk.command("attribuer dupuis")
    desk.submit("Attribuer", {"Responsable": "guido"})
    assert ["Responsable"] == list(desk.errors)
    assert [] == bot.journal("DUPUIS")


def test_a_person_nobody_knows_is_said(desk: Desk, bot: Program) -> None:
    desk.command("attribuer dupuis @personne")

    assert "Personne inconnue" in desk.last_ephemeral
    assert [] == bot.journal("DUPUIS")
