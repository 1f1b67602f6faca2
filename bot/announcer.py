"""The announcer makes Slack look like the database: nudged after each commit, sweeping every few seconds."""

import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from threading import Event, Thread
from typing import NamedTuple

from bot.delivery import Delivery
from bot.outcomes import Outcome, Refused
from bot.pacing import Stopping
from domain.digest import digest_key
from storage.outbox import LeaseLost, Outbox, Place, debtor_key


class Patience(NamedTuple):
    """Seconds between two sweeps; the longest wait after a failure; the wait for somebody to mend what is refused."""

    sweep: float = 3.0
    longest: float = 60.0
    refused: float = 300.0


PATIENCE = Patience()

log = logging.getLogger(__name__)


class Announcer:
    """One worker's announcer; several may run, each place being held by one at a time."""

    def __init__(
        self,
        outbox: Outbox,
        delivery: Callable[[Callable[[float], bool]], Delivery],
        *,
        channel: str,
        now: Callable[[], datetime],
        today: Callable[[], date],
        warn: Callable[[str], None],
        patience: Patience = PATIENCE,
        zone: tzinfo = UTC,
    ) -> None:
        self._outbox = outbox
        self._stop = Event()
        self._wake = Event()
        self._delivery = delivery(self._stop.wait)
        self._channel = channel
        self._now = now
        self._today = today
        self._warn = warn
        self._patience = patience
        self._zone = zone
        self._thread = Thread(target=self._run, name="announcer", daemon=True)

    def start(self) -> None:
        """Start announcing, beginning with what an earlier process left."""
        self._thread.start()

    def stop(self, timeout: float = 12.0) -> None:
        """Finish the call under way and stop; what was not begun stays in the database."""
        self._stop.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def nudge(self) -> None:
        """Say that something was committed; never raises."""
        self._wake.set()

    def sweep(self) -> bool:
        """Deliver all that can be now; say False when Slack is no longer there for us."""
        digest = digest_key(self._today())
        self._outbox.hush(self._now(), digest)
        for debtor_id in self._outbox.debtors_waiting(self._now()):
            if not self._serve(debtor_key(debtor_id), digest, debtor_id):
                return False
        return all(self._serve(key, digest) for key in self._outbox.stale(self._now()))

    def draw(self, key: str) -> None:
        """Draw one place now, if no other worker holds it."""
        self._serve(key, digest_key(self._today()))

    def _run(self) -> None:
        self._wake.set()
        while not self._stop.is_set():
            self._wake.wait(self._patience.sweep)
            self._wake.clear()
            try:
                if not self._stop.is_set() and not self.sweep():
                    self._stop.wait(self._patience.longest)
            except Stopping:
                return
            except Exception:
                log.exception("the announcer could not sweep")
                self._stop.wait(self._patience.sweep)

    def _serve(self, key: str, digest: str, debtor_id: int | None = None) -> bool:
        """Deliver to a place if it is free; say False when Slack is no longer there for us."""
        if self._stop.is_set():
            raise Stopping
        channel = self._channel if debtor_id else ""
        place = self._outbox.take(key, self._now(), channel=channel, debtor_id=debtor_id)
        if place is None:
            return True
        try:
            self._deliver(place, digest, debtor_id)
        except Refused as error:
            self._outbox.put_off(place, error.code, self._now() + self._wait(error, place.failures))
            return self._refused(error)
        except LeaseLost:
            return True  # it is told by whoever holds it now
        except Stopping:
            self._outbox.release(key)
            raise
        except Exception:
            log.exception("a place could not be drawn")
            self._outbox.put_off(place, "error", self._now() + timedelta(seconds=self._patience.longest))
            return True
        self._outbox.release(key)
        return True

    def _deliver(self, place: Place, digest: str, debtor_id: int | None) -> None:
        asked_on = place.created_at.astimezone(self._zone).date()
        if place.ts is None and "digest:" <= place.key < digest and asked_on < self._today():
            self._outbox.drawn(place)  # a morning that Slack could not take is not told the day after
        else:
            self._delivery.deliver(place, self._outbox.waiting(debtor_id) if debtor_id else (), digest)

    def _wait(self, error: Refused, failures: int) -> timedelta:
        """Give how long to wait before a place is tried again."""
        if error.outcome is Outcome.LATER:
            return timedelta(seconds=error.wait)
        if error.outcome is Outcome.NEVER:
            return timedelta(seconds=self._patience.refused)
        if error.outcome is Outcome.NO_SLACK:
            return timedelta(seconds=self._patience.longest)
        return timedelta(seconds=min(2.0 ** min(failures, 10), self._patience.longest))

    def _refused(self, error: Refused) -> bool:
        log.warning("Slack did not take a message: %s", error.code)
        if error.outcome is Outcome.NEVER and self._outbox.claim_once(
            f"warned:{error.code}:{self._today()}", self._now()
        ):
            self._warn(error.code)
        return error.outcome is not Outcome.NO_SLACK
