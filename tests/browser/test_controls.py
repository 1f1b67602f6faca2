"""Every control as a person uses it: by mouse and by keyboard, what the bot then receives, what is refused."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from sandbox.server import Server
from sandbox.workspace import BOT, BOT_TOKEN, BOT_USER
from tests.browser import gallery
from tests.browser.conftest import PageAt
from tests.browser.fields import chips, choose, date_in
from tests.browser.tiny_bot import field, option, plain, row
from tests.browser.waiting import PATIENCE_MS

pytestmark = pytest.mark.browser
expect.set_options(timeout=PATIENCE_MS)
Opened = Callable[..., Locator]


@pytest.fixture
def opened(page_at: PageAt, server: Server) -> Opened:
    """Give `opened(*block_ids)`: the form with these fields, on Alice's page."""

    def open_form(*blocks: str, view: dict[str, Any] | None = None) -> Locator:
        page = page_at("UALICE")
        client = WebClient(BOT_TOKEN, base_url=server.api_url)
        trigger = server.delivery.permissions.trigger("UALICE")
        client.views_open(trigger_id=trigger, view=view or gallery.form(*blocks))
        form = page.get_by_role("dialog")
        expect(form).to_be_visible()
        return form

    return open_form


def sent(form: Locator, server: Server) -> dict[str, Any]:
    """Submit the form and give what the bot received, by block."""
    form.get_by_role("button", name="Envoyer").click()
    expect(form).to_be_hidden()
    told = next(one for one in reversed(server.workspace.inspector) if one.name == "view_submission")
    values = told.request["view"]["state"]["values"]
    return {block: next(value for key, value in each["v"].items() if key != "type") for block, each in values.items()}


def under(form: Locator, label: str) -> Locator:
    """Give what is said under a field."""
    return form.locator(".b-input").filter(has_text=label).get_by_role("alert")


# -- days and hours ---------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("bot")
def test_a_day_is_typed_taken_from_the_calendar_and_cleared(opened: Opened, server: Server) -> None:
    form = opened("on", "from")
    due, since = form.get_by_label("Échéance"), form.get_by_label("Depuis le")
    expect(since).to_have_value("27 novembre 2026")
    date_in(due, "27/11/2026")
    due.click()
    due.press("ArrowDown")
    expect(form.page.get_by_role("button", name="vendredi 27 novembre 2026")).to_be_focused()
    for key in ("PageDown", "End", "ArrowRight", "ArrowUp"):
        form.page.keyboard.press(key)
    expect(form.page.get_by_role("grid", name="décembre 2026")).to_be_visible()
    form.page.keyboard.press("Enter")
    expect(due).to_have_value("21 décembre 2026")
    since.click()
    weeks = form.page.get_by_role("grid", name="novembre 2026")
    expect(weeks.get_by_role("columnheader")).to_have_text(["lu", "ma", "me", "je", "ve", "sa", "di"])
    expect(weeks.get_by_role("gridcell").first).to_have_text("26")
    form.page.get_by_role("button", name="Mois précédent").click()
    form.page.get_by_role("button", name="jeudi 1 octobre 2026").click()
    expect(since).to_have_value("1 octobre 2026")

    assert {"on": "2026-12-21", "from": "2026-10-01"} == sent(form, server)


@pytest.mark.usefixtures("bot")
def test_an_optional_day_is_cleared_and_escape_leaves_the_form_open(opened: Opened, server: Server) -> None:
    form = opened("on")
    due = form.get_by_label("Échéance")
    date_in(due, "27 nov. 2026")
    due.click()
    expect(form.page.get_by_role("dialog", name="Choisir une date")).to_be_visible()
    due.press("Escape")
    expect(form.page.get_by_role("dialog", name="Choisir une date")).to_be_hidden()
    expect(due).to_have_value("27 novembre 2026")
    form.get_by_role("button", name="Ouvrir le calendrier").click()
    form.page.get_by_role("button", name="Effacer").click()
    expect(due).to_have_value("")

    assert {"on": None} == sent(form, server)


@pytest.mark.usefixtures("bot")
def test_hours_are_typed_or_chosen(opened: Opened, server: Server) -> None:
    form = opened("at", "moment")
    form.get_by_label("Heure", exact=True).first.fill("14h05")
    form.get_by_label("Heure", exact=True).first.press("Enter")
    date_in(form.get_by_label("Rappel"), "27/11/2026")
    choose(form.get_by_label("Heure", exact=True).last, "08:30", typed="8")

    assert {"at": "14:05", "moment": 1_795_764_600} == sent(form, server)


