"""What a worker does: announce and keep the schedule, until it is told to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from bot.announcer import Announcer
from bot.jobs import Jobs
from bot.program import Program
from bot.schedule import Schedule

LAST_CALL_S = 12.0


@contextmanager
def working(program: Program, announcer: Announcer, last_call: float = LAST_CALL_S) -> Iterator[None]:
    """Announce and keep the schedule meanwhile; on the way out finish what is under way.

    A call to Slack is given `last_call` seconds to end. Cut short, it is looked up by the next worker, not repeated.
    """
    schedule = Schedule(Jobs(program, announcer.nudge))
    announcer.start()
    schedule.start()
    try:
        yield
    finally:
        schedule.stop()
        announcer.stop(last_call)


def until_told() -> threading.Event:
    """Give an event that SIGTERM and SIGINT set."""
    told = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: told.set())
    return told
