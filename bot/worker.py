"""What a worker does: announce, run errands and keep the schedule, until it is told to stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue

from bot.announcer import Announcer
from bot.courier import make_courier
from bot.jobs import Jobs
from bot.program import Program
from bot.schedule import Schedule

LAST_CALL_S = 12.0


@contextmanager
def working(program: Program, announcer: Announcer, last_call: float = LAST_CALL_S) -> Iterator[None]:
    """Announce, fetch and hand out files, and keep the schedule meanwhile; on the way out finish what is under way.

    A call to Slack is given `last_call` seconds to end. Cut short, it is looked up by the next worker, not repeated.
    """
    schedule = Schedule(Jobs(program, announcer.nudge))
    courier = make_courier(program, announcer.nudge)
    announcer.start()
    courier.start()
    schedule.start()
    try:
        yield
    finally:
        courier.stop(0)  # its last call ends while the others do
        schedule.stop()
        announcer.stop(last_call)
        courier.stop(last_call)


def until_told() -> threading.Event:
    """Give an event that SIGTERM and SIGINT set, from a thread: a handler that took its lock could wait for itself.

    A handler runs in the main thread, between two steps of `Event.wait` for instance, where that lock is held;
    `SimpleQueue.put` alone is said by Python to bear it.
    """
    told, heard = threading.Event(), SimpleQueue[int]()

    def relay() -> None:
        heard.get()
        told.set()

    threading.Thread(target=relay, name="signals", daemon=True).start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, _: heard.put(number))
    return told