def test_what_is_no_day_or_hour_is_said_under_its_field_at_once(opened: Opened) -> None:
    form = opened("on", "at")
    date_in(form.get_by_label("Échéance"), "31/02/2026")
    expect(under(form, "Échéance")).to_have_text("Veuillez saisir une date, par exemple\u00a0: 27/11/2026.")
    date_in(form.get_by_label("Échéance"), "28/02/2026")
    form.get_by_label("Heure", exact=True).fill("25h")
    form.get_by_label("Heure", exact=True).blur()

    expect(under(form, "Heure")).to_have_text("Veuillez saisir une heure, par exemple\u00a0: 14:30.")
    expect(under(form, "Échéance")).to_be_empty()


# -- choices ----------------------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("bot")
def test_a_select_searches_without_accents_and_by_keyboard(opened: Opened, server: Server) -> None:
    form = opened("city", "place")
    city = form.get_by_label("Ville")
    city.fill("etienne")
    expect(form.page.get_by_role("group")).to_have_count(1)
    city.press("Enter")
    expect(city).to_have_value("Saint-Étienne")
    city.fill("rien de tel")
    expect(form.page.get_by_text("Aucun résultat")).to_be_visible()
    city.press("Escape")
    expect(city).to_have_value("Saint-Étienne")
    choose(form.get_by_label("Canal"), "#general", typed="gen")
    form.get_by_role("button", name="Effacer le choix").last.click()
    told = sent(form, server)

    assert ("setienne", None) == (told["city"]["value"], told["place"])


@pytest.mark.usefixtures("bot")
def test_several_choices_are_chips_up_to_the_most(opened: Opened, server: Server) -> None:
    form = opened("cities", "people")
    cities = form.get_by_label("Étapes")
    choose(cities, "Lyon", "Metz", "Nancy")
    cities.click()
    expect(form.page.get_by_text("Au plus 3 choix")).to_be_visible()
    expect(form.page.get_by_role("option", name="Lille")).to_have_attribute("aria-disabled", "true")
    cities.press("Backspace")
    form.get_by_role("button", name="Retirer Lyon").click()
    choose(cities, "Lille", typed="lil")
    chips(cities, "Metz", "Lille")
    choose(form.get_by_label("Collègues"), "Chloé N’Guyen", typed="chloe")
    told = sent(form, server)

    assert ["metz", "lille"] == [one["value"] for one in told["cities"]]
    assert ["UBOB", "UCHLOE"] == told["people"]


@pytest.mark.usefixtures("bot")
def test_an_external_choice_is_searched_for_and_says_when_nothing_is_found(opened: Opened, server: Server) -> None:
    form = opened("client")
    client = form.get_by_label("Client")
    client.fill("zzz")
    expect(form.page.get_by_text("Aucun résultat")).to_be_visible()
    choose(client, "Ville de Metz", typed="met")

    assert "c4" == sent(form, server)["client"]["value"]


def test_an_external_choice_says_when_the_bot_does_not_answer(opened: Opened, server: Server) -> None:
    server.delivery.patience = 0.2
    form = opened("client")
    form.get_by_label("Client").fill("met")

    expect(form.page.get_by_text("Les propositions n’ont pas pu être chargées.")).to_be_visible()
    expect(form.page.get_by_role("button", name="Réessayer")).to_be_visible()


@pytest.mark.usefixtures("bot")
def test_radios_and_boxes_are_chosen_by_keyboard_and_a_number_takes_no_letter(opened: Opened, server: Server) -> None:
    form = opened("mode", "flags", "share")
    form.get_by_label("Part").press_sequentially("1a2,5e")
    expect(form.get_by_label("Part")).to_have_value("12,5")
    form.get_by_label("Virement").focus()
    form.page.keyboard.press("ArrowDown")
    form.page.keyboard.press("Tab")
    form.page.keyboard.press("Space")
    told = sent(form, server)

    assert ("c", ["p"], "12.5") == (told["mode"]["value"], [one["value"] for one in told["flags"]], told["share"])


