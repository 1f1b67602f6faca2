"""Profiles on the page: contacts and guarantees over the form, the salesperson asked and answering in a window."""

import pytest
from playwright.sync_api import expect

from messages.ids import Action, Callback
from tests.browser.stage import Debtor, Stage, presses
from tests.browser.window import Window

pytestmark = pytest.mark.browser


@presses(Action.CONTACTS_OPEN, Action.CONTACT_EDIT, Callback.CONTACT_SUBMIT, Callback.PROFILE_SUBMIT)
def test_contacts_are_added_changed_and_removed_over_a_profile_half_typed(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"profil {owes.code}")
    profile = alice.form("Profil")
    alice.fill(profile, {"Avis": "Paie tard", "Profil": "Récalcitrant"})
    alice.press(profile, "Contacts…")
    contacts = alice.form("Contacts")
    alice.press(contacts, "Ajouter un contact")
    form = alice.form("Contact")
    alice.fill(form, {"Nom": "Comptabilité", "E-mail": "compta@", "Peut débloquer le règlement": "Oui"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="adresse")).to_be_visible()
    alice.fill(form, {"E-mail": "compta@client.example", "Téléphone": "0102030405"})
    alice.save(form)
    expect(contacts).to_contain_text("01 02 03 04 05")
    alice.press(contacts, "Modifier")
    alice.fill(form, {"Rôle": "Direction"})
    alice.save(form)
    expect(contacts).to_contain_text("direction")
    alice.press(contacts, "Modifier")
    alice.fill(form, {"Retirer ce contact": "Oui"})
    alice.save(form)
    expect(contacts).not_to_contain_text("Comptabilité")
    alice.press(contacts, "Retour")
    expect(profile.get_by_label("Avis")).to_have_value("Paie tard")
    alice.save(profile)

    thread = alice.thread(owes.name)
    expect(thread).to_contain_text("a ajouté le contact Comptabilité")
    expect(thread).to_contain_text("Profil : non renseigné → récalcitrant")


@presses(Action.PROFILE_OPEN, Action.GUARANTEES_OPEN, Action.GUARANTEE_EDIT, Callback.GUARANTEE_SUBMIT)
def test_a_guarantee_is_added_and_changed(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"client {owes.code}")
    alice.press(alice.told(owes.name, "échéances ouvertes"), "Profil")
    alice.press(alice.form("Profil"), "Garanties…")
    listed = alice.form("Garanties")
    alice.press(listed, "Ajouter une garantie")
    form = alice.form("Garantie")
    alice.fill(form, {"Garantie": "Caution", "Montant": "10 000", "Jusqu'au": "22/11/2026"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="La date de fin est passée")).to_be_visible()
    alice.fill(form, {"Jusqu'au": "31/12/2026"})
    alice.save(form)
    alice.press(listed, "Modifier")
    alice.fill(form, {"Jusqu'au": "31/12/2027"})
    alice.save(form)

    expect(listed).to_contain_text("31/12/2027")
    alice.leave()
    expect(alice.thread(owes.name)).to_contain_text("a modifié une garantie")


@presses(
    *("/impayes profil", Callback.PROFILE_SUBMIT, Action.SALES_ASK),
    *(Action.SALES_CALLS, Action.SALES_DISPUTE, Action.SALES_BLOCK),
)
def test_the_salesperson_answers_in_one_press_and_the_thread_hears_it(alice: Window, stage: Stage) -> None:
    olga = stage.window("olga", "CGENERAL")
    for answer in ("Je l'appelle", "Litige connu", "On bloque ?"):
        owes = stage.debtor()
        _ask(alice, owes)
        olga.go_messages()
        question = olga.article("@Alice vous prévient", owes.name)
        olga.page.locator("article").filter(has_text=owes.name).get_by_role("button", name=answer).click()
        expect(question).to_contain_text(f"Vous avez répondu « {answer} »")
        expect(question.locator("[data-action]")).to_have_count(0)

        expect(alice.thread(owes.name)).to_contain_text(f"@Olga, commercial, a répondu : « {answer} »")


@presses(Action.SALES_ASK)
def test_without_a_salesperson_one_is_told_how_to_name_one(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"client {owes.code}")
    alice.press(alice.told(owes.name, "échéances ouvertes"), "Prévenir le commercial")

    alice.told("Ce client n'a pas de commercial")


def _ask(alice: Window, owes: Debtor) -> None:
    alice.command(f"profil {owes.code}")
    form = alice.form("Profil")
    alice.fill(form, {"Commercial": "Olga"})
    alice.save(form)
    alice.command(f"client {owes.code}")
    alice.press(alice.told(owes.name, "commercial @Olga"), "Prévenir le commercial")
    alice.told("@Olga est prévenu en message direct")
