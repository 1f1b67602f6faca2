"""The days of one demo as the page turns them: one at a time, whoever asks, and told to all windows."""

import logging
import secrets
from collections.abc import Callable
from datetime import date
from threading import Event, Lock
from typing import NamedTuple

from messages.french import long_day
from sandbox.future import Future
from sandbox.server import Server
from sandbox.story import StoryClock

NNBSP = "\N{NARROW NO-BREAK SPACE}"
BUSY = f"La journée suivante se prépare déjà{NNBSP}: encore un instant."
ENDS = "La démonstration se remet à neuf."
FAILED = f"Cette journée n’a pas pu être racontée{NNBSP}: recommencez la démonstration."

log = logging.getLogger(__name__)


class Standing(NamedTuple):
    """What windows show: the day, what is being told now ("" for nothing), and which demo this is.

    `ends` says that it gives way to a new one.
    """

    day: date
    doing: str
    life: str
    ends: bool

    @property
    def label(self) -> str:
        """Name the day, such as « lundi 23 novembre 2026 »."""
        return long_day(self.day)


class Turns:
    """Turns the days of one demo; `ended` is set when somebody asks for a new one."""

    def __init__(self, future: Future, clock: StoryClock, server: Server) -> None:
        self._future, self._clock, self._server = future, clock, server
        self._turn = Lock()
        self._doing = ""
        self._life = secrets.token_hex(4)
        self.ended = Event()

    @property
    def standing(self) -> Standing:
        """Give what windows show."""
        return Standing(self._clock.today(), self._doing, self._life, self.ended.is_set())

    def next_day(self, visitor: str, seen: str) -> str:
        """Tell until the next working morning; `seen` is the day the visitor's window shows (ISO).

        Give a sentence when it is not done: a day is told once, however many windows ask for it.
        """
        return self._alone(lambda: self._told(visitor, seen))

    def start_over(self, life: str) -> str:
        """Let this demo give way to a new one; `life` is the one the window shows. Give a sentence if it cannot."""
        return self._alone(lambda: self._over(life))

    def quiet(self) -> None:
        """Wait until the day under way is told; no other begins."""
        self._turn.acquire()

    def _alone(self, work: Callable[[], str]) -> str:
        if not self._turn.acquire(blocking=False):
            return ENDS if self.ended.is_set() else BUSY
        try:
            return work()
        finally:
            self._turn.release()

    def _told(self, visitor: str, seen: str) -> str:
        today = self._clock.today()
        if seen != today.isoformat():
            return f"Nous sommes déjà le {long_day(today)}."
        try:
            self._future.tell(visitor, self._say)
        except Exception:
            log.exception("a day could not be told")
            return FAILED
        finally:
            self._doing = ""
            self._server.workspace.tell("clock")
        for user in list(self._server.workspace.homes):
            self._server.acts.open_home(user)
        return ""

    def _over(self, life: str) -> str:
        if life == self._life:
            self.ended.set()
            self._say(ENDS)
        return ""

    def _say(self, doing: str) -> None:
        self._doing = doing
        self._server.workspace.tell("turn")
