"""Money and disputes on the page: received, doubted, taken back, set against invoices; contested, then closed."""

from datetime import date

import pytest
from playwright.sync_api import Locator, expect

from domain.ledger import DocumentKind, LedgerFile
from messages.ids import Action, Callback
from tests.browser.stage import Debtor, Stage, presses
from tests.browser.window import Window
from tests.journeys.ledger import invoice

pytestmark = pytest.mark.browser


def pay(window: Window, typed: str) -> None:
    window.command(f"paiement {typed}")
    window.save(window.form("Paiement reçu"))


def card(window: Window, owes: Debtor, *texts: str) -> Locator:
    """Ask for a debtor's card."""
    window.command(f"client {owes.code}")
    return window.told(owes.name, "ouverte", *texts)


@presses("/impayes paiement", Callback.PAYMENT_SUBMIT)
def test_the_same_payment_noted_by_two_people_is_asked_about(alice: Window, bob: Window, stage: Stage) -> None:
    owes = stage.debtor()
    bob.command(f"paiement {owes.code} 400")
    form = bob.form("Paiement reçu")
    pay(alice, f"{owes.code} 400")
    expect(alice.thread(owes.name)).to_contain_text("@Alice a noté un règlement de 400,00 €")
    bob.press(form, "Enregistrer")
    expect(form).to_contain_text("est déjà connu chez ce client")
    bob.fill(form, {"C'est un autre règlement": "Oui"})
    bob.save(form)

    expect(alice.page.locator("#thread")).to_contain_text("@Bob a noté un règlement de 400,00 €")


@presses(Callback.PAYMENT_SUBMIT)
def test_what_is_no_payment_is_refused_under_its_field(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"paiement {owes.code}")
    form = alice.form("Paiement reçu")
    alice.fill(form, {"Montant": "beaucoup", "Date": "24/11/2026"})
    alice.press(form, "Enregistrer")

    expect(form.get_by_role("alert").filter(has_text="Je n'ai pas su lire ce montant")).to_be_visible()
    expect(form.get_by_role("alert").filter(has_text="La date est à venir")).to_be_visible()
    assert [] == stage.program.told(owes.code)


@presses(Action.PAYMENT_MENU, Action.PAYMENT_REVERSE, Callback.PAYMENT_REVERSE_SUBMIT)
def test_a_payment_is_taken_off_its_invoice_then_taken_back(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    pay(alice, f"{owes.code} 300")
    expect(alice.root(owes.name)).to_contain_text("1 700,00 € en retard")
    paid = card(alice, owes, "1 700,00 €", "Derniers règlements")
    alice.choose(paid, "Annuler ce règlement")
    expect(alice.form("Annulation de règlement")).to_contain_text("300,00 €")
    alice.leave()
    alice.choose(paid, "Désimputer")
    alice.told("C'est fait : la somme est de nouveau à imputer")
    alice.press(card(alice, owes, "À imputer"), "Annuler ce règlement")
    form = alice.form("Annulation de règlement")
    alice.fill(form, {"Motif": "Prélèvement rejeté", "Commentaire": "Provision insuffisante"})
    alice.save(form)

    expect(alice.thread(owes.name)).to_contain_text("@Alice a annulé le règlement de 300,00 €")
    expect(alice.root(owes.name)).to_contain_text("2 000,00 € en retard")


@presses(Action.CREDIT_ALLOCATE, Callback.CREDIT_ALLOCATE_SUBMIT, Action.CREDIT_RELEASE)
def test_a_credit_note_is_set_against_an_invoice_and_taken_off_it(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    note = invoice(900, owes.code, owes.name, f"A-{owes.code}", date(2026, 11, 1), 30_000)
    stage.program.bring(LedgerFile("invoices", [note._replace(kind=DocumentKind.CREDIT_NOTE)]))
    alice.press(card(alice, owes, "À imputer"), "Imputer")
    form = alice.form("Imputation")
    alice.fill(form, {"Montant": "400"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Il ne reste que 300,00 € à imputer")).to_be_visible()
    alice.fill(form, {"Montant": "200"})
    alice.save(form)
    expect(alice.thread(owes.name)).to_contain_text("@Alice a imputé 200,00 € de l'avoir")
    alice.press(card(alice, owes, "Désimputer"), "Désimputer")

    expect(alice.page.locator("#thread")).to_contain_text("@Alice a désimputé 200,00 €")


@presses(Action.DISPUTE_CLOSE, Callback.DISPUTE_SUBMIT, Callback.DISPUTE_CLOSE, "/impayes litige")
def test_a_dispute_is_opened_and_closed_from_the_root_of_the_thread(alice: Window, bob: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"litige {owes.first}")
    form = alice.form("Litige")
    alice.fill(form, {"Motif": "Qualité", "Montant contesté": "99 000", "Commentaire": "Deux cartons cassés"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Le montant dépasse ce qui reste dû")).to_be_visible()
    alice.fill(form, {"Montant contesté": "600"})
    alice.save(form)
    expect(alice.root(owes.name)).to_contain_text("litige de 600,00 € (qualité) : en cours")
    thread = alice.thread(owes.name)
    bob.press(bob.root(owes.name), "Clore le litige")
    form = bob.form("Clôture du litige")
    bob.fill(form, {"Issue": "Non fondé", "Commentaire": "Bon de livraison signé"})
    bob.save(form)

    expect(thread).to_contain_text("non fondé, les relances reprennent où elles en étaient")
    expect(alice.root(owes.name).get_by_role("button", name="Clore le litige")).to_have_count(0)
