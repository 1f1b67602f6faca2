"""The App Home: buttons there work as in messages."""

from sandbox.desk import Desk
from tests.journeys.program import Program


def test_a_card_opened_from_the_home_stands_in_a_window_and_leads_to_a_call(desk: Desk, bot: Program) -> None:
    desk.command("appel DUPUIS")
    desk.submit("Appel", {"Résultat": "Rappeler plus tard", "Prochaine action le": "2026-11-23"})
    assert "Menuiserie Dupuis" in desk.home

    desk.press("Fiche", on=desk.workspace.homes[desk.user])
    assert "Menuiserie Dupuis SARL" in desk.text_of(desk.modal)
    desk.press("Appel")
    desk.submit("Appel", {"Résultat": "Messagerie"})

    assert ["call.logged", "call.logged"] == bot.told("DUPUIS")
    assert "Menuiserie Dupuis SARL" in desk.text_of(desk.modal)


def test_the_home_is_drawn_anew_at_each_opening(desk: Desk, bot: Program) -> None:
    assert "Rien à faire" in desk.home
    desk.command("appel DUPUIS")
    desk.submit("Appel", {"Résultat": "Rappeler plus tard", "Prochaine action le": "2026-11-23"})

    assert "à rappeler aujourd'hui" in desk.home
    assert ["call.logged"] == bot.told("DUPUIS")


def test_a_home_that_slack_refuses_harms_nothing(desk: Desk) -> None:
    desk.server.faults.add("error", "views.publish", error="hash_conflict")
    desk.acts.open_home(desk.user)
    desk.server.delivery.settle()

    assert "Ma journée" in desk.home
