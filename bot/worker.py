"""What a worker does: announce and keep the schedule, until it is told to stop."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bot.announcer import Announcer
from bot.jobs import Jobs
from bot.schedule import Schedule
from bot.wiring import Program


def _nothing() -> None:
    """Refresh nothing: a worker without listeners asks nobody's role."""


@contextmanager
def working(program: Program, announcer: Announcer, refresh: Callable[[], None] = _nothing) -> Iterator[None]:
    """Announce and keep the schedule meanwhile; on the way out finish what is under way."""
    schedule = Schedule(Jobs(program, announcer.nudge), refresh)
    announcer.start()
    schedule.start()
    try:
        yield
    finally:
        schedule.stop()
        announcer.stop()


def until_told() -> threading.Event:
    """Give an event that SIGTERM and SIGINT set."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told