def test_wrong_words_are_said_as_one_leaves_the_field(opened: Opened) -> None:
    form = opened("share", "mail", "site", "code")
    for label, typed in (("Part", "101"), ("Courriel", "a@b"), ("Site", "a.fr"), ("Référence", "ab")):
        form.get_by_label(label).fill(typed)
    expect(form.locator(".counter")).to_have_text("10")
    form.get_by_label("Référence").blur()

    expect(under(form, "Part")).to_have_text("Veuillez saisir un nombre d’au plus 100.")
    expect(under(form, "Courriel")).to_have_text("Veuillez saisir une adresse e-mail valide.")
    expect(under(form, "Site")).to_have_text("Veuillez saisir une adresse web valide, avec http:// ou https://.")
    expect(under(form, "Référence")).to_have_text("Saisissez au moins 3 caractères.")
    expect(form.get_by_label("Référence")).to_have_attribute("aria-invalid", "true")
    form.get_by_label("Référence").fill("F-2026-000123")
    expect(form.locator(".counter")).to_have_text("-1")
    form.get_by_label("Référence").blur()
    expect(under(form, "Référence")).to_have_text("Saisissez au plus 12 caractères.")


@pytest.mark.usefixtures("bot")
def test_rich_text_is_marked_by_keys_and_buttons(opened: Opened, server: Server) -> None:
    form = opened("note")
    note = form.get_by_label("Compte rendu")
    note.press("Control+b")
    form.page.keyboard.type("urgent")
    note.press("End")
    form.page.keyboard.type("\nà rappeler")
    form.get_by_role("button", name="Liste à puces").click()
    elements = sent(form, server)["note"]["elements"]

    assert [{"type": "text", "text": "urgent", "style": {"bold": True}}] == elements[0]["elements"]
    assert ("rich_text_list", "bullet") == (elements[1]["type"], elements[1]["style"])


@pytest.mark.usefixtures("bot")
def test_files_are_given_named_and_taken_back(opened: Opened, server: Server, tmp_path: Path) -> None:
    for name in ("balance.csv", "accord.pdf", "trop.pdf"):
        (tmp_path / name).write_bytes(name.encode())
    form = opened("papers")
    given = form.get_by_label("Pièces")
    given.set_input_files([tmp_path / name for name in ("balance.csv", "accord.pdf", "trop.pdf")])
    expect(under(form, "Pièces")).to_have_text("Joignez au plus 2 fichiers.")
    form.get_by_role("button", name="Retirer trop.pdf").click()
    expect(under(form, "Pièces")).to_be_empty()
    files = sent(form, server)["papers"]

    assert [("balance.csv", 11), ("accord.pdf", 10)] == [(one["name"], one["size"]) for one in files]
    assert b"balance.csv" == server.workspace.files[files[0]["id"]].content


# -- telling the bot at once ------------------------------------------------------------------------------------------
@pytest.mark.usefixtures("bot")
def test_a_field_tells_the_bot_on_enter_or_as_one_types(opened: Opened, server: Server) -> None:
    typing = {"trigger_actions_on": ["on_character_entered"]}
    element = {"type": "plain_text_input", "action_id": "told", "dispatch_action_config": typing}
    slow = field("a", "Sur Entrée", {"type": "plain_text_input", "action_id": "told"}, dispatch_action=True)
    view = gallery.form() | {"blocks": [slow, field("b", "En tapant", element, dispatch_action=True)]}
    form = opened(view=view)
    form.get_by_label("Sur Entrée").fill("un")
    form.get_by_label("Sur Entrée").press("Enter")
    form.get_by_label("En tapant").press_sequentially("deux")
    server.workspace.wait(lambda: len(told(server)) == 2)

    assert ["un", "deux"] == told(server)
    expect(form).to_be_visible()


def told(server: Server) -> list[str]:
    """Give what the bot heard of fields that tell it at once."""
    return [one.request["actions"][0]["value"] for one in server.workspace.inspector if one.name == "block_actions"]


# -- the modal itself -------------------------------------------------------------------------------------------------
def test_a_form_that_gets_no_answer_says_so_and_stays(opened: Opened, server: Server) -> None:
    server.delivery.patience = 0.3
    form = opened("code")
    form.get_by_label("Référence").fill("F-2026")
    send = form.get_by_role("button", name="Envoyer")
    send.click()
    expect(send).to_have_attribute("aria-busy", "true")

    sentence = "Nous avons eu quelques difficultés à nous connecter. Réessayer\u202f?"
    expect(form.get_by_role("alert").filter(has_text=sentence)).to_be_visible()
    expect(form.get_by_label("Référence")).to_have_value("F-2026")


def test_a_stack_goes_back_one_by_one_and_closes_at_once(opened: Opened, server: Server) -> None:
    form = opened("code")
    client, permissions = WebClient(BOT_TOKEN, base_url=server.api_url), server.delivery.permissions
    for title in ("Deux", "Trois"):
        view = gallery.form("mail", title=plain(title))
        client.views_push(trigger_id=permissions.trigger("UALICE"), view=view)
    expect(form.get_by_role("heading", name="Trois")).to_be_visible()
    form.get_by_role("button", name="Revenir à la fenêtre précédente").click()
    expect(form.get_by_role("heading", name="Deux")).to_be_visible()
    form.get_by_role("button", name="Fermer").click()

    expect(form).to_be_hidden()
    assert [] == server.workspace.stacks["UALICE"]


