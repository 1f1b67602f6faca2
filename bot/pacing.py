"""Slack's rates, kept by all workers together: turns are reserved in the database (SLACK.md, « Time and rate »)."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from bot.outcomes import Outcome, Refused
from storage.outbox import Outbox


class Rate(NamedTuple):
    """At most `burst` calls at once, then one a `gap`."""

    gap: timedelta
    burst: int


POSTS = Rate(timedelta(seconds=1), 4)
"""About one message a second in a channel; Slack allows short bursts."""
UPDATES = Rate(timedelta(seconds=60 / 45), 12)
"""Slack allows 50 a minute: 45 leaves room for what people's presses update."""


class Stopping(Exception):  # noqa: N818 - a way out, not an error
    """The program stops: what was not begun stays for the next one."""


class Pacing:
    """Waits for turns. `wait` sleeps that long and says True when the program stops meanwhile."""

    def __init__(self, outbox: Outbox, now: Callable[[], datetime], wait: Callable[[float], bool]) -> None:
        self._outbox = outbox
        self._now = now
        self._wait = wait

    def posting(self, channel: str) -> AbstractContextManager[None]:
        """Wait for a turn to post in a channel."""
        return self._turn(f"post:{channel}", POSTS)

    def updating(self) -> AbstractContextManager[None]:
        """Wait for a turn to update a message."""
        return self._turn("update", UPDATES)

    @contextmanager
    def _turn(self, name: str, rate: Rate) -> Iterator[None]:
        delay = self._outbox.pace(name, self._now(), gap=rate.gap, burst=rate.burst)
        if self._wait(delay.total_seconds()):
            raise Stopping
        try:
            yield
        except Refused as error:
            if error.outcome is Outcome.LATER:
                until = self._now() + timedelta(seconds=error.wait)
                self._outbox.hold(name, until, gap=rate.gap, burst=rate.burst)
            raise
