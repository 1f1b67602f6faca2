"""The program as it runs, on a database of its own, with a clock that the test holds."""

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from wsgiref.types import WSGIApplication

from slack_bolt import App
from sqlalchemy import Engine, select
from werkzeug.serving import WSGIRequestHandler, make_server

from bot.announcer import Announcer
from bot.app import build_app, listener_client
from bot.courier import Courier
from bot.delivery import Delivery
from bot.directory import Directory
from bot.metrics import Metrics
from bot.pacing import Pacing
from bot.papers import Papers
from bot.pictures import Pictures
from bot.settings import Settings
from bot.slack_door import SlackDoor
from bot.slack_files import SlackFiles
from bot.slack_post import SlackPost, make_client
from domain.acts import PROGRAM
from domain.imports import import_ledger
from domain.journal import JournalRow
from domain.ledger import LedgerFile
from domain.policy import Policy
from handlers.office import Office
from sandbox.server import Server
from sandbox.workspace import BOT_TOKEN, BOT_USER, SIGNING_SECRET, Workspace
from storage.book import book_opener
from storage.engine import make_engine
from storage.journal import rows_of
from storage.outbox import Outbox
from storage.reader import reader_opener
from storage.tables import debtors

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CHANNEL = "CIMPAYES"
APPROVALS = "CAPPROBATIONS"
WAIT = 5.0


@dataclass
class Clock:
    """A clock that only the test moves."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


@dataclass
class Program:
    """What a journey may ask of the program beside its Slack side."""

    engine: Engine
    app: App
    office: Office
    directory: Directory
    announcer: Announcer
    courier: Courier
    clock: Clock
    warned: list[str] = field(default_factory=list)

    def settle(self) -> None:
        """Let the courier run its errands, and the announcer tell all that is written."""
        self.courier.sweep()
        self.announcer.sweep()

    def bring(self, file: LedgerFile) -> None:
        """Import a file."""
        import_ledger(self.office.open_book, self.office.act(PROGRAM), file, "suite.csv")

    def debtor_id(self, code: str) -> int:
        with self.engine.connect() as connection:
            found: int = connection.execute(select(debtors.c.id).where(debtors.c.code == code)).scalar_one()
            return found

    def journal(self, code: str) -> list[JournalRow]:
        """Give a debtor's journal without what the import wrote."""
        with self.engine.connect() as connection:
            rows = rows_of(connection, self.debtor_id(code))
        return [row for row in rows if not row.kind.startswith("ledger.")]

    def told(self, code: str) -> list[str]:
        """Give the kinds of a debtor's journal."""
        return [str(row.kind) for row in self.journal(code)]


def a_workspace() -> Workspace:
    """Give a workspace with a collector, a colleague, an approver, a guest and a stranger in the channel, an admin."""
    space = Workspace()
    for name in ("alice", "bob", "carole"):
        space.add_user(name)
    space.add_user("guido", is_restricted=True)
    space.add_user("sam", is_stranger=True)
    space.add_user("olga")
    space.add_user("denis")
    members = {"UALICE", "UBOB", "UCAROLE", "UGUIDO", "USAM", BOT_USER}
    space.add_channel("impayes", members, id=CHANNEL)
    space.add_channel("general", {*members, "UOLGA", "UDENIS"})
    space.add_channel("approbations", {"UALICE", "UBOB", "UCAROLE", "UDENIS", BOT_USER}, id=APPROVALS, is_private=True)
    return space


def settings(api_url: str) -> Settings:
    """Give the settings of a company: collectors are the members of the channel, Carole approves, Denis administers."""
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SIGNING_SECRET,
        slack_api_url=api_url,
        channel=CHANNEL,
        approval_channel=APPROVALS,
        approvers=("UCAROLE",),
        admins=("UDENIS",),
    )


@contextmanager
def program(server: Server, template: Path, path: Path, policy: Policy) -> Iterator[Program]:
    """Run the program over signed HTTP on a copy of a database; the announcer tells when it is asked to."""
    shutil.copy(template, path)
    with program_on(make_engine(f"sqlite:///{path}"), server, policy) as running:
        yield running


@contextmanager
def program_on(engine: Engine, server: Server, policy: Policy) -> Iterator[Program]:
    """Run the program over signed HTTP on a database."""
    clock, chosen = Clock(), settings(server.api_url)
    directory = Directory(listener_client(chosen), chosen)
    office = Office(
        open_book=book_opener(engine, policy),
        open_reader=reader_opener(engine),
        policy=policy,
        people=directory,
        now=clock.now,
        today=clock.today,
        nudge=lambda: None,
        channel=CHANNEL,
        approvals=APPROVALS,
    )
    app = build_app(chosen, office)
    outbox, warned = Outbox(engine, "journey"), list[str]()
    client = make_client(BOT_TOKEN, server.api_url)
    slack, pictures = SlackPost(client), Pictures(office.open_reader, clock.today)
    papers = Papers(office.open_book, office.open_reader, policy)
    pacing = Pacing(outbox, clock.now, lambda _seconds: False)  # turns are kept, nobody waits for them
    announcer = Announcer(
        outbox,
        lambda _wait: Delivery(outbox, slack, pictures, pacing, clock.now, papers),
        channel=CHANNEL,
        now=clock.now,
        today=clock.today,
        warn=warned.append,
    )
    courier = Courier(
        engine,
        office.open_book,
        slack,
        lambda stopping: SlackFiles(client, stopping=stopping),
        today=clock.today,
        now=clock.now,
        nudge=lambda: None,
    )
    try:
        with _served(SlackDoor(app, SIGNING_SECRET, Metrics())) as url:
            server.delivery.bot_url = url
            yield Program(engine, app, office, directory, announcer, courier, clock, warned)
    finally:
        engine.dispose()


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


@contextmanager
def _served(application: WSGIApplication) -> Iterator[str]:
    http = make_server("127.0.0.1", 0, application, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{http.server_port}/slack/events"
    finally:
        http.shutdown()
        thread.join()
        http.server_close()
