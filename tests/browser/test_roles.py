"""Who may press what: each person is answered wherever they press, and gets no more than their role gives."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.stage import Stage, debtor
from tests.browser.window import Window
from tests.journeys.program import APPROVALS, CHANNEL

pytestmark = pytest.mark.browser
REFUSED = "Vous n'avez pas accès à cette action. Demandez à un administrateur d'Impayés."


def digest_in(window: Window, stage: Stage) -> Locator:
    """Have the day's digest posted, once, and give it in a window at the channel."""
    if not any(one.text.startswith("Impayés du") for one in stage.server.workspace.history(CHANNEL)):
        stage.window("carole", CHANNEL).command("digest")
    found = window.page.get_by_role("article").filter(has_text="Impayés du lundi 23 novembre 2026").first
    expect(found).to_be_visible()
    return found


def press_all(window: Window, place: Locator, most_menus: int = 9) -> list[str]:
    """Press every button of a place, and choose all that its menus hold, one by one; each must answer who presses."""
    pressed = []
    buttons = place.locator("button[data-action]:visible")
    for at in range(buttons.count()):
        pressed.append(buttons.nth(at).inner_text())
        before = window.answers()
        buttons.nth(at).click()
        window.answered(before)
        window.leave()
    menus = place.locator(".menu[data-action]")
    for at in range(min(menus.count(), most_menus)):
        items = menus.nth(at).get_by_role("menuitem", include_hidden=True)
        for item in range(items.count()):
            before = window.answers()
            menus.nth(at).locator("xpath=preceding-sibling::button").click()
            pressed.append(items.nth(item).text_content() or "")
            items.nth(item).click()
            window.answered(before)
            window.leave()
    return pressed


# -- nothing is silent -------------------------------------------------------------------------------------------------
def test_every_control_of_the_digest_answers(alice: Window, stage: Stage) -> None:
    pressed = press_all(alice, digest_in(alice, stage), most_menus=1)

    assert {"Appel", "Promesse", "Échéancier", "Fiche", "Litige", "Voir la suite"} < set(pressed)
    assert len(pressed) > 30


def test_every_control_of_a_card_answers(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"paiement {owes.code} 2500")
    alice.save(alice.form("Paiement reçu"))
    expect(alice.root(owes.name)).to_contain_text("500,00 € à imputer")
    alice.command(f"client {owes.code}")
    card = alice.page.locator("article.ephemeral").filter(has_text="Derniers règlements").last
    expect(card).to_be_visible()
    handle = card.get_attribute("data-ts")
    pressed = press_all(alice, alice.page.locator(f'article[data-ts="{handle}"]'))

    assert {"Appel", "Profil", "Prévenir le commercial", "Annuler ce règlement", "Désimputer"} < set(pressed)


def test_every_control_of_the_root_of_a_thread_answers(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"litige {owes.code}")
    form = alice.form("Litige")
    alice.fill(form, {"Motif": "Prix", "Montant contesté": "100"})
    alice.save(form)
    expect(alice.root(owes.name)).to_contain_text("litige de 100,00 €")
    pressed = press_all(alice, alice.root(owes.name))

    assert {"Appel", "Promesse", "Échéancier", "Fiche", "Clore le litige"} == set(pressed)


def test_every_control_of_the_list_answers(alice: Window) -> None:
    alice.command("liste montant>70000")
    listing = alice.told("plus de 70 000")
    handle = listing.get_attribute("data-ts")
    pressed = press_all(alice, alice.page.locator(f'article[data-ts="{handle}"]'))

    assert {"Appel", "Promesse", "Échéancier", "Fiche", "Litige", "Paiement reçu", "Reporter", "Attribuer"} == set(
        pressed
    )


def test_every_control_of_the_home_answers(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"appel {owes.code}")
    form = alice.form("Appel")
    alice.fill(form, {"Résultat": "Rappeler plus tard", "Prochaine action le": "23/11/2026"})
    alice.save(form)
    home = alice.go_home()
    expect(home).to_contain_text(owes.name)
    pressed = press_all(alice, home)

    assert {"Appel", "Promesse", "Fiche", "Chercher un client", "Profil", "Attribuer"} < set(pressed)


# -- each person -------------------------------------------------------------------------------------------------------
def test_a_second_collector_works_and_runs_nothing(bob: Window) -> None:
    for line in ("digest", "procedure C12 16/11"):
        before = bob.page.locator("article.ephemeral").filter(has_text=REFUSED).count()
        bob.command(line)
        expect(bob.page.locator("article.ephemeral").filter(has_text=REFUSED)).to_have_count(before + 1)
    bob.command("appel C12")

    expect(bob.form("Appel")).to_contain_text("Client numéro 12")


def test_an_approver_runs_the_digest_and_opens_a_form_from_it(stage: Stage) -> None:
    carole = stage.window("carole", CHANNEL)
    carole.press(carole.row(digest_in(carole, stage), debtor(3).name), "Appel")
    expect(carole.form("Appel")).to_contain_text(debtor(3).name)
    carole.leave()
    carole.command("digest")

    carole.told("est mis à jour")


def test_an_administrator_works_from_where_decisions_are_made(stage: Stage) -> None:
    denis = stage.window("denis", APPROVALS)
    denis.command("digest")
    denis.told("Le digest du 23/11/2026")
    denis.command("client C13")
    denis.press(denis.told("Client numéro 13"), "Profil")
    expect(denis.form("Profil")).to_contain_text("Client numéro 13")
    denis.leave()

    expect(denis.go_home()).to_contain_text("Ma journée")


@pytest.mark.parametrize("person", ["guido", "sam"])
def test_a_guest_and_a_stranger_are_told_no_by_every_control(stage: Stage, person: str) -> None:
    window = stage.window(person)
    digest = digest_in(window, stage)
    refusals = window.page.locator("article.ephemeral").filter(has_text=REFUSED)
    row, opened = window.row(digest, debtor(1).name), window.page.get_by_role("dialog")
    for at, label in enumerate(("Appel", "Promesse", "Échéancier"), 1):
        window.press(row, label)
        expect(refusals).to_have_count(at)
    for at, label in enumerate(("Fiche", "Litige", "Paiement reçu", "Reporter", "Attribuer"), 4):
        window.choose(row, label)
        expect(refusals).to_have_count(at)
    window.press(digest, "Voir la suite")
    expect(refusals).to_have_count(9)
    window.command(f"client {debtor(1).code}")
    expect(refusals).to_have_count(10)
    window.page.get_by_role("button", name="Raccourcis").click()
    window.page.get_by_role("menuitem", name="Chercher un client").click()
    window.go_messages()

    expect(window.article(REFUSED)).to_be_visible()
    expect(opened).to_have_count(0)
    expect(window.go_home()).not_to_contain_text("Ma journée")


def test_somebody_of_the_company_without_a_role_reads_nothing(stage: Stage) -> None:
    olga = stage.window("olga", "CGENERAL")
    olga.command("client C14")
    expect(olga.told(REFUSED)).not_to_contain_text("Client numéro 14")
    olga.command("liste")

    expect(olga.page.locator("article.ephemeral").filter(has_text=REFUSED)).to_have_count(2)
    expect(olga.go_home().locator("[data-action]")).to_have_count(0)
