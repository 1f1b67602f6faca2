"""Delivering to one place: what was begun is looked up, what is gone is posted anew, what is wanted is drawn."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Protocol

from bot.outcomes import Outcome, Refused
from bot.pacing import Pacing
from bot.slack_post import SlackPost
from domain.documents import Document
from domain.journal import JournalRow
from messages.notes import told
from messages.shown import Shown
from storage.outbox import Outbox, Place, Waiting

NOT_DONE = {Outcome.LATER, Outcome.NEVER, Outcome.NO_SLACK, Outcome.GONE}


class Draws(Protocol):
    """Draws places by their keys."""

    def draw(self, key: str) -> Shown:
        """Draw a place."""
        ...


class Prints(Protocol):
    """Prints the papers that some rows are told with."""

    def paper(self, row: JournalRow) -> Document | None:
        """Give the document that is told with a row, None for most."""
        ...


class NoPapers:
    """Prints nothing: where no row has a paper."""

    def paper(self, _row: JournalRow) -> None:
        """Give nothing."""


class Delivery:
    """Delivers to a place that is held; what is written stays true whatever is raised.

    Raises `Refused` when Slack does not do it, `LeaseLost` when another worker took the place meanwhile.
    """

    def __init__(
        self,
        outbox: Outbox,
        slack: SlackPost,
        pictures: Draws,
        pacing: Pacing,
        now: Callable[[], datetime],
        papers: Prints | None = None,
    ) -> None:
        self._outbox = outbox
        self._slack = slack
        self._pictures = pictures
        self._pacing = pacing
        self._now = now
        self._papers = papers or NoPapers()

    def deliver(self, place: Place, rows: Sequence[Waiting], digest: str) -> None:
        """Draw a place, then tell the rows that wait in its thread, in order; `digest` is the day's, to draw after."""
        ts = self._drawn(place, again=bool(rows))
        for waiting in rows:
            said = self._told(place, ts, waiting)
            self._outbox.announced(waiting.row.id, said, self._now(), digest=digest)

    def _drawn(self, place: Place, *, again: bool) -> str:
        """Give the ts of the place, posted if it never was, drawn if it is wanted or if rows are to be told."""
        if place.ts is None:
            place = self._housed(place)
            found = self._found(place.channel, place.key, place.tried) if place.tried else None
            if found is None:
                return self._posted(place)
            self._outbox.posted(place.key, found)
            return self._redrawn(place, found)
        return self._redrawn(place, place.ts) if again or place.wanted > place.drawn else place.ts

    def _housed(self, place: Place) -> Place:
        """Give a place asked for with a person the channel it stands in, where it can be looked up and updated."""
        if not place.channel.startswith(("U", "W")):
            return place
        with self._pacing.looking():
            return self._outbox.moved(place, self._slack.room(place.channel))

    def _posted(self, place: Place) -> str:
        shown = self._pictures.draw(place.key)
        with self._pacing.posting(place.channel):
            self._outbox.trying(place.key, self._now())
            with self._noting(place.key):
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
            self._outbox.lost(place, ts)
            return self._posted(place)
        self._outbox.drawn(place)
        return ts

    def _told(self, place: Place, ts: str, waiting: Waiting) -> str:
        key, paper = f"journal:{waiting.row.id}", self._papers.paper(waiting.row)
        if waiting.tried and (found := self._found(place.channel, paper.name if paper else key, waiting.tried, ts)):
            return found
        with self._pacing.posting(place.channel):
            self._outbox.trying_row(place.key, self._now(), waiting.row.id)
            with self._noting(place.key, waiting.row.id):
                if paper:
                    return self._slack.share(place.channel, paper, told(waiting.row), ts)
                return self._slack.post(place.channel, Shown(told(waiting.row), []), key, ts)

    def _found(self, channel: str, key: str, tried: datetime, thread_ts: str | None = None) -> str | None:
        with self._pacing.looking():
            return self._slack.find(channel, key, tried, thread_ts)

    @contextmanager
    def _noting(self, key: str, row_id: int | None = None) -> Iterator[None]:
        """Note a post that Slack refused for sure: it needs no lookup when it is begun again."""
        try:
            yield
        except Refused as error:
            if error.outcome in NOT_DONE:
                self._outbox.not_done(key, row_id)
            raise
