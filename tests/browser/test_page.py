from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.server import Server
from sandbox.workspace import BOT, BOT_USER
from tests.browser.conftest import PageAt
from tests.browser.fields import chips, choose, date_in
from tests.browser.tiny_bot import row
from tests.browser.waiting import PATIENCE_MS

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)


def say(page: Page, text: str, place: str = "Envoyer un message à #recouvrement") -> None:
    page.get_by_label(place, exact=True).fill(text)
    page.keyboard.press("Enter")


def digest(page: Page) -> Locator:
    """Have the bot post its message and give it."""
    say(page, "/impayes")
    found = page.get_by_role("article").filter(has_text="Relances du jour")
    expect(found).to_be_visible()
    return found


def modal(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Promesse")


def search(field: Locator, typed: str, label: str) -> None:
    field.fill(typed)
    field.page.get_by_role("option", name=label).click()


@pytest.mark.usefixtures("bot")
def test_a_form_with_every_field_goes_from_a_button_to_the_message(page_at: PageAt) -> None:
    page = page_at("UALICE")
    message = digest(page)
    message.get_by_role("button", name="Promesse").click()
    form = modal(page)
    form.get_by_label("Montant promis").fill("1500")
    date_in(form.get_by_label("Date promise"), "27/11/2026")
    search(form.get_by_role("combobox", name="Client", exact=True), "gar", "Garage <Central>")
    choose(form.get_by_label("Canal"), "E-mail")
    choose(form.get_by_label("Responsable"), "Bob Léger", typed="leger")
    choose(form.get_by_label("Factures"), "F-2026-001", "F-2026-003")
    search(form.get_by_role("combobox", name="Autres clients"), "dup", "Dupont Frères")
    search(form.get_by_role("combobox", name="Autres clients"), "met", "Ville de Metz")
    form.get_by_label("Virement").check()
    form.get_by_label("Compte comme une relance").check()
    form.get_by_label("Échéances").fill("3")
    form.get_by_label("E-mail", exact=True).fill("a@b.fr")
    form.get_by_label("Note").fill("deux\nlignes")
    form.get_by_role("button", name="Enregistrer").click()

    expect(message).to_contain_text("1500 2026-11-27 c3 mail v UBOB F1+F3 c2+c4 p 3 a@b.fr deux")
    expect(form).to_be_hidden()
    expect(message).to_contain_text("(modifié)")


@pytest.mark.usefixtures("bot")
def test_errors_stand_under_their_field_and_what_was_typed_stays(page_at: PageAt) -> None:
    page = page_at("UALICE")
    digest(page).get_by_role("button", name="Promesse").click()
    form = modal(page)
    date_in(form.get_by_label("Date promise"), "27/11/2026")
    form.get_by_role("button", name="Enregistrer").click()
    expect(form.get_by_label("Montant promis")).to_have_accessible_description("En euros. Veuillez remplir ce champ.")
    form.get_by_label("Montant promis").fill("beaucoup")
    form.get_by_role("button", name="Enregistrer").click()

    expect(form.get_by_role("alert").filter(has_text="Ce montant ne peut pas être lu.")).to_be_visible()
    expect(form.get_by_label("Montant promis")).to_have_value("beaucoup")
    expect(form.get_by_label("Montant promis")).to_be_focused()
    expect(form.get_by_label("Date promise")).to_have_value("27 novembre 2026")


@pytest.mark.usefixtures("bot")
def test_escape_closes_a_modal_for_good(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    digest(page).get_by_role("button", name="Promesse").click()
    expect(modal(page).get_by_label("Montant promis")).to_be_focused()
    page.keyboard.press("Escape")

    expect(modal(page)).to_be_hidden()
    assert [] == server.workspace.stacks["UALICE"]


@pytest.mark.usefixtures("bot")
def test_a_form_keeps_what_was_typed_when_it_grows_and_when_another_covers_it(page_at: PageAt) -> None:
    page = page_at("UALICE")
    digest(page).get_by_role("button", name="Promesse").click()
    form = modal(page)
    form.get_by_label("Montant promis").fill("1500")
    search(form.get_by_role("combobox", name="Client", exact=True), "dup", "Dupuis & Fils")
    choose(form.get_by_label("Factures"), "F-2026-002")
    form.get_by_role("button", name="Ajouter une ligne").click()
    form.get_by_label("Ligne 2").fill("deuxième")
    form.get_by_role("button", name="Aide").click()
    expect(page.get_by_role("dialog", name="Aide")).to_contain_text("Notez ce que le client a promis.")
    page.get_by_role("button", name="Retour").click()

    expect(form.get_by_label("Ligne 2")).to_have_value("deuxième")
    expect(form.get_by_label("Montant promis")).to_have_value("1500")
    expect(form.get_by_role("combobox", name="Client", exact=True)).to_have_value("Dupuis & Fils")
    chips(form.get_by_label("Factures"), "F-2026-002")


@pytest.mark.usefixtures("bot")
def test_a_search_is_chosen_with_the_keyboard(page_at: PageAt) -> None:
    page = page_at("UALICE")
    digest(page).get_by_role("button", name="Promesse").click()
    client = modal(page).get_by_role("combobox", name="Client", exact=True)
    client.fill("dup")
    expect(page.get_by_role("option", name="Dupuis & Fils")).to_have_attribute("aria-selected", "true")
    client.press("ArrowDown")
    client.press("Enter")

    expect(client).to_have_value("Dupont Frères")
    expect(modal(page)).to_be_visible()


@pytest.mark.usefixtures("bot")
def test_a_list_seen_by_one_person_is_paged_in_place_and_dismissed(page_at: PageAt) -> None:
    alice, bob = page_at("UALICE"), page_at("UBOB")
    digest(alice).get_by_role("button", name="Liste").click()
    listing = alice.get_by_role("article").filter(has_text="Visible uniquement par vous")
    expect(listing).to_contain_text("Page 1 : Dupuis & Fils")
    listing.get_by_role("button", name="Suivant").click()
    expect(listing).to_contain_text("Page 2 : Étoile du Nord")
    say(bob, "je ne vois rien")
    expect(bob.get_by_role("article").filter(has_text="je ne vois rien")).to_be_visible()

    expect(bob.get_by_text("Page 2")).to_have_count(0)
    listing.get_by_role("button", name="Ignorer").click()
    expect(listing).to_have_count(0)


@pytest.mark.usefixtures("bot")
def test_a_menu_and_a_select_tell_the_bot_what_was_chosen(page_at: PageAt) -> None:
    page = page_at("UALICE")
    message = digest(page)
    message.get_by_role("button", name="Plus d’actions").click()
    page.get_by_role("menuitem", name="Litige").click()
    expect(message).to_contain_text("État : Litige")
    choose(message.get_by_label("Profil"), "Récalcitrant")

    expect(message).to_contain_text("État : Récalcitrant")


@pytest.mark.usefixtures("bot")
def test_what_cannot_be_undone_is_asked_first(page_at: PageAt) -> None:
    page = page_at("UALICE")
    message = digest(page)
    message.get_by_role("button", name="Clore").click()
    page.get_by_role("dialog").get_by_role("button", name="Garder").click()
    expect(message).to_contain_text("à traiter")
    message.get_by_role("button", name="Clore").click()
    page.get_by_role("dialog").get_by_role("button", name="Clore").click()

    expect(message).to_contain_text("État : clos")


@pytest.mark.usefixtures("bot")
def test_two_people_talk_and_the_bot_answers_in_the_thread(page_at: PageAt) -> None:
    alice, bob = page_at("UALICE"), page_at("UBOB")
    say(alice, "réponds")
    heard = bob.get_by_role("article").filter(has_text="réponds")
    heard.get_by_role("link", name="1 réponse").click()
    thread = bob.get_by_role("complementary", name="Fil de discussion")
    expect(thread).to_contain_text("Je réponds ici.")
    say(bob, "<b>merci</b> & *bravo*", "Répondre…")

    expect(thread.get_by_role("article").last).to_contain_text("<b>merci</b> & bravo")
    expect(alice.get_by_role("link", name="2 réponses")).to_be_visible()


def test_one_s_own_message_is_edited_then_deleted(page_at: PageAt) -> None:
    page = page_at("UALICE")
    say(page, "bonjour @bob & <vous>")
    message = page.get_by_role("article").filter(has_text="bonjour @Bob Léger & <vous>")
    message.hover()
    message.get_by_role("button", name="Modifier le message").click()
    expect(page.get_by_role("textbox", name="Modifier le message")).to_have_value("bonjour @bob & <vous>")
    page.get_by_role("textbox", name="Modifier le message").fill("bonsoir")
    page.keyboard.press("Enter")
    message = page.get_by_role("article").filter(has_text="bonsoir (modifié)")
    message.hover()
    message.get_by_role("button", name="Autres actions").click()
    page.get_by_role("menuitem", name="Supprimer").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()

    expect(page.get_by_role("article")).to_have_count(0)


def test_a_message_of_the_bot_is_deleted_but_not_a_colleague_s(page_at: PageAt, server: Server) -> None:
    server.workspace.post("CRECOUVREMENT", "UBOB", "de Bob")
    server.workspace.post("CRECOUVREMENT", BOT_USER, "du bot", bot_id=BOT)
    page = page_at("UALICE")
    page.get_by_role("article").filter(has_text="de Bob").hover()
    page.get_by_role("article").filter(has_text="de Bob").get_by_role("button", name="Autres actions").click()
    expect(page.get_by_role("menuitem", name="Copier le texte")).to_be_visible()
    expect(page.get_by_role("menuitem", name="Supprimer")).to_have_count(0)
    page.keyboard.press("Escape")
    page.get_by_role("article").filter(has_text="du bot").hover()
    page.get_by_role("article").filter(has_text="du bot").get_by_role("button", name="Autres actions").click()
    page.get_by_role("menuitem", name="Supprimer").click()
    page.get_by_role("dialog").get_by_role("button", name="Supprimer").click()

    expect(page.get_by_role("article")).to_have_count(1)


@pytest.mark.usefixtures("bot")
def test_the_home_of_the_app_is_published_and_redrawn(page_at: PageAt) -> None:
    page = page_at("UALICE")
    page.get_by_role("link", name="Impayés").click()
    expect(page.get_by_role("main")).to_contain_text("Appels du jour : 0")
    page.get_by_role("button", name="Ajouter").click()
    expect(page.get_by_role("main")).to_contain_text("Appels du jour : 1")
    page.get_by_role("tab", name="Messages").click()
    say(page, "coucou", "Envoyer un message à Impayés")

    expect(page.get_by_role("article")).to_contain_text("coucou")


def test_unread_channels_stand_out_and_people_change_places(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    server.workspace.post("CGENERAL", "UCHLOE", "salut")
    expect(page.get_by_role("link", name="general 1 non lu")).to_be_visible()
    page.get_by_role("link", name="general").click()
    expect(page.get_by_role("article")).to_contain_text("salut")
    expect(page.get_by_role("link", name="general", exact=True)).to_be_visible()
    page.get_by_role("button", name="Changer de personne").click()
    page.get_by_role("menuitem", name="Chloé N’Guyen Commerciale").click()

    expect(page.get_by_role("navigation").get_by_role("link", name="recouvrement")).to_have_count(0)
    expect(page).to_have_url(f"{server.url}/?as=UCHLOE&c=CGENERAL")


def test_a_word_of_the_app_leads_to_its_messages(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    server.workspace.post("DUALICE", BOT_USER, "Votre dossier est prêt.", bot_id=BOT)
    page.get_by_role("link", name="Impayés 1 non lu").click()

    expect(page.get_by_role("tab", name="Messages")).to_have_attribute("aria-selected", "true")
    expect(page.get_by_role("article")).to_contain_text("Votre dossier est prêt.")


def test_a_list_stays_at_its_end_as_messages_come_unless_one_reads_above(page_at: PageAt, server: Server) -> None:
    for n in range(40):
        server.workspace.post("CRECOUVREMENT", "UBOB", f"message {n:02d}.")
    page = page_at("UALICE")
    expect(page.get_by_text("message 39.")).to_be_in_viewport()
    server.workspace.post("CRECOUVREMENT", "UBOB", "message 40.")
    expect(page.get_by_text("message 40.")).to_be_in_viewport()
    page.get_by_text("message 00.").scroll_into_view_if_needed()
    server.workspace.post("CRECOUVREMENT", "UBOB", "message 41.")
    expect(page.get_by_text("message 41.")).to_be_attached()

    expect(page.get_by_text("message 41.")).not_to_be_in_viewport()
    expect(page.get_by_text("message 00.")).to_be_in_viewport()


def test_the_page_waits_for_the_bot_and_goes_on_by_itself(page_at: PageAt, connect: Callable[[], None]) -> None:
    page = page_at("UALICE", "home")
    expect(page.get_by_text("Le bot démarre…")).to_be_visible()
    connect()

    expect(page.get_by_text("Le bot démarre…")).to_be_hidden()
    expect(page.get_by_role("main")).to_contain_text("Appels du jour : 0")


def test_what_slack_would_refuse_is_a_notice_and_the_words_are_kept(page_at: PageAt) -> None:
    page = page_at("UALICE")
    say(page, "/inconnu dupuis")

    expect(page.get_by_role("status").filter(has_text="/inconnu n’est pas une commande valide.")).to_be_visible()
    expect(page.get_by_label("Envoyer un message")).to_have_value("/inconnu dupuis")


def test_a_bot_that_is_not_there_is_a_notice(page_at: PageAt, server: Server) -> None:
    server.delivery.patience = 0.2
    page = page_at("UALICE")
    say(page, "/impayes")

    expect(page.get_by_role("status").filter(has_text="dispatch_failed")).to_be_visible()


def test_a_pressed_button_shows_that_it_waits(page_at: PageAt, server: Server) -> None:
    server.delivery.patience = 1.0
    server.workspace.post("CRECOUVREMENT", BOT_USER, "Relances du jour", bot_id=BOT, blocks=row())
    page = page_at("UALICE")
    button = page.get_by_role("article").get_by_role("button", name="Promesse")
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")

    expect(page.get_by_role("status").filter(has_text="dispatch_failed")).to_be_visible()
    expect(button).not_to_have_attribute("aria-busy", "true")


@pytest.mark.usefixtures("bot")
def test_shortcuts_are_taken_from_a_message_and_from_the_composer(page_at: PageAt) -> None:
    page = page_at("UALICE")
    say(page, "le client a rappelé")
    message = page.get_by_role("article").filter(has_text="le client a rappelé")
    message.hover()
    message.get_by_role("button", name="Autres actions").click()
    page.get_by_role("menuitem", name="Noter chez un client").click()
    form = page.get_by_role("dialog", name="Raccourci")
    expect(form).to_contain_text("À noter : le client a rappelé")
    form.get_by_role("button", name="Fermer").click()
    expect(form).to_be_hidden()
    page.get_by_role("button", name="Raccourcis").click()
    page.get_by_role("menuitem", name="Chercher un client").click()

    expect(form).to_contain_text("À noter : rien encore")


def test_a_file_is_sent_with_a_word(page_at: PageAt, server: Server, tmp_path: Path) -> None:
    (tmp_path / "balance.csv").write_bytes(b"client;reste\nDupuis;1500\n")
    page = page_at("UALICE")
    page.get_by_role("main").get_by_label("Joindre un fichier").set_input_files(tmp_path / "balance.csv")
    say(page, "la balance")

    expect(page.get_by_role("article").get_by_role("link", name="balance.csv")).to_be_visible()
    assert [b"client;reste\nDupuis;1500\n"] == [file.content for file in server.workspace.files.values()]


def test_a_line_break_is_typed_with_shift(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    page.get_by_label("Envoyer un message").press_sequentially("un")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("deux")
    page.keyboard.press("Enter")

    expect(page.get_by_role("article")).to_contain_text("deux")
    assert ["un\ndeux"] == [message.text for message in server.workspace.history("CRECOUVREMENT")]


@pytest.mark.usefixtures("bot")
def test_the_page_holds_on_a_narrow_screen(page_at: PageAt) -> None:
    page = page_at("UALICE")
    message = digest(page)
    page.set_viewport_size({"width": 390, "height": 800})
    page.get_by_role("button", name="Afficher les canaux").click()
    page.get_by_role("link", name="recouvrement").click()
    message.get_by_role("button", name="Promesse").click()

    expect(modal(page).get_by_role("button", name="Enregistrer")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= 390")


def test_nothing_is_fetched_from_elsewhere(page_at: PageAt, server: Server) -> None:
    page = page_at("UALICE")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    block = {"type": "image", "alt_text": "ailleurs", "image_url": "https://example.com/x.png"}
    server.workspace.post("CRECOUVREMENT", BOT_USER, "image", bot_id=BOT, blocks=[block])
    page.reload()

    expect(page.get_by_role("img", name="ailleurs")).to_be_visible()
    assert [] == [url for url in asked if not url.startswith(server.url)]
