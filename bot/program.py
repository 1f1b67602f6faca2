"""The program every verb needs, put together from the settings, explicitly; what speaks to Slack is in `bot.wiring`."""

import os
import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Engine

from bot.clock import Clock, SystemClock
from bot.policies import load_policy
from bot.settings import Settings
from domain.policy import Policy
from storage.book import SqlBook, book_opener
from storage.engine import make_engine
from storage.outbox import Outbox
from storage.reader import SqlReader, reader_opener


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
        return reader_opener(self.engine, self.policy.priority)

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
