"""The demo as a collector sees it: « Promesse » pressed on a debtor's row changes the thread and the digest."""

import os
import signal
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.fields import date_in
from tests.browser.waiting import PATIENCE_MS
from tests.demo import STOP_S, Demo, demo_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]
NAME = "Menuiserie Dubreuil & Fils SARL"
OWED = "promesse de 1\u202f500,00\u00a0€ non tenue"
PATIENCE = 2 * PATIENCE_MS  # the announcer keeps Slack's pace


@pytest.fixture(scope="module")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Give a demo that, at the end, must stop by itself with a window open on it."""
    with demo_in(tmp_path_factory.mktemp("promise")) as one:
        yield one
        with browser.new_context() as context:
            context.new_page().goto(one.url)
            os.kill(one.process.pid, signal.SIGINT)

            assert 0 == one.process.wait(STOP_S)


@pytest.fixture
def page(browser: Browser, demo: Demo) -> Iterator[Page]:
    """Sit Nadia, a collector, at the channel; a script error fails the test."""
    errors: list[str] = []
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(f"{demo.url}/?as=UNADIA")
    yield page
    context.close()
    assert [] == errors


def digest_of_today(page: Page) -> Locator:
    return page.get_by_role("article").filter(has_text="Impayés du ").last


def in_a_week() -> date:
    """Give the same day of next week: a promise has sixty days at most."""
    return datetime.now(ZoneInfo("Europe/Paris")).date() + timedelta(days=7)


def press_promise(page: Page, digest: Locator) -> Locator:
    """Press « Promesse » on the debtor's row: the second, after a promise broken twice."""
    digest.get_by_role("button", name="Promesse").nth(1).click()
    form = page.get_by_role("dialog", name="Promesse")
    expect(form).to_contain_text(NAME)
    return form


def test_a_promise_changes_the_thread_and_the_digest(page: Page) -> None:
    digest, on = digest_of_today(page), in_a_week()
    expect(digest).to_contain_text(f"{NAME} (DUBREUIL)")
    expect(digest).to_contain_text(OWED)
    form = press_promise(page, digest)
    form.get_by_label("Montant promis").fill("1 234,50")
    date_in(form.get_by_label("Date promise"), f"{on:%d/%m/%Y}")
    form.get_by_role("button", name="Enregistrer").click()

    expect(form).to_be_hidden()
    expect(digest).not_to_contain_text(OWED, timeout=PATIENCE)
    root = page.get_by_role("article").filter(has_text=f"{NAME} (DUBREUIL) :").first
    expect(root).to_contain_text(f"promesse de 1\u202f234,50\u00a0€ pour le {on:%d/%m/%Y}", timeout=PATIENCE)
    root.get_by_text("réponses", exact=False).click()
    said = f"@Nadia Benali a noté une promesse de 1\u202f234,50\u00a0€ pour le {on:%d/%m/%Y}"
    expect(page.get_by_role("article").filter(has_text=said)).to_be_visible(timeout=PATIENCE)


def test_an_amount_above_the_debt_is_refused_under_its_field(page: Page) -> None:
    digest_of_today(page).get_by_role("button", name="Promesse").first.click()
    form = page.get_by_role("dialog", name="Promesse")
    form.get_by_label("Montant promis").fill("999 999,00")
    date_in(form.get_by_label("Date promise"), f"{in_a_week():%d/%m/%Y}")
    form.get_by_role("button", name="Enregistrer").click()

    expect(form.get_by_role("alert").filter(has_text="Le montant dépasse ce qui reste dû")).to_be_visible()
    form.get_by_role("button", name="Annuler").click()
    expect(form).to_be_hidden()


def test_a_stranger_opens_nothing(page: Page, demo: Demo) -> None:
    page.goto(f"{demo.url}/?as=UANOUK")
    digest_of_today(page).get_by_role("button", name="Promesse").first.click()

    expect(page.get_by_role("article").filter(has_text="Vous n'avez pas accès à cette action")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
