"""« Jour suivant » and « Recommencer » as people press them, in two windows at once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.waiting import PATIENCE_MS
from tests.demo import Demo, demo_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(90)]
PATIENCE = 2 * PATIENCE_MS


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo_in(tmp_path_factory.mktemp("turns")) as one:
        yield one


@pytest.fixture
def windows(browser: Browser, demo: Demo) -> Iterator[list[Page]]:
    """Sit Nadia and Hélène at the channel; a script error fails the test."""
    errors: list[str] = []
    contexts = [browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR") for _ in range(2)]
    pages = []
    for context, user in zip(contexts, ("UNADIA", "UHELENE"), strict=True):
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{demo.url}/?as={user}&c=CIMPAYES")
        pages.append(page)
    yield pages
    for context in contexts:
        context.close()
    assert [] == errors


def day(page: Page) -> str:
    return page.locator("#turns .turns").get_attribute("data-day") or ""


def turned(page: Page, before: str) -> str:
    """Wait until a window shows another day, all told, and name it as its digest does."""
    expect(page.locator(f'#turns .turns:not([data-day="{before}"])')).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_role("button", name="Jour suivant")).to_be_enabled(timeout=PATIENCE)
    return page.locator(".turns-day").inner_text()


def tell_a_day(page: Page) -> str:
    """Press « Jour suivant » and read the name of the new day, once its digest is under the eyes."""
    before = day(page)
    page.get_by_role("button", name="Jour suivant").click()
    name = turned(page, before)
    digest = page.get_by_role("article").filter(has_text=f"Impayés du {name}")
    expect(digest).to_have_count(1, timeout=PATIENCE)
    expect(digest).to_be_in_viewport(timeout=PATIENCE)
    return name


def test_two_days_go_by_in_all_windows_then_all_begins_anew(windows: list[Page]) -> None:
    nadia, helene = windows
    first = day(nadia)
    tell_a_day(nadia)
    before = day(nadia)
    name = tell_a_day(nadia)

    assert name == turned(helene, before)

    nadia.get_by_role("button", name="Recommencer").click()
    nadia.get_by_role("dialog").get_by_role("button", name="Recommencer").click()
    for window in windows:
        expect(window.locator(f'#turns .turns[data-day="{first}"]')).to_be_visible(timeout=PATIENCE)
        expect(window.get_by_role("article").filter(has_text=f"Impayés du {name}")).to_have_count(0, timeout=PATIENCE)


def test_who_thinks_twice_keeps_the_demo(windows: list[Page]) -> None:
    page = windows[0]
    life = page.locator("#turns .turns").get_attribute("data-life")
    page.get_by_role("button", name="Recommencer").click()
    page.get_by_role("dialog").get_by_role("button", name="Annuler").click()

    expect(page.get_by_role("dialog")).to_have_count(0)
    assert life == page.locator("#turns .turns").get_attribute("data-life")
