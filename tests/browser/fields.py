"""How a person fills in the controls of a form: by typing a day, by choosing in a list."""

from playwright.sync_api import Locator, expect


def date_in(field: Locator, typed: str) -> None:
    """Type a day as people write it, such as 27/11/2026, and have it taken."""
    field.fill(typed)
    field.press("Enter")


def choose(field: Locator, *labels: str, typed: str = "") -> None:
    """Choose in a select, after having typed so much of the label; several in one that takes many."""
    for label in labels:
        field.click()
        if typed:
            field.fill(typed)
        field.page.get_by_role("option", name=label, exact=True).click()
    if field.get_attribute("aria-expanded") == "true":
        field.press("Escape")


def chips(field: Locator, *labels: str) -> None:
    """Expect a select to hold these choices, in order."""
    expect(field.locator("xpath=ancestor::*[contains(@class,'box')]").locator(".chip")).to_have_text(
        [f"{label}×" for label in labels]
    )
