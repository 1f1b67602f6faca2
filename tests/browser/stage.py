"""The real program behind the page, on a workspace of seven people, each with a window that stays open."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext

from domain.folding import fold
from domain.ledger import LedgerFile
from domain.policy import Policy
from handlers.command import COMMAND
from messages.ids import Action, Callback, Shortcut
from sandbox.hints import hints, shortcuts
from sandbox.page import page_app
from sandbox.page.exchanges import row
from sandbox.page.parts import PARIS
from sandbox.records import Exchange
from sandbox.server import Server
from tests.browser.window import Window
from tests.journeys.ledger import invoice
from tests.journeys.program import CHANNEL, Program, a_workspace, program

DEBTORS = 40
TOP, SHOWN = 8, 15
Pressed = Action | Callback | Shortcut | str
_KINDS: dict[str, Callable[[Exchange], Pressed]] = {
    "block_actions": lambda one: Action(one.request["actions"][0]["action_id"]),
    "block_suggestion": lambda one: Action(one.request["action_id"]),
    "view_submission": lambda one: Callback(one.request["view"]["callback_id"]),
    "shortcut": lambda one: Shortcut(one.request["callback_id"]),
    "message_action": lambda one: Shortcut(one.request["callback_id"]),
}


def presses(*ids: Pressed) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Declare what a case presses: buttons, modals, shortcuts by id, commands as they are typed, `/impayes appel`.

    The bot must have received each of them by the end of the case.
    """

    def declare(case: Callable[..., None]) -> Callable[..., None]:
        vars(case)["presses"] = frozenset(ids)
        return case

    return declare


class Debtor(NamedTuple):
    """A debtor with two invoices that are late: of 1 500,00 € and of 500,00 €, unless it is a big one."""

    code: str
    name: str
    first: str
    second: str


def debtor(number: int) -> Debtor:
    return Debtor(f"C{number:02}", f"Client numéro {number:02}", f"M-{number:02}1", f"M-{number:02}2")


def portfolio() -> LedgerFile:
    """Give debtors alike, but for the first ones: they owe so much that they come first, the first before all.

    The digest shows fifteen, which cases read and no case has for its own.
    """
    documents = []
    for number in range(1, DEBTORS + 1):
        one, big = debtor(number), max(0, TOP + 1 - number)
        cents = 150_000 + big * 1_000_000
        documents += [
            invoice(2 * number - 1, one.code, one.name, one.first, date(2026, 10, 1), cents),
            invoice(2 * number, one.code, one.name, one.second, date(2026, 11, 1), 50_000),
        ]
    return LedgerFile("invoices", documents, sha256="3" * 64)


@dataclass
class Stage:
    """What a case may ask for: windows, debtors of its own, other days."""

    server: Server
    program: Program
    browser: Browser
    errors: list[str] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(SHOWN + 1))
    _windows: dict[str, tuple[BrowserContext, Window]] = field(default_factory=dict)

    def window(self, person: str, channel: str = CHANNEL) -> Window:
        """Give a person's window, at a channel with nothing open in it."""
        if person not in self._windows:
            context = self.browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR")
            page = context.new_page()
            page.on("pageerror", lambda error: self.errors.append(str(error)))
            self._windows[person] = context, Window(page, self.server.url, f"U{person.upper()}")
        window = self._windows[person][1]
        window.stand(channel)
        return window

    def debtor(self) -> Debtor:
        """Give a debtor that no other case has."""
        number = next(self._numbers)
        assert number <= DEBTORS, "raise DEBTORS"
        return debtor(number)

    @contextmanager
    def later(self, days: int) -> Iterator[None]:
        """Live some days later."""
        clock, now = self.program.clock, self.program.clock.at
        clock.at = now + timedelta(days=days)
        try:
            yield
        finally:
            clock.at = now

    def close(self) -> None:
        for context, _ in self._windows.values():
            context.close()

    # -- what was said to the bot ----------------------------------------------------------------------------------
    @property
    def last(self) -> int:
        """Give the number of the last exchange with the bot."""
        return max((one.number for one in self.exchanges(0)), default=0)

    def exchanges(self, since: int) -> list[Exchange]:
        with self.server.workspace.lock:
            return [one for one in self.server.workspace.inspector if one.number > since]

    def pressed(self, since: int) -> set[Pressed]:
        """Give what the bot was asked."""
        return {asked for one in self.exchanges(since) if (asked := _asked(one)) is not None}

    def wrong(self, since: int) -> list[str]:
        """Give the lines of the inspector that say that something went wrong."""
        rows = [row(one, PARIS) for one in self.exchanges(since)]
        return [
            f"{one.name} {one.about}: {one.code or one.undrawn}" for one in rows if one.code or one.undrawn or one.late
        ]


def _asked(one: Exchange) -> Pressed | None:
    if one.direction == "out" and "command" in one.request:
        return f"{COMMAND} {fold(first_word(str(one.request['text'])))}".strip()
    read = _KINDS.get(str(one.request.get("type"))) if one.direction == "out" else None
    return read(one) if read else None


def first_word(text: str) -> str:
    found = re.match(r"\S*", text)
    return found[0] if found else ""


@contextmanager
def staged(browser: Browser, template: Path, path: Path, policy: Policy) -> Iterator[Stage]:
    """Serve the page with the program behind it; what is written is told as soon as the bot has answered."""
    with Server(a_workspace()) as server:
        server.page = page_app(
            server, message_shortcuts=shortcuts("message"), shortcuts=shortcuts("global"), hints=hints()
        )
        with program(server, template, path, policy) as running:
            running.settle()
            stop = threading.Event()
            telling = threading.Thread(target=_tell, args=(server, running, stop), name="telling")
            telling.start()
            stage = Stage(server, running, browser)
            try:
                yield stage
            finally:
                stage.close()
                stop.set()
                telling.join()


def _tell(server: Server, running: Program, stop: threading.Event) -> None:
    """Do what the announcer's nudge does, after each word with the bot."""
    rev = server.workspace.rev
    while not stop.is_set():
        changes = server.workspace.changes(rev, 0.1)
        rev = changes[-1].rev if changes else rev
        if any(one.kind == "inspector" for one in changes):
            running.settle()
