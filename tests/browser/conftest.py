"""A Chromium, a workspace with a real bot in it, and a window for each person."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from sandbox.page import page_app
from sandbox.server import Server
from sandbox.workspace import APP_TOKEN, BOT_TOKEN, BOT_USER, Workspace
from tests.browser.tiny_bot import tiny_bot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
PATIENCE_MS = 10_000


def until(condition: Callable[[], bool], timeout: float = 5.0) -> None:
    """Wait for a condition that nothing announces; raises TimeoutError after `timeout` seconds."""
    tick, deadline = threading.Event(), time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout} s")
        tick.wait(0.01)


PageAt = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium, and none is installed here")
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def server() -> Iterator[Server]:
    space = Workspace()
    space.add_user("alice", "Alice Martin", title="Chargée de recouvrement")
    space.add_user("bob", "Bob Léger", title="Responsable crédit")
    space.add_user("chloe", "Chloé N’Guyen", title="Commerciale")
    space.add_channel("recouvrement", ["UALICE", "UBOB", BOT_USER], topic="Les factures échues")
    space.add_channel("general", ["UALICE", "UBOB", "UCHLOE"])
    with Server(space) as one:
        one.page = page_app(
            one,
            message_shortcuts=[{"name": "Noter chez un client", "callback_id": "note"}],
            shortcuts=[{"name": "Chercher un client", "callback_id": "find"}],
        )
        yield one


@pytest.fixture
def connect(server: Server) -> Iterator[Callable[[], None]]:
    """Let a test bring the bot in when it wants."""
    client = WebClient(BOT_TOKEN, base_url=server.api_url)
    handler = SocketModeHandler(tiny_bot(client), APP_TOKEN)

    def now() -> None:
        handler.client.connect()
        assert server.delivery.sockets.wait_connected(5)

    yield now
    handler.client.auto_reconnect_enabled = False
    server.delivery.sockets.disconnect(reason=None)  # else the client waits for its read to time out
    until(lambda: not handler.client.is_connected())  # else both sides close the socket at once
    handler.client.close()


@pytest.fixture
def bot(connect: Callable[[], None]) -> None:
    connect()


@pytest.fixture
def page_at(browser: Browser, server: Server) -> Iterator[PageAt]:
    """Give `page_at(user, channel="CRECOUVREMENT")`: a window of that person; a script error fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_window(user: str, channel: str = "CRECOUVREMENT") -> Page:
        context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="fr-FR")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"{server.url}/?as={user}&c={channel}")
        return page

    yield open_window
    for context in contexts:
        context.close()
    assert [] == errors
