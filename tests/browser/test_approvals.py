"""Plans and insolvencies on the page: what one person asks, another decides, and the first sees it at once."""

import pytest
from playwright.sync_api import Locator, expect

from domain.acts import PROGRAM
from domain.plan_judging import judge_plans
from messages.ids import Action, Callback
from tests.browser.stage import Debtor, Stage, presses
from tests.browser.window import Window
from tests.journeys.program import APPROVALS, CHANNEL

pytestmark = pytest.mark.browser

FOUR = {"Nombre d'échéances": "4", "Première échéance": "15/12/2026", "Motif": "Trésorerie tendue"}
TWO = {"Nombre d'échéances": "2", "Première échéance": "01/12/2026", "Motif": "Un creux"}


def ask(window: Window, owes: Debtor, terms: dict[str, str]) -> None:
    """Ask for a plan of 2 000,00 €."""
    window.command(f"echeancier {owes.code}")
    form = window.form("Échéancier")
    window.fill(form, terms)
    window.press(form, "Simuler")
    expect(form).to_contain_text("Total : 2 000,00 €")
    window.save(form, "Demander l'approbation")


def request(window: Window, owes: Debtor) -> Locator:
    """Give the message that asks for the decision on a debtor's plan, in a window at the channel of approvals."""
    found = window.page.locator("#main article:not(.ephemeral)").filter(has_text=owes.name)
    expect(found).to_have_count(1)
    return found


@presses("/impayes echeancier", Callback.PLAN_SUBMIT, Callback.PLAN_REQUEST, Action.PLAN_APPROVE)
def test_who_asked_sees_the_approval_at_once(alice: Window, carole: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"echeancier {owes.code}")
    form = alice.form("Échéancier")
    alice.fill(form, FOUR | {"Acompte": "2 000"})
    alice.press(form, "Simuler")
    expect(form.get_by_role("alert").filter(has_text="L'acompte doit être inférieur au total")).to_be_visible()
    alice.fill(form, {"Acompte": ""})
    alice.press(form, "Simuler")
    expect(form).to_contain_text("4/4 · lun. 15/03/2027 · 500,00 €")
    expect(form).to_contain_text("Décision : un approbateur")
    alice.save(form, "Demander l'approbation")
    thread = alice.thread(owes.name)
    expect(thread).to_contain_text("a demandé un échéancier de 2 000,00 € en 4 échéances")
    carole.press(request(carole, owes), "Approuver")

    expect(thread).to_contain_text("@Carole a approuvé l'échéancier de 2 000,00 €")
    carole.told("Échéancier approuvé : c'est noté dans le fil du client")
    expect(request(carole, owes)).to_contain_text("Approuvé par @Carole")
    expect(request(carole, owes).get_by_role("button", name="Refuser")).to_have_count(0)


@presses(Action.PLAN_REFUSE, Callback.PLAN_REFUSAL)
def test_a_refusal_says_why_in_the_thread(alice: Window, carole: Window, stage: Stage) -> None:
    owes = stage.debtor()
    ask(alice, owes, FOUR)
    carole.press(request(carole, owes), "Refuser")
    form = carole.form("Refus")
    carole.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Veuillez remplir ce champ")).to_be_visible()
    carole.fill(form, {"Motif": "Trop long"})
    carole.save(form)

    expect(alice.thread(owes.name)).to_contain_text("@Carole a refusé l'échéancier")
    expect(request(carole, owes)).to_contain_text("Trop long")


@presses(Action.PLAN_APPROVE)
def test_a_small_plan_is_decided_by_another_collector_not_by_who_asked(bob: Window, stage: Stage) -> None:
    owes = stage.debtor()
    ask(bob, owes, TWO)
    alice, bob = stage.window("alice", APPROVALS), stage.window("bob", APPROVALS)
    bob.press(request(bob, owes), "Approuver")
    bob.told("Vous avez demandé cet échéancier")
    alice.press(request(alice, owes), "Approuver")

    expect(request(bob, owes)).to_contain_text("Approuvé par @Alice")


@presses(Action.PLAN_MAINTAIN, Action.PLAN_END)
def test_a_plan_in_default_is_kept_or_ended_after_a_question(alice: Window, carole: Window, stage: Stage) -> None:
    kept, ended = stage.debtor(), stage.debtor()
    for owes in (kept, ended):
        ask(alice, owes, TWO)
        carole.press(request(carole, owes), "Approuver")
        expect(request(carole, owes)).to_contain_text("Approuvé par @Carole")
    with stage.later(12):
        judge_plans(stage.program.office.open_book, stage.program.office.act(PROGRAM))
        stage.program.settle()
        carole.press(request(carole, kept), "Maintenir")
        expect(alice.thread(kept.name)).to_contain_text("@Carole a maintenu l'échéancier")
        sure = carole.page.get_by_role("dialog", name="Confirmation")
        carole.press(request(carole, ended), "Dénoncer")
        carole.press(sure, "Annuler")
        expect(sure).to_be_hidden()
        carole.press(request(carole, ended), "Dénoncer")
        expect(sure).to_contain_text("Cela ne s'annule pas")
        carole.press(sure, "Dénoncer")

        expect(request(carole, ended)).to_contain_text("Échéancier dénoncé")
        expect(request(carole, kept).get_by_role("button", name="Maintenir")).to_have_count(0)
    assert "plan.maintained" == stage.program.told(kept.code)[-1]


@presses("/impayes procedure", "/impayes insolvency", Callback.INSOLVENCY_SUBMIT)
def test_an_insolvency_is_noted_by_the_approver_alone(alice: Window, stage: Stage) -> None:
    owes, carole = stage.debtor(), stage.window("carole", CHANNEL)
    alice.command(f"procedure {owes.code} 16/11")
    alice.told("Vous n'avez pas accès à cette action")
    carole.command(f"insolvency {owes.code}")
    form = carole.form("Procédure collective")
    carole.fill(form, {"Date de publication au BODACC": "24/11/2026"})
    carole.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Le BODACC n'a pas encore publié")).to_be_visible()
    carole.fill(form, {"Date de publication au BODACC": "16/11/2026"})
    carole.save(form)
    expect(alice.root(owes.name)).to_contain_text("créance à déclarer avant le 16/01/2027")
    carole.command(f"procedure {owes.code} levée")

    carole.told("la procédure collective est levée")
    expect(alice.thread(owes.name)).to_contain_text("@Carole a levé la procédure collective")
