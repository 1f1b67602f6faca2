import re

import pytest
from playwright.sync_api import Locator, Page, expect

from sandbox.server import Server
from tests.browser.conftest import PageAt
from tests.browser.test_page import digest, modal, say
from tests.browser.waiting import PATIENCE_MS, until

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("bot")]
expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture
def page(page_at: PageAt) -> Page:
    """Give a window with the inspector open, empty."""
    page = page_at("UALICE")
    digest(page)
    page.get_by_role("button", name="Inspecteur").click()
    page.get_by_role("button", name="Vider").click()
    expect(rows(page)).to_have_count(0)
    return page


def inspector(page: Page) -> Locator:
    return page.get_by_role("region", name="Inspecteur")


def rows(page: Page) -> Locator:
    return inspector(page).get_by_role("list", name="Échanges").get_by_role("button")


def provoke(page: Page, kind: str, method: str) -> None:
    """Ask for one fault; the panel of faults is open after."""
    inspector(page).get_by_role("button", name="Défauts").click()
    faults = page.get_by_role("region", name="Défauts")
    faults.get_by_label("Défaut", exact=True).select_option(label=kind)
    faults.get_by_label("Méthode").fill(method)
    faults.get_by_role("button", name="Provoquer").click()
    expect(faults).to_contain_text(f"{kind} {method} · 1 fois")


def test_what_the_bot_says_is_listed_live_and_read_in_full(page: Page) -> None:
    page.get_by_role("button", name="Promesse").first.click()
    modal(page).get_by_role("button", name="Annuler").first.click()
    expect(rows(page)).to_have_count(2)
    rows(page).filter(has_text="views.open").click()

    detail = page.get_by_role("region", name="Échange", exact=True)
    expect(detail).to_contain_text('"callback_id": "promise"')
    expect(detail).to_contain_text('"trigger_id": "••••••"')
    expect(detail.get_by_role("heading")).to_have_text(["views.open", "Le bot a demandé", "Slack a répondu"])


def test_a_fault_that_was_provoked_happens_once_and_its_row_is_red(page: Page, server: Server) -> None:
    provoke(page, "Erreur Slack", "chat.*")
    say(page, "réponds")

    refused = inspector(page).get_by_role("listitem").filter(has_text="chat.postMessage")
    expect(refused).to_contain_text("Erreur Slack fatal_error")
    expect(refused).to_have_attribute("data-wrong", "yes")
    expect(page.get_by_role("region", name="Défauts")).to_contain_text("Aucun")
    assert [] == server.faults.pending()


def test_filters_keep_what_is_wrong_or_what_is_named(page: Page, server: Server) -> None:
    server.faults.add("error", "chat.postMessage")
    say(page, "réponds")
    expect(rows(page).filter(has_text="fatal_error")).to_be_visible()
    say(page, "réponds")
    expect(rows(page)).to_have_count(5)  # two messages heard, a refused answer, an answer and its own echo

    inspector(page).get_by_label("Erreurs seulement").check()
    expect(rows(page)).to_have_text([re.compile("chat.postMessage.*fatal_error")])
    inspector(page).get_by_label("Erreurs seulement").uncheck()
    inspector(page).get_by_label("Filtrer par méthode").fill("CHAT.POST")
    expect(rows(page)).to_have_count(2)


def test_faults_are_called_off_and_rates_held_by_a_switch(page: Page, server: Server) -> None:
    provoke(page, "Limite de débit (429)", "chat.postMessage")
    page.get_by_role("switch", name="Débits stricts").check()
    until(lambda: server.faults.strict)
    page.get_by_role("button", name="Tout annuler").click()

    expect(page.get_by_role("region", name="Défauts")).to_contain_text("Aucun")
    expect(page.get_by_role("switch", name="Débits stricts")).to_be_checked()
    assert [] == server.faults.pending()


def test_it_stands_in_its_own_window_too_and_is_shut(page: Page) -> None:
    with page.expect_popup() as opening:
        page.get_by_role("link", name="Détacher").click()
    window = opening.value
    say(page, "/impayes")

    expect(window.get_by_role("list", name="Échanges")).to_contain_text("/impayes")
    page.bring_to_front()
    inspector(page).get_by_role("button", name="Fermer l’inspecteur").click()
    expect(inspector(page)).to_be_hidden()
    expect(page.get_by_role("button", name="Inspecteur")).to_be_focused()
