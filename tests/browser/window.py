"""A person's window: what they type, press and read there, always through the page."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.browser.fields import choose, date_in
from tests.browser.waiting import PATIENCE_MS, until

OPEN = "dialog[open]:not(#picture, #opening)"
SLACK_S = 3.0
DISMISS = "document.querySelectorAll('.ephemeral [data-do=dismiss]').forEach((button) => button.click())"
ANSWERS = """[...document.querySelectorAll("dialog[open]:not(#opening), article.ephemeral, .toast")].map((one) =>
    [one.id, one.querySelector("form")?.dataset.hash, one.dataset.hash, one.dataset.ts].join()).join(";")"""


class Window:
    """One person at the page; labels are those that the person reads."""

    def __init__(self, page: Page, url: str, user: str) -> None:
        self.page, self._url, self.user = page, url, user
        page.set_default_timeout(PATIENCE_MS)

    # -- where one stands ------------------------------------------------------------------------------------------
    def stand(self, channel: str) -> None:
        """Stand at a channel with nothing open, no draft, and no answer of an earlier case."""
        if self.page.url == "about:blank":
            self.page.goto(f"{self._url}/?as={self.user}&c={channel}")
            return
        self.leave()
        if self.composer.count():
            self.composer.fill("")
        if self.page.url != f"{self._url}/?as={self.user}&c={channel}":
            self.page.locator(f"#side a[href$='c={channel}']").click()
        expect(self.page.locator(f"#main .composer[data-channel='{channel}']")).to_be_visible()
        expect(self.page.locator("#thread .composer")).to_have_count(0)
        self.page.evaluate(DISMISS)
        expect(self.page.locator("article.ephemeral")).to_have_count(0)

    def leave(self) -> None:
        """Close what is open, one Escape for each window."""
        dialogs = self.page.locator(OPEN)
        while dialogs.count():
            before = self.answers()
            self.page.keyboard.press("Escape")
            self.answered(before)

    def go(self, name: str) -> None:
        """Go to a channel, or to the bot, by its link at the side."""
        self.page.get_by_role("navigation").get_by_role("link", name=re.compile(f"^{re.escape(name)}")).click()

    def go_home(self) -> Locator:
        """Go to the bot's Home, and give it."""
        self.go("Impayés")
        self.page.get_by_role("tab", name="Accueil").click()
        return self.page.locator("#main .home")

    def go_messages(self) -> None:
        """Go to the direct conversation with the bot."""
        self.go("Impayés")
        self.page.get_by_role("tab", name="Messages").click()

    # -- what one types --------------------------------------------------------------------------------------------
    @property
    def composer(self) -> Locator:
        return self.page.locator("#main .composer textarea")

    def command(self, line: str) -> None:
        """Type what follows `/impayes`, and send it."""
        self.say(f"/impayes {line}".strip())

    def say(self, text: str) -> None:
        self.composer.fill(text)
        self.composer.press("Enter")

    # -- what one reads --------------------------------------------------------------------------------------------
    def article(self, *texts: str) -> Locator:
        """Give the newest message that says all of this, in the conversation or in the open thread."""
        found = self.page.get_by_role("article")
        for text in texts:
            found = found.filter(has_text=text)
        return found.last

    def told(self, *texts: str) -> Locator:
        """Give the newest answer for this person alone that says all of this, once it is there."""
        found = self.page.locator("article.ephemeral")
        for text in texts:
            found = found.filter(has_text=text)
        expect(found.last).to_be_visible()
        return found.last

    def root(self, name: str) -> Locator:
        """Give the root message of a debtor's thread."""
        return (
            self.page.locator("#main article:not(.ephemeral)").filter(has_text=re.compile(rf"{name} \(\w+\)\s*:")).first
        )

    def thread(self, name: str) -> Locator:
        """Open the thread of a debtor, and give it."""
        self.root(name).locator("a.replies").click()
        return self.page.get_by_role("complementary", name="Fil de discussion")

    def line(self, message: Locator, name: str) -> Locator:
        """Give a debtor's line in a digest or in a list."""
        return message.locator(".b-section").filter(has_text=name)

    def row(self, message: Locator, name: str) -> Locator:
        """Give the controls that stand under a debtor's line in a digest or in a list."""
        return self.line(message, name).locator("xpath=following-sibling::*[1]")

    # -- windows over the page -------------------------------------------------------------------------------------
    def form(self, title: str) -> Locator:
        """Give the modal of that title, once it is there."""
        found = self.page.get_by_role("dialog", name=title, exact=True)
        expect(found).to_be_visible()
        return found

    def press(self, place: Locator, label: str) -> None:
        """Press a button by its label."""
        place.get_by_role("button", name=label, exact=True).first.click()

    def choose(self, place: Locator, label: str) -> None:
        """Choose in the ⋯ menu."""
        place.get_by_role("button", name="Plus d’actions").first.click()
        place.get_by_role("menuitem", name=label, exact=True).first.click()

    def fill(self, form: Locator, fields: Mapping[str, str]) -> None:
        """Fill in fields by label, as a person does: days are typed, choices are made in their list."""
        for label, value in fields.items():
            _fill(form.locator(f'.b-input:has(> .label > span:text-is("{label}"))'), value)

    def save(self, form: Locator, label: str = "Enregistrer") -> None:
        """Submit a form that is taken."""
        self.press(form, label)
        expect(form).to_be_hidden()

    # -- what answers ----------------------------------------------------------------------------------------------
    def answers(self) -> str:
        """Give what speaks to this person alone: windows, answers that only they see, notices."""
        return str(self.page.evaluate(ANSWERS))

    def answered(self, before: str) -> None:
        """Wait until this person was answered, within the three seconds that Slack gives; raise TimeoutError."""
        until(lambda: self.answers() != before, SLACK_S)


def _fill(field: Locator, value: str) -> None:
    match field.locator("[data-control]").first.get_attribute("data-control"):
        case "datepicker":
            date_in(field.get_by_role("textbox"), value)
        case "checkboxes":
            field.get_by_label(value).check()
        case "external_select":
            field.get_by_role("combobox").fill(value)
            field.get_by_role("option", name=value).first.click()
        case str(kind) if "select" in kind:
            choose(field.get_by_role("combobox"), value)
        case _:
            field.locator("input, textarea").first.fill(value)
