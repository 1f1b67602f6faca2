"""Announcers for tests: the real ones, in a hurry, talking to the workspace of this machine."""

import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from time import monotonic
from typing import Any

from sqlalchemy import select

from bot.announcer import Announcer, Patience
from bot.delivery import Delivery, Prints
from bot.pacing import Pacing, Rate, Rates
from bot.pictures import Pictures
from bot.slack_post import SlackPost, make_client
from domain.digest import digest_key, request_digest
from domain.notes import keep_note
from sandbox.server import Server
from sandbox.workspace import BOT_TOKEN, BOT_USER, Message, Workspace
from storage.engine import make_engine
from storage.outbox import Outbox, debtor_key
from storage.tables import journal, places
from tests.storage.books import Company, day, invoice, now

CHANNEL = "CIMPAYES"
HURRY = Patience(sweep=0.02, longest=0.05, refused=0.1)
AT_ONCE = Rates(*[Rate(timedelta(), 1)] * 3)
TODAY = day(3)


def a_workspace() -> Workspace:
    space = Workspace()
    space.add_user("alice", "Alice Martin")
    space.add_channel("impayes", ["UALICE", BOT_USER], id=CHANNEL)
    return space


def make_announcer(
    company: Company,
    api_url: str,
    outbox: Outbox,
    warned: list[str] | None = None,
    rates: Rates = AT_ONCE,
    papers: Prints | None = None,
) -> Announcer:
    slack = SlackPost(make_client(BOT_TOKEN, api_url, timeout=2))
    pictures = Pictures(company.open_reader, lambda: TODAY)

    def delivery(wait: Callable[[float], bool]) -> Delivery:
        return Delivery(outbox, slack, pictures, Pacing(outbox, now, wait, rates), now, papers)

    told = warned if warned is not None else []
    return Announcer(outbox, delivery, channel=CHANNEL, now=now, today=lambda: TODAY, warn=told.append, patience=HURRY)


@dataclass
class Newsroom:
    """A company, a workspace, and what the second was told of the first."""

    company: Company
    server: Server
    warned: list[str] = field(default_factory=list)
    papers: Prints | None = None

    def __post_init__(self) -> None:
        self.announcer = self.hire()

    def hire(self, *, lease: float = 5.0, rates: Rates = AT_ONCE) -> Announcer:
        """Give one more announcer, as another process would have it."""
        outbox = Outbox(self.company.engine, uuid.uuid4().hex, timedelta(seconds=lease))
        return make_announcer(self.company, self.server.api_url, outbox, self.warned, rates, self.papers)

    @property
    def outbox(self) -> Outbox:
        return Outbox(self.company.engine, "looking on")

    def note(self, text: str, client: str = "C1") -> None:
        keep_note(self.company.open_book, self.company.act(TODAY), debtor_id=self.company.debtor(client), text=text)

    def ask_digest(self) -> None:
        request_digest(self.company.open_book, self.company.act(TODAY), CHANNEL)

    def waits(self) -> bool:
        """Say whether something is still to be told or drawn."""
        stale = self.company.rows(select(places.c.key).where(places.c.wanted > places.c.drawn))
        return bool(stale or self.outbox.state()[0])

    def sweep(self, *, within: float = 20.0, also: Callable[[], bool] = lambda: True) -> None:
        """Sweep until nothing waits."""
        deadline = monotonic() + within
        while self.waits() or not also():
            assert monotonic() < deadline, "something still waits"
            self.announcer.sweep()

    def until(self, done: Callable[[], bool], within: float = 60.0) -> None:
        """Wait for a condition while announcers work in their threads or processes."""
        deadline = monotonic() + within
        while not done():
            assert monotonic() < deadline, "it did not come"
            self.server.workspace.changes(self.server.workspace.rev, 0.05)

    def place(self, key: str) -> Any:
        return self.company.rows(select(places).where(places.c.key == key))[0]

    def messages(self) -> list[Message]:
        """Give all that stands in the channel, threads included, in the order it was posted."""
        space = self.server.workspace
        with space.lock:
            return [one for one in space.messages[CHANNEL] if not one.deleted and one.user == BOT_USER]

    def keys(self) -> Counter[str]:
        """Count the messages by the key they carry."""
        return Counter(str((one.metadata or {})["event_payload"]["key"]) for one in self.messages())

    def expected(self) -> Counter[str]:
        """Give what must be there: each row told once, each place posted once."""
        rows = self.company.rows(select(journal.c.id).where(journal.c.ts.is_not(None)))
        return Counter(
            [f"journal:{row[0]}" for row in rows] + [row[0] for row in self.company.rows(select(places.c.key))]
        )

    def thread(self, client: str = "C1") -> list[str]:
        """Give the notes told in a debtor's thread."""
        root = self.place(debtor_key(self.company.debtor(client))).ts
        texts = [one.text for one in self.server.workspace.replies(CHANNEL, root)]
        return [text.partition("\n> ")[2] for text in texts if "\n> " in text]

    def digest_key(self) -> str:
        return digest_key(TODAY)


def open_company(url: str) -> Company:
    return Company(make_engine(url))


def some_debtors(company: Company, count: int) -> list[str]:
    codes = [f"C{number:02d}" for number in range(1, count + 1)]
    company.load(*(invoice(f"F{code}", (day(-10), 10_000), client=code) for code in codes))
    return codes
