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
UPDATES = Rate(timedelta(seconds=1.6), 10)
"""Slack allows 50 in any minute: the burst and a minute of turns make 48."""
LOOKUPS = Rate(timedelta(seconds=1.6), 10)
"""`conversations.history` has the same limit."""


class Rates(NamedTuple):
    """The rate of each kind of call."""

    posts: Rate = POSTS
    updates: Rate = UPDATES
    lookups: Rate = LOOKUPS


SLACK = Rates()


class Stopping(Exception):  # noqa: N818 - a way out, not an error
    """The program stops: what was not begun stays for the next one."""


class Pacing:
    """Waits for turns. `wait` sleeps that long and says True when the program stops meanwhile."""

    def __init__(
        self, outbox: Outbox, now: Callable[[], datetime], wait: Callable[[float], bool], rates: Rates = SLACK
    ) -> None:
        self._outbox = outbox
        self._rates = rates
        self._now = now
        self._wait = wait

    def posting(self, channel: str) -> AbstractContextManager[None]:
        """Wait for a turn to post in a channel."""
        return self._turn(f"post:{channel}", self._rates.posts)

    def updating(self) -> AbstractContextManager[None]:
        """Wait for a turn to update a message."""
        return self._turn("update", self._rates.updates)

    def looking(self) -> AbstractContextManager[None]:
        """Wait for a turn to look a message up."""
        return self._turn("lookup", self._rates.lookups)

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
