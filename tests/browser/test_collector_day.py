"""A collector's day on the page: the digest, the list, the card, the thread, and what is typed."""

import pytest
from playwright.sync_api import Locator, expect

from messages.blocks import actions, button
from messages.ids import Action, Callback
from sandbox.workspace import BOT, BOT_USER
from tests.browser.stage import Stage, debtor, presses
from tests.browser.window import Window
from tests.journeys.program import CHANNEL

pytestmark = pytest.mark.browser


@pytest.fixture
def digest(stage: Stage, alice: Window) -> Locator:
    """Have the day's digest posted, once, and give it in Alice's window."""
    if not any(one.text.startswith("Impayés du") for one in stage.server.workspace.history(CHANNEL)):
        stage.window("carole", CHANNEL).command("digest")
    found = alice.page.get_by_role("article").filter(has_text="Impayés du lundi 23 novembre 2026").first
    expect(found).to_be_visible()
    return found


@presses("/impayes promesse", Callback.PROMISE_SUBMIT)
def test_the_proposals_lead_from_a_slash_to_a_promise_in_the_thread(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.composer.press_sequentially("/imp")
    alice.composer.press("Tab")
    alice.composer.press_sequentially("prom")
    expect(alice.page.get_by_role("listbox", name="Commandes proposées")).to_contain_text("promesse")
    alice.composer.press("Enter")
    alice.composer.press_sequentially(f"{owes.code} 1500 vendredi")
    alice.composer.press("Enter")
    form = alice.form("Promesse")
    expect(form.get_by_label("Montant promis")).to_have_value("1\u202f500,00")
    expect(form.get_by_label("Date promise")).to_have_value("27 novembre 2026")
    alice.save(form)

    expect(alice.root(owes.name)).to_contain_text("promesse de 1 500,00 € pour le 27/11/2026")
    expect(alice.thread(owes.name)).to_contain_text("a noté une promesse de 1 500,00 €")


@presses(Action.CALL_OPEN, Callback.CALL_SUBMIT, Callback.PROMISE_SUBMIT)
def test_a_call_from_the_digest_goes_on_to_a_promise_and_redraws_it(alice: Window, digest: Locator) -> None:
    owes = debtor(1)
    expect(alice.line(digest, owes.name)).to_contain_text("jamais contacté")
    alice.press(alice.row(digest, owes.name), "Appel")
    form = alice.form("Appel")
    alice.fill(form, {"Résultat": "Promesse de règlement", "Note": "Rappelle demain"})
    alice.press(form, "Enregistrer")
    promise = alice.form("Promesse")
    alice.fill(promise, {"Montant promis": "999 999", "Date promise": "30/11/2026"})
    alice.press(promise, "Enregistrer")
    expect(promise.get_by_role("alert").filter(has_text="Le montant dépasse ce qui reste dû")).to_be_visible()
    alice.fill(promise, {"Montant promis": "1 000,00"})
    alice.save(promise)

    expect(alice.root(owes.name)).to_contain_text("promesse de 1 000,00 € pour le 30/11/2026")
    expect(alice.line(digest, owes.name).filter(has_text="jamais contacté")).to_have_count(0)


@presses(Action.PROMISE_OPEN, Action.PLAN_OPEN, Action.ROW_MENU, Callback.SNOOZE_SUBMIT, Callback.ASSIGN_SUBMIT)
def test_each_control_of_a_row_of_the_digest_does_what_it_says(alice: Window, digest: Locator) -> None:
    owes = debtor(2)
    row = alice.row(digest, owes.name)
    for label in ("Promesse", "Échéancier"):
        alice.press(row, label)
        expect(alice.form(label)).to_contain_text(owes.name)
        alice.leave()
    alice.choose(row, "Fiche")
    expect(alice.told(owes.name, "échéances ouvertes")).to_contain_text("Sans responsable")
    alice.choose(row, "Attribuer")
    form = alice.form("Attribuer")
    alice.fill(form, {"Responsable": "Bob"})
    alice.save(form)
    expect(alice.line(digest, owes.name)).to_contain_text("@Bob")
    for label in ("Paiement reçu", "Litige"):
        alice.choose(row, label)
        expect(alice.form(label)).to_contain_text(owes.name)
        alice.leave()
    alice.choose(row, "Reporter")
    form = alice.form("Reporter")
    alice.fill(form, {"Jusqu'au": "23/11/2026", "Motif": "En congés"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Le report finit au plus tôt demain")).to_be_visible()
    alice.fill(form, {"Jusqu'au": "30/11/2026"})
    alice.save(form)

    expect(alice.root(owes.name)).to_contain_text("reporté jusqu'au 30/11/2026")
    expect(digest).to_contain_text("1 client reporté, en fin de liste")


@presses(Action.LIST_PAGE, Action.LIST_NEXT, Action.LIST_PREVIOUS, Action.CARD_OPEN, "/impayes liste")
def test_what_the_digest_leaves_out_is_paged_and_leads_to_a_card(alice: Window, digest: Locator) -> None:
    alice.press(digest, "Voir la suite")
    listing = alice.told("page 2 sur 4")
    alice.press(listing, "Suivant")
    alice.press(alice.told("page 3 sur 4"), "Suivant")
    expect(alice.told("page 4 sur 4").get_by_role("button", name="Suivant")).to_have_count(0)
    alice.press(alice.told("page 4 sur 4"), "Précédent")
    alice.press(alice.told("page 3 sur 4"), "Précédent")
    alice.press(alice.told("page 2 sur 4"), "Précédent")
    alice.told("page 1 sur 4")
    alice.command("liste montant>60000")
    listing = alice.told("plus de 60 000")
    expect(listing).to_contain_text("3 clients en retard")
    alice.press(alice.line(digest, debtor(14).name), "Fiche")

    expect(alice.told(debtor(14).name, "échéances ouvertes")).to_contain_text("M-141")


@presses("/impayes digest")
def test_the_digest_is_redrawn_when_an_approver_asks_for_it(stage: Stage, digest: Locator) -> None:
    carole = stage.window("carole", CHANNEL)
    carole.command("digest")

    carole.told("Le digest du 23/11/2026 est mis à jour")
    expect(digest).to_be_visible()


@presses(
    *("/impayes client", Action.SNOOZE_OPEN, Action.ASSIGN_OPEN, Action.PAYMENT_OPEN, Action.DISPUTE_OPEN),
    *(Action.CALL_OPEN, Action.PROMISE_OPEN, Action.PLAN_OPEN, Action.PROFILE_OPEN),
)
def test_each_button_of_the_card_opens_its_form(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"client {owes.code}")
    card = alice.told(owes.name, "échéances ouvertes")
    labels = ("Appel", "Promesse", "Échéancier", "Paiement reçu", "Litige", "Reporter", "Attribuer", "Profil")
    for label in labels:
        alice.press(card, label)
        expect(alice.form(label)).to_contain_text(owes.name)
        alice.leave()

    assert [] == stage.program.told(owes.code)


@presses("/impayes note", Action.CALL_OPEN, Callback.CALL_SUBMIT, Action.CARD_OPEN)
def test_a_thread_keeps_notes_calls_and_what_people_write(alice: Window, stage: Stage) -> None:
    owes = stage.debtor()
    alice.command(f"note {owes.code} Comptable absente jusqu'au 30")
    alice.told(f"Note gardée chez {owes.name}")
    thread = alice.thread(owes.name)
    expect(thread).to_contain_text("Comptable absente jusqu'au 30")
    alice.press(thread, "Appel")
    form = alice.form("Appel")
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Veuillez remplir ce champ")).to_be_visible()
    alice.fill(form, {"Résultat": "Messagerie", "Prochaine action le": "25/11/2026"})
    alice.save(form)
    expect(thread).to_contain_text("a noté un appel : messagerie")
    thread.locator("textarea").fill("Elle rappelle lundi")
    thread.locator("textarea").press("Enter")
    expect(alice.article("Elle rappelle lundi")).to_be_visible()
    alice.press(thread, "Fiche")

    expect(alice.told(owes.name, "Derniers contacts")).to_contain_text("Messagerie")
    assert ["note.kept", "call.logged", "reply.written"] == stage.program.told(owes.code)


@presses(Action.CLIENT_CHOOSE, "/impayes appel")
def test_a_name_of_several_clients_asks_which(alice: Window) -> None:
    alice.command("appel client numéro 1")
    asked = alice.told("Lequel ?")
    alice.press(asked, "Client numéro 11 · C11")

    expect(alice.form("Appel")).to_contain_text("Client numéro 11")


@presses("/impayes absence", Callback.ABSENCE_SUBMIT)
def test_an_absence_is_refused_without_a_colleague_then_told_and_ended(alice: Window) -> None:
    alice.command("absence")
    form = alice.form("Absence")
    alice.fill(form, {"Remplaçant": "Guido", "Du": "01/12/2026", "Au": "05/12/2026"})
    alice.press(form, "Enregistrer")
    expect(form.get_by_role("alert").filter(has_text="Cette personne ne peut pas vous remplacer")).to_be_visible()
    alice.fill(form, {"Remplaçant": "Bob"})
    alice.save(form)
    alice.go_messages()
    expect(alice.article("@Bob prend le relais du 01/12/2026 au 05/12/2026")).to_be_visible()
    alice.command("absence fin")

    alice.told("vos appels et vos promesses vous reviennent dès maintenant")


FORMS = {
    "Appel": ("appel", "call"),
    "Promesse": ("promesse", "promise"),
    "Échéancier": ("échéancier", "plan"),
    "Reporter": ("reporter", "snooze"),
    "Attribuer": ("attribuer", "assign"),
    "Profil": ("profil", "profile"),
    "Paiement reçu": ("paiement", "payment"),
    "Litige": ("litige", "dispute"),
}
ANSWERS = {
    "Client numéro 12": ("client C12", "show C12", "pourquoi C12", "why C12"),
    "page 1 sur": ("liste", "list retard>1"),
    "Impayés : l'aide": ("aide", "help"),
    "Ma journée": ("",),
    "import": ("import",),
}


@presses(*(f"/impayes {word}".replace("é", "e") for words in FORMS.values() for word in words))
def test_french_and_english_words_open_the_same_form(alice: Window) -> None:
    for title, words in FORMS.items():
        for word in words:
            alice.command(f"{word} C12")
            expect(alice.form(title)).to_contain_text("Client numéro 12")
            alice.leave()


@presses(*(" ".join(["/impayes", *line.split()[:1]]) for lines in ANSWERS.values() for line in lines))
def test_french_and_english_words_give_the_same_answer(alice: Window) -> None:
    for said, lines in ANSWERS.items():
        for line in lines:
            before = alice.page.locator("article.ephemeral").count()
            alice.command(line)
            expect(alice.page.locator("article.ephemeral")).to_have_count(before + 1)
            expect(alice.page.locator("article.ephemeral").last).to_contain_text(said)


@presses(Action.DAY_OPEN, Action.HELP_OPEN)
def test_buttons_of_old_messages_still_answer(alice: Window, stage: Stage) -> None:
    old = actions([button("Ma journée", Action.DAY_OPEN, "1"), button("Aide", Action.HELP_OPEN, "1")], block_id="old")
    stage.server.workspace.post(CHANNEL, BOT_USER, "ancien message", bot_id=BOT, blocks=[old])
    message = alice.page.get_by_role("article").filter(has=alice.page.get_by_role("button", name="Ma journée"))
    alice.press(message, "Ma journée")
    alice.told("Ma journée")
    alice.press(message, "Aide")

    alice.told("Impayés : l'aide")
