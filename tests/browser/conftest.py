"""A Chromium, a workspace with a real bot in it, and a window for each person."""

import shutil
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from domain.acts import PROGRAM, Act
from domain.imports import import_ledger
from domain.policy import Policy
from domain.policy_reading import read_policy
from sandbox.page import page_app
from sandbox.server import Server
from sandbox.workspace import APP_TOKEN, BOT_TOKEN, BOT_USER, Workspace
from storage.book import book_opener
from storage.engine import make_engine
from storage.schema import migrate
from tests.browser.stage import Stage, portfolio, staged
from tests.browser.tiny_bot import tiny_bot
from tests.browser.waiting import PATIENCE_MS, until
from tests.browser.window import Window
from tests.journeys.program import APPROVALS, NOW

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
FLAGS += ["--disable-component-update", "--disable-sync"]
expect.set_options(timeout=PATIENCE_MS)


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


# -- the real program --------------------------------------------------------------------------------------------------
@pytest.fixture(scope="session")
def policy() -> Policy:
    shipped = tomllib.loads(Path("domain/data/policy.toml").read_text(encoding="utf-8"))
    return read_policy({}, shipped)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory, policy: Policy) -> Path:
    """Give a filled database, closed."""
    path = tmp_path_factory.mktemp("browser") / "filled.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    import_ledger(book_opener(engine, policy), Act(PROGRAM, NOW, NOW.date()), portfolio(), "grand_livre.csv")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture(scope="module")
def whole_stage(
    browser: Browser, filled: Path, tmp_path_factory: pytest.TempPathFactory, policy: Policy
) -> Iterator[Stage]:
    with staged(browser, filled, tmp_path_factory.mktemp("stage") / "impayes.db", policy) as one:
        yield one


@pytest.fixture
def stage(whole_stage: Stage, request: pytest.FixtureRequest) -> Iterator[Stage]:
    """Give the module's stage to a case, and hold the case to what it declares: all was pressed, nothing went wrong."""
    since = whole_stage.last
    yield whole_stage
    assert [] == whole_stage.errors
    assert [] == whole_stage.wrong(since)
    assert set() == getattr(request.function, "presses", frozenset()) - whole_stage.pressed(since)


@pytest.fixture
def alice(stage: Stage) -> Window:
    """Sit a collector at the channel."""
    return stage.window("alice")


@pytest.fixture
def bob(stage: Stage) -> Window:
    """Sit another collector at the channel."""
    return stage.window("bob")


@pytest.fixture
def carole(stage: Stage) -> Window:
    """Sit an approver at the channel where plans are decided."""
    return stage.window("carole", APPROVALS)
