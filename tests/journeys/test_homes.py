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


def test_the_home_shows_my_portfolio_and_the_aged_balance(desk: Desk) -> None:
    assert "Aucun client ne vous est attribué" in desk.home

    desk.command("attribuer DUPUIS @alice")

    home = desk.home.replace("*", "")
    assert "2\u202f000,00\u00a0€ d'encours · 2\u202f000,00\u00a0€ en retard · 1 client en retard" in home.replace(
        "*", ""
    )
    assert "30\u00a0j\u00a0: 500,00" in home.replace(" j", "\u00a0j")
    assert "60\u00a0j\u00a0: 1\u202f500,00" in home.replace(" j", "\u00a0j")
    assert "$US" in home


def test_a_shortcut_of_the_home_asks_which_client_then_opens_the_form(desk: Desk) -> None:
    assert desk.home
    desk.press("Promesse", on=desk.workspace.homes[desk.user])
    desk.submit("Promesse", {"Client": "Dupuis"})

    assert "Promesse" == desk.modal.title


def test_somebody_who_opens_the_home_for_the_first_time_is_welcomed_once(desk: Desk) -> None:
    assert desk.home
    assert desk.home
    bob = desk.as_("bob")
    assert bob.home

    assert bob.wait(lambda: bob.direct or None, "the welcome")
    desk.server.delivery.settle()

    assert [1, 1] == [sum("Bonjour, je suis Impayés" in text for text in one.direct) for one in (desk, bob)]


def test_nobody_without_a_role_is_welcomed(desk: Desk) -> None:
    guest = desk.as_("guido")

    assert "Vous n'avez pas accès" in guest.home
    assert [] == guest.direct


def test_words_written_to_the_bot_directly_are_answered_with_the_help(desk: Desk) -> None:
    direct = desk.workspace.im(desk.user).id
    desk.acts.write(desk.user, direct, "bonjour, que sais-tu faire ?")
    desk.server.delivery.settle()

    assert "Impayés : l'aide" in desk.last_ephemeral


def test_a_plan_is_decided_from_the_home_of_whoever_may(desk: Desk, bot: Program) -> None:
    desk.command("echeancier dupuis")
    desk.submit("Échéancier", {"Nombre d'échéances": "4", "Première échéance": "2026-12-15", "Motif": "Trésorerie"})
    desk.submit("Échéancier")
    carole = desk.as_("carole")

    assert "échéancier à décider" not in desk.home
    assert "1 échéancier à décider" in carole.home
    carole.press("Approuver", on=carole.workspace.homes[carole.user])
    assert "plan.approved" in bot.told("DUPUIS")
    assert "échéancier à décider" not in carole.home
