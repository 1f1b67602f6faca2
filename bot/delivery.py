"""Delivering to one place: what was begun is looked up, what is gone is posted anew, what is wanted is drawn."""

from collections.abc import Callable, Sequence
from datetime import datetime

from bot.outcomes import Outcome, Refused
from bot.pacing import Pacing
from bot.pictures import Pictures
from bot.slack_post import SlackPost
from messages.notes import told
from messages.shown import Shown
from storage.outbox import Outbox, Place, Waiting


class Delivery:
    """Delivers to a place that is held; raises `Refused` when Slack does not do it, what is written staying true."""

    def __init__(
        self, outbox: Outbox, slack: SlackPost, pictures: Pictures, pacing: Pacing, now: Callable[[], datetime]
    ) -> None:
        self._outbox = outbox
        self._slack = slack
        self._pictures = pictures
        self._pacing = pacing
        self._now = now

    def deliver(self, place: Place, rows: Sequence[Waiting], digest: str) -> None:
        """Draw a place, then tell the rows that wait in its thread, in order; `digest` is the day's, to draw after."""
        ts = self._drawn(place, again=bool(rows))
        for waiting in rows:
            said = self._told(place, ts, waiting)
            self._outbox.announced(waiting.row.id, said, self._now(), digest=digest)

    def _drawn(self, place: Place, *, again: bool) -> str:
        """Give the ts of the place, posted if it never was, drawn if it is wanted or if rows are to be told."""
        if place.ts is None:
            found = self._slack.find(place.channel, place.key) if place.tried else None
            if found is None:
                return self._posted(place)
            self._outbox.posted(place.key, found)
            return self._redrawn(place, found)
        return self._redrawn(place, place.ts) if again or place.wanted > place.drawn else place.ts

    def _posted(self, place: Place) -> str:
        shown = self._pictures.draw(place.key)
        with self._pacing.posting(place.channel):
            self._outbox.trying(place.key, self._now())
            ts = self._slack.post(place.channel, shown, place.key)
        self._outbox.posted(place.key, ts)
        self._outbox.drawn(place)
        return ts

    def _redrawn(self, place: Place, ts: str) -> str:
        """Draw a place anew; it is posted anew when somebody deleted it in Slack."""
        shown = self._pictures.draw(place.key)
        try:
            with self._pacing.updating():
                self._outbox.renew(place.key, self._now())
                self._slack.update(place.channel, ts, shown, place.key)
        except Refused as error:
            if error.outcome is not Outcome.GONE:
                raise
            self._outbox.lost(place.key)
            return self._posted(place)
        self._outbox.drawn(place)
        return ts

    def _told(self, place: Place, ts: str, waiting: Waiting) -> str:
        key = f"journal:{waiting.row.id}"
        if waiting.tried and (found := self._slack.find(place.channel, key, ts)):
            return found
        with self._pacing.posting(place.channel):
            self._outbox.trying_row(place.key, self._now(), waiting.row.id)
            return self._slack.post(place.channel, Shown(told(waiting.row), []), key, ts)
