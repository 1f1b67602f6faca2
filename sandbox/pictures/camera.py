"""Takes the pictures, in a Chromium; playwright is needed here alone."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from sandbox.pictures.screens import Screen
from sandbox.pictures.shot import Part
from sandbox.pictures.stage import PRESENT, ZONE

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--hide-scrollbars")
REGIONS: Mapping[Part, str] = {
    "message": "#main article >> nth=-1",
    "home": ".home-in",
    "thread": "#thread",
    "modal": "#modal",
}
"""What is seen of the window; all of it where nothing is said."""
FROM_ITS_BEGINNING = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  for (let turn = 0; turn < 3; turn += 1) {  // a list just opened goes to its own end first
    await drawn();
    document.querySelector("#main article:last-of-type")?.scrollIntoView({ block: "start" });
    document.querySelector("#thread article")?.scrollIntoView({ block: "start" });
  }
  await drawn();
}"""


def photograph(screens: Iterable[Screen], folder: Path) -> Iterator[Path]:
    """Take the picture of each screen while it stands, and give the file it is in."""
    with _browser() as browser:
        for screen in screens:
            path = folder / f"{screen.shot.name}.png"
            _take(browser, screen, path)
            yield path


def _take(browser: Browser, screen: Screen, path: Path) -> None:
    shot = screen.shot
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=shot.scheme, locale="fr-FR", timezone_id=ZONE.key
    )
    page = context.new_page()
    page.clock.set_fixed_time(PRESENT)
    page.goto(screen.address)
    for words in shot.clicks:
        page.get_by_text(words, exact=True).first.click()
    seen = _framed(page, shot.part)
    seen.screenshot(path=path, animations="disabled")
    context.close()


def _framed(page: Page, part: Part) -> Page | Locator:
    """Give what is to be seen, once it stands."""
    page.evaluate("document.fonts.ready")
    page.evaluate(FROM_ITS_BEGINNING)
    if part not in REGIONS:
        return page
    page.locator(REGIONS[part]).wait_for()
    return page.locator(REGIONS[part])


@contextmanager
def _browser() -> Iterator[Browser]:
    own = next((path for path in map(shutil.which, NAMES) if path), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=FLAGS)
        yield browser
        browser.close()
