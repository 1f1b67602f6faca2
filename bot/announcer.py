"""The announcer makes Slack look like the database: nudged after each commit, sweeping every few seconds."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Event, Thread

from bot.delivery import Delivery
from bot.outcomes import Outcome, Refused
from bot.pacing import Stopping
from domain.digest import digest_key
from storage.outbox import Outbox, debtor_key

SWEEP_S = 3.0
LONGEST_BACKOFF_S = 60
UNTIL_SOMEBODY_ACTS = timedelta(minutes=5)

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
    ) -> None:
        self._outbox = outbox
        self._stop = Event()
        self._wake = Event()
        self._delivery = delivery(self._stop.wait)
        self._channel = channel
        self._now = now
        self._today = today
        self._warn = warn
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
            self._wake.wait(SWEEP_S)
            self._wake.clear()
            try:
                if not self._stop.is_set() and not self.sweep():
                    self._stop.wait(LONGEST_BACKOFF_S)
            except Stopping:
                return
            except Exception:
                log.exception("the announcer could not sweep")
                self._stop.wait(SWEEP_S)

    def _serve(self, key: str, digest: str, debtor_id: int | None = None) -> bool:
        """Deliver to a place if it is free; say False when Slack is no longer there for us."""
        if self._stop.is_set():
            raise Stopping
        channel = self._channel if debtor_id else ""
        place = self._outbox.take(key, self._now(), channel=channel, debtor_id=debtor_id)
        if place is None:
            return True
        try:
            if key.startswith("digest:") and key < digest:
                self._outbox.drawn(place)  # a day that is over is not told any more
            else:
                self._delivery.deliver(place, self._outbox.waiting(debtor_id) if debtor_id else (), digest)
        except Refused as error:
            self._outbox.put_off(place, error.code, self._now() + self._patience(error, place.failures))
            return self._refused(error)
        except Stopping:
            self._outbox.release(key)
            raise
        except Exception:
            log.exception("a place could not be drawn")
            self._outbox.put_off(place, "error", self._now() + timedelta(seconds=LONGEST_BACKOFF_S))
            return True
        self._outbox.release(key)
        return True

    def _patience(self, error: Refused, failures: int) -> timedelta:
        """Give how long to wait before a place is tried again."""
        if error.outcome is Outcome.LATER:
            return timedelta(seconds=error.wait)
        if error.outcome is Outcome.UNCLEAR:
            return timedelta(seconds=min(2**failures, LONGEST_BACKOFF_S))
        return UNTIL_SOMEBODY_ACTS if error.outcome is Outcome.NEVER else timedelta(seconds=LONGEST_BACKOFF_S)

    def _refused(self, error: Refused) -> bool:
        log.warning("Slack did not take a message: %s", error.code)
        if error.outcome is Outcome.NEVER and self._outbox.claim_once(
            f"warned:{error.code}:{self._today()}", self._now()
        ):
            self._warn(error.code)
        return error.outcome is not Outcome.NO_SLACK
