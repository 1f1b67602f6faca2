"""The ways in beside the channel: the Home and its shortcuts, those of a message and of the composer, documents."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from messages.ids import Action, Callback, Shortcut
from tests.browser.stage import Stage, presses
from tests.browser.window import Window

pytestmark = pytest.mark.browser


def take(message: Locator, shortcut: str) -> None:
    """Take a shortcut in the menu of a message."""
    message.hover()
    message.get_by_role("button", name="Autres actions").click()
    message.get_by_role("menuitem", name=shortcut).click()


@presses(
    *(Action.HOME_CALL, Action.HOME_PROMISE, Action.HOME_PLAN, Action.HOME_PAYMENT, Action.HOME_DISPUTE),
    *(Action.HOME_SNOOZE, Action.HOME_ASSIGN, Action.HOME_PROFILE, Action.CLIENT_SEARCH, Callback.CLIENT_SUBMIT),
)
def test_each_shortcut_of_the_home_asks_which_client_then_opens_its_form(alice: Window, stage: Stage) -> None:
    owes, home = stage.debtor(), alice.go_home()
    labels = ("Appel", "Promesse", "Échéancier", "Paiement reçu", "Litige", "Reporter", "Attribuer", "Profil")
    for label in labels:
        alice.press(home, label)
        form = alice.form(label)
        alice.fill(form, {"Client": owes.code})
        alice.press(form, "Continuer")
        expect(form).to_contain_text(f"{owes.name} ({owes.code})")
        alice.leave()


@presses(Action.HOME_CARD, Callback.CLIENT_SUBMIT, Callback.CALL_SUBMIT, Callback.PROMISE_SUBMIT)
def test_what_was_planned_stands_on_the_home_with_its_buttons(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"appel {owes.code}")
    form = alice.form("Appel")
    alice.fill(form, {"Résultat": "Rappeler plus tard", "Prochaine action le": "23/11/2026"})
    alice.save(form)
    home = alice.go_home()
    expect(home).to_contain_text(owes.name)
    alice.press(alice.row(home, owes.name), "Fiche")
    card = alice.form("Impayés")
    alice.press(card, "Promesse")
    promise = alice.form("Promesse")
    alice.fill(promise, {"Date promise": "30/11/2026"})
    alice.press(promise, "Enregistrer")
    expect(card).to_be_visible()
    alice.leave()
    alice.press(home, "Chercher un client")
    asked = alice.form("Fiche")
    alice.press(asked, "Continuer")
    expect(asked.get_by_role("alert").filter(has_text="Veuillez remplir ce champ")).to_be_visible()
    alice.fill(asked, {"Client": owes.code})
    alice.save(asked, "Continuer")
    alice.go_messages()

    expect(alice.article(owes.name, "Promesses")).to_contain_text("2 000,00 € pour le 30/11/2026")


@presses(Shortcut.CLIENT_FIND, Callback.CLIENT_SUBMIT)
def test_a_client_is_found_by_the_shortcut_of_the_composer(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.page.get_by_role("button", name="Raccourcis").click()
    alice.page.get_by_role("menuitem", name="Chercher un client").click()
    form = alice.form("Fiche")
    alice.fill(form, {"Client": owes.code})
    alice.save(form, "Continuer")
    alice.go_messages()

    expect(alice.article(owes.name, "échéances ouvertes")).to_contain_text(owes.first)


@presses(Shortcut.NOTE_KEEP, Callback.NOTE_SUBMIT)
def test_a_colleague_s_message_is_kept_with_a_client(alice: Window, bob: Window, stage: Stage) -> None:
    owes = stage.debtor()
    bob.say("Leur comptable part en congé vendredi")
    take(alice.article("Leur comptable part en congé vendredi"), "Noter chez un client")
    form = alice.form("Noter chez un client")
    alice.fill(form, {"Note": ""})
    alice.fill(form, {"Client": owes.code})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Veuillez remplir ce champ")).to_be_visible()
    alice.fill(form, {"Note": "Comptable en congé vendredi"})
    alice.save(form)

    expect(alice.thread(owes.name)).to_contain_text("Comptable en congé vendredi")


@presses(Shortcut.DOCUMENT_KEEP, Callback.DOCUMENT_SUBMIT, Action.DOCUMENT_RECEIVE, Action.DOCUMENTS_OPEN)
def test_files_are_joined_to_a_client_and_received_again(alice: Window, stage: Stage, tmp_path: Path) -> None:
    owes = stage.debtor()
    names = [f"bon-{number}.pdf" for number in range(4)]
    for name in names:
        (tmp_path / name).write_bytes(b"%PDF-1.7\n" + name.encode())
    alice.page.get_by_label("Joindre un fichier").set_input_files([tmp_path / name for name in names])
    alice.say("Reçus du transporteur")
    message = alice.article("Reçus du transporteur", "bon-3.pdf")
    take(message, "Joindre au dossier")
    form = alice.form("Joindre au dossier")
    alice.fill(form, {"Client": owes.code, "Nature": "Bon de livraison", "Facture": "M-999"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="acture")).to_be_visible()
    alice.fill(form, {"Facture": owes.first})
    alice.save(form)
    expect(alice.thread(owes.name)).to_contain_text("a joint « bon-3.pdf » au dossier")
    alice.command(f"client {owes.code}")
    card = alice.told(owes.name, "Documents")
    alice.press(card, "Recevoir")
    alice.told("vous est envoyé en message direct")
    alice.press(card, "Tous les documents")
    expect(alice.form("Documents")).to_contain_text("bon-0.pdf")
    alice.leave()
    alice.go_messages()

    expect(alice.article("Document demandé").get_by_role("link", name="bon-")).to_be_visible()
