"""Wiring: the parts of the program put together from the settings, once, explicitly."""

import logging
import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property

from sqlalchemy import Engine

from bot.announcer import Announcer
from bot.clock import Clock, SystemClock
from bot.delivery import Delivery
from bot.pacing import Pacing
from bot.pictures import Pictures
from bot.policies import load_policy
from bot.settings import Settings
from bot.slack_post import SlackPost, make_client
from domain.people import People
from domain.policy import Policy
from handlers.office import Office
from messages.words import plain
from storage.book import SqlBook, book_opener
from storage.engine import make_engine
from storage.outbox import Outbox
from storage.reader import SqlReader, reader_opener

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Program:
    """What every verb needs: settings, policy, clock and database. `close` lets the database go."""

    settings: Settings
    policy: Policy
    clock: Clock
    engine: Engine
    me: str

    @cached_property
    def open_book(self) -> Callable[[], AbstractContextManager[SqlBook]]:
        """Open a book on the database."""
        return book_opener(self.engine, self.policy)

    @cached_property
    def open_reader(self) -> Callable[[], AbstractContextManager[SqlReader]]:
        """Open a reader on the database."""
        return reader_opener(self.engine)

    @cached_property
    def outbox(self) -> Outbox:
        """Give this worker's outbox."""
        return Outbox(self.engine, self.me)

    @property
    def channel(self) -> str:
        """Give the channel where things are told; "" when none is set."""
        return self.settings.channel or ""

    def close(self) -> None:
        """Let the database go."""
        self.engine.dispose()


def make_program(settings: Settings, clock: Clock | None = None) -> Program:
    """Put a program together; raise `PolicyError` when the policy cannot be used. Nothing is connected yet."""
    return Program(
        settings=settings,
        policy=load_policy(settings.policy),
        clock=clock or SystemClock(settings.zone),
        engine=make_engine(settings.database_url),
        me=f"{socket.gethostname()}:{os.getpid()}:{os.urandom(3).hex()}",
    )


def make_office(program: Program, people: People, nudge: Callable[[], None]) -> Office:
    """Give listeners what they work with."""
    return Office(
        open_book=program.open_book,
        open_reader=program.open_reader,
        policy=program.policy,
        people=people,
        now=program.clock.now,
        today=program.clock.today,
        nudge=nudge,
        channel=program.channel,
    )


def make_announcer(program: Program, today: Callable[[], date] | None = None) -> Announcer:
    """Make the announcer of a worker. Leases and rates are counted on the machine's own clock."""
    slack = SlackPost(make_client(program.settings.slack_bot_token or "", program.settings.slack_api_url))
    day = today or program.clock.today
    pictures = Pictures(program.open_reader, day)

    def delivery(wait: Callable[[float], bool]) -> Delivery:
        return Delivery(program.outbox, slack, pictures, Pacing(program.outbox, _now, wait), _now)

    return Announcer(
        program.outbox,
        delivery,
        channel=program.channel,
        now=_now,
        today=day,
        warn=_warner(slack, program.settings.admins),
    )


def _now() -> datetime:
    return datetime.now(UTC)


def _warner(slack: SlackPost, admins: tuple[str, ...]) -> Callable[[str], None]:
    """Tell the administrators that Slack refuses what only they can mend; groups cannot be written to."""

    def warn(code: str) -> None:
        for user in (one for one in admins if one.startswith(("U", "W"))):
            try:
                slack.tell(user, plain("admin.refused", code=code))
            except Exception:  # noqa: BLE001 - a warning that cannot be given must not stop the rest
                log.warning("an administrator could not be warned")

    return warn