@pytest.mark.usefixtures("bot")
def test_the_focus_stays_in_a_modal_and_comes_back(page_at: PageAt, server: Server) -> None:
    server.workspace.post("CRECOUVREMENT", BOT_USER, "Relances du jour", bot_id=BOT, blocks=row())
    page = page_at("UALICE")
    button = page.get_by_role("article").get_by_role("button", name="Promesse")
    button.focus()
    page.keyboard.press("Enter")
    form = page.get_by_role("dialog", name="Promesse")
    expect(form.get_by_label("Montant promis")).to_be_focused()
    form.get_by_role("button", name="Fermer").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")

    expect(form).to_be_hidden()
    expect(button).to_be_focused()


@pytest.mark.parametrize("width", [1400, 360])
def test_a_long_form_keeps_its_head_and_foot_in_sight(opened: Opened, width: int) -> None:
    form = opened()
    form.page.set_viewport_size({"width": width, "height": 640})
    form.get_by_label("Export").scroll_into_view_if_needed()

    expect(form.get_by_role("heading", name="Galerie")).to_be_in_viewport(ratio=1)
    expect(form.get_by_role("button", name="Envoyer")).to_be_in_viewport(ratio=1)
    assert form.page.evaluate(
        "[...document.querySelectorAll('.view-body')].every((b) => b.scrollWidth <= b.clientWidth)"
    )


# -- blocks -----------------------------------------------------------------------------------------------------------
def gallery_of(page: Page) -> Locator:
    return page.get_by_role("article").filter(has_text="Tous les blocs")


def test_every_block_is_drawn_and_nothing_overflows_a_phone(page_at: PageAt, server: Server) -> None:
    server.workspace.post("CRECOUVREMENT", BOT_USER, "Tous les blocs", bot_id=BOT, blocks=gallery.BLOCKS)
    page = page_at("UALICE")
    shown = gallery_of(page)
    expect(shown.get_by_role("columnheader", name="Reste")).to_be_visible()
    expect(shown.get_by_role("rowheader", name="Dupuis")).to_be_visible()
    expect(shown.get_by_role("img", name="Encours par mois")).to_be_visible()
    expect(shown.get_by_role("link", name="Prise en main")).to_have_attribute("href", "https://a.fr/v")
    expect(shown.get_by_role("listitem").filter(has_text="deux")).to_be_visible()
    page.set_viewport_size({"width": 360, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth <= 360")
    assert page.evaluate("document.querySelector('.messages').scrollWidth <= 360")


def test_an_unknown_element_says_so(page_at: PageAt, server: Server) -> None:
    unknown = {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "x"}]}
    server.workspace.post("CRECOUVREMENT", BOT_USER, "nouveau", bot_id=BOT, blocks=[unknown])

    expect(page_at("UALICE").get_by_text("Bloc non pris en charge : context_actions")).to_be_visible()


@pytest.mark.usefixtures("bot")
def test_a_menu_is_walked_through_by_keyboard(page_at: PageAt, server: Server) -> None:
    server.workspace.post("CRECOUVREMENT", BOT_USER, "Relances du jour", bot_id=BOT, blocks=row())
    page = page_at("UALICE")
    page.get_by_role("article").get_by_role("button", name="Plus d’actions").press("Enter")
    expect(page.get_by_role("menuitem", name="Fiche")).to_be_focused()
    page.keyboard.press("End")
    expect(page.get_by_role("menuitem", name="Litige")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("article")).to_contain_text("État : Litige")


def test_a_choice_that_cannot_be_undone_is_asked_first(page_at: PageAt, server: Server) -> None:
    confirm = {name: plain(name) for name in ("title", "text", "confirm", "deny")}
    select = {"type": "static_select", "action_id": "told", "options": [option("a", "Tout clore")], "confirm": confirm}
    block = {"type": "actions", "block_id": "b", "elements": [select | {"placeholder": plain("Action")}]}
    server.workspace.post("CRECOUVREMENT", BOT_USER, "choix", bot_id=BOT, blocks=[block])
    page = page_at("UALICE")
    choose(page.get_by_role("article").get_by_label("Action", exact=True), "Tout clore")
    page.get_by_role("dialog", name="Confirmation").get_by_role("button", name="deny").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert [] == told(server)
