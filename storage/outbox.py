"""The outbox: journal rows that Slack has still to be told and places to draw, taken by one worker at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Update, and_, func, or_, select, update

from domain.journal import NEEDS_A_THREAD, JournalRow, Kind
from storage.engine import reading, writing
from storage.inbox import claim
from storage.tables import journal, paces, places
from storage.upserts import insert_into

LEASE = timedelta(seconds=30)
_WAITING = journal.c.announced_at.is_(None)
_STALE = places.c.wanted > places.c.drawn
_ROOT = and_(places.c.debtor_id == journal.c.debtor_id, ~places.c.key.startswith("former:"))


@dataclass(frozen=True, slots=True)
class Place:
    """A message in Slack: `ts` is None before it was posted, `tried` is when a post of unknown outcome was begun."""

    key: str
    channel: str
    debtor_id: int | None
    ts: str | None
    wanted: int
    drawn: int
    tried: datetime | None
    failures: int
    created_at: datetime


class Standing(NamedTuple):
    """Whether a place shows what is wanted; if not, the code of Slack's last refusal, "" for none."""

    drawn: bool
    failure: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A journal row to tell; `tried` is when a post of unknown outcome was begun."""

    row: JournalRow
    tried: datetime | None


class LeaseLost(Exception):  # noqa: N818 - a way out, not an error
    """Another worker holds the place now: whoever held it before must not go on."""


def debtor_key(debtor_id: int) -> str:
    """Name the place of a debtor's root message."""
    return f"debtor:{debtor_id}"


class Outbox:
    """The outbox of one worker, `me`. Each method is a short transaction; none is open during a Slack call."""

    def __init__(self, engine: Engine, me: str, lease: timedelta = LEASE) -> None:
        self._engine = engine
        self._me = me
        self._lease = lease

    def hush(self, now: datetime, digest: str) -> int:
        """Settle rows only told in a thread where the debtor has none nor will have; the digest is drawn anew."""
        threaded = select(places.c.key).where(_ROOT, places.c.ts.is_not(None))
        other = journal.alias()
        opening = select(other.c.id).where(
            other.c.announced_at.is_(None),
            other.c.debtor_id == journal.c.debtor_id,
            other.c.kind.not_in(NEEDS_A_THREAD),
        )
        with writing(self._engine) as connection:
            quiet = update(journal).where(
                _WAITING, journal.c.kind.in_(NEEDS_A_THREAD), ~threaded.exists(), ~opening.exists()
            )
            settled = connection.execute(quiet.values(announced_at=now)).rowcount
            if settled:
                _want(connection, digest)
        return settled

    def debtors_waiting(self, now: datetime, limit: int = 100) -> Sequence[int]:
        """Give the debtors with rows to tell that no other worker holds, those who wait longest first.

        Rows that need a thread open none: those an import wrote since `hush` wait for the next one.
        """
        free = or_(places.c.key.is_(None), _free(now, self._me))
        opens = or_(journal.c.kind.not_in(NEEDS_A_THREAD), places.c.ts.is_not(None))
        waiting = (
            select(journal.c.debtor_id)
            .join_from(journal, places, _ROOT, isouter=True)
            .where(_WAITING, free, opens)
            .group_by(journal.c.debtor_id)
            .order_by(func.min(journal.c.id))
            .limit(limit)
        )
        with reading(self._engine) as connection:
            return connection.execute(waiting).scalars().all()

    def stale(self, now: datetime, limit: int = 100) -> Sequence[str]:
        """Give the keys of places to draw that no other worker holds."""
        query = select(places.c.key).where(_STALE, _free(now, self._me)).order_by(places.c.key).limit(limit)
        with reading(self._engine) as connection:
            return connection.execute(query).scalars().all()

    def take(self, key: str, now: datetime, *, channel: str = "", debtor_id: int | None = None) -> Place | None:
        """Take a place for a lease, made first when a channel is given; None when another worker has it."""
        with writing(self._engine) as connection:
            if channel:
                new = insert_into(connection, places).values(
                    key=key, channel=channel, debtor_id=debtor_id, created_at=now
                )
                connection.execute(new.on_conflict_do_nothing())
            taken = update(places).where(places.c.key == key, _free(now, self._me))
            held = connection.execute(taken.values(lease_by=self._me, lease_until=now + self._lease)).rowcount
            row = connection.execute(select(places).where(places.c.key == key)).one() if held else None
        return _place(row) if row else None

    def release(self, key: str) -> None:
        """Let a place go."""
        self._set(key, lease_by=None, lease_until=None)

    def waiting(self, debtor_id: int, limit: int = 50) -> Sequence[Waiting]:
        """Give a debtor's rows to tell, in order."""
        query = select(journal).where(_WAITING, journal.c.debtor_id == debtor_id).order_by(journal.c.seq).limit(limit)
        with reading(self._engine) as connection:
            return [_waiting(row) for row in connection.execute(query)]

    def renew(self, key: str, now: datetime) -> None:
        """Hold a place for another lease; raise `LeaseLost` when another worker has it."""
        with writing(self._engine) as connection:
            self._hold(connection, key, now)

    def trying(self, key: str, now: datetime) -> None:
        """Note, before it is sent, that the post of a place is begun; hold it; raise `LeaseLost`."""
        with writing(self._engine) as connection:
            self._hold(connection, key, now, tried_at=now)

    def trying_row(self, key: str, now: datetime, row_id: int) -> None:
        """Note, before it is sent, that the post of a row is begun; hold its place; raise `LeaseLost`."""
        with writing(self._engine) as connection:
            self._hold(connection, key, now)
            connection.execute(update(journal).where(journal.c.id == row_id).values(tried_at=now))

    def not_done(self, key: str, row_id: int | None = None) -> None:
        """Note that Slack refused the post that was begun, of a row or of the place: there is nothing to look up."""
        if row_id is None:
            self._set(key, tried_at=None)
            return
        with writing(self._engine) as connection:
            connection.execute(update(journal).where(journal.c.id == row_id).values(tried_at=None))

    def moved(self, place: Place, channel: str) -> Place:
        """Note that a place stands in another channel than the one asked for: a person's direct messages."""
        self._set(place.key, channel=channel)
        return replace(place, channel=channel)

    def posted(self, key: str, ts: str) -> None:
        """Note where a place stands."""
        self._set(key, ts=ts, tried_at=None)

    def drawn(self, place: Place) -> None:
        """Note that Slack shows what was wanted when the place was taken."""
        self._set(place.key, drawn=place.wanted, failures=0, failure="", retry_at=None)

    def announced(self, row_id: int, ts: str, now: datetime, *, digest: str) -> None:
        """Note that a row was told; the day's digest is to be drawn anew."""
        with writing(self._engine) as connection:
            told = update(journal).where(journal.c.id == row_id)
            connection.execute(told.values(announced_at=now, ts=ts))
            _want(connection, digest)

    def lost(self, place: Place, ts: str) -> None:
        """Note that a message is gone from Slack: it is posted anew when next drawn.

        Where a debtor's root stood is kept: people may still write in its thread.
        """
        former = {"key": f"former:{ts}", "channel": place.channel, "ts": ts, "created_at": place.created_at}
        with writing(self._engine) as connection:
            connection.execute(self._mine(place.key).values(ts=None, tried_at=None))
            if place.debtor_id:
                kept = insert_into(connection, places).values(**former, debtor_id=place.debtor_id, drawn=1)
                connection.execute(kept.on_conflict_do_nothing())

    def put_off(self, place: Place, code: str, until: datetime) -> None:
        """Note why a place could not be drawn and when to try again; let it go."""
        self._set(
            place.key, failure=code[:64], failures=place.failures + 1, retry_at=until, lease_by=None, lease_until=None
        )

    def claim_once(self, key: str, now: datetime) -> bool:
        """Claim a key for good: True the first time."""
        with writing(self._engine) as connection:
            return claim(connection, key, now)

    def pace(self, name: str, now: datetime, *, gap: timedelta, burst: int) -> timedelta:
        """Reserve a turn among all workers: at most `burst` at once, then one a `gap`. Give how long to wait for it."""
        with writing(self._engine) as connection:
            connection.execute(insert_into(connection, paces).values(name=name, next_at=now).on_conflict_do_nothing())
            kept = select(paces.c.next_at).where(paces.c.name == name).with_for_update()
            reserved: datetime = connection.execute(kept).scalar_one()
            turn = max(reserved, now) + gap
            connection.execute(update(paces).where(paces.c.name == name).values(next_at=turn))
        return max(turn - now - burst * gap, timedelta())

    def hold(self, name: str, until: datetime, *, gap: timedelta, burst: int) -> None:
        """Make all workers wait until an instant, as Slack asked."""
        reserved = until + (burst - 1) * gap
        with writing(self._engine) as connection:
            later = update(paces).where(paces.c.name == name, paces.c.next_at < reserved)
            connection.execute(later.values(next_at=reserved))

    def standing(self, key: str) -> Standing:
        """Say whether a place shows what is wanted, else Slack's last refusal."""
        query = select(_STALE, places.c.failure).where(places.c.key == key)
        with reading(self._engine) as connection:
            stale, failure = connection.execute(query).one()
        return Standing(not stale, failure)

    def state(self) -> tuple[int, datetime | None]:
        """Count the rows waiting and give the instant of the oldest."""
        with reading(self._engine) as connection:
            count, oldest = connection.execute(select(func.count(), func.min(journal.c.at)).where(_WAITING)).one()
            return count, oldest

    def failures(self) -> Sequence[tuple[str, str]]:
        """Give the places that could not be drawn, with Slack's code."""
        query = select(places.c.key, places.c.failure).where(places.c.failure != "").order_by(places.c.key)
        with reading(self._engine) as connection:
            return [(row.key, row.failure) for row in connection.execute(query.limit(20))]

    def _hold(self, connection: Connection, key: str, now: datetime, **values: Any) -> None:  # noqa: ANN401 - as below
        held = self._mine(key).values(lease_until=now + self._lease, **values)
        if connection.execute(held).rowcount != 1:
            raise LeaseLost

    def _set(self, key: str, **values: Any) -> None:  # noqa: ANN401 - columns of `places`
        with writing(self._engine) as connection:
            connection.execute(self._mine(key).values(**values))

    def _mine(self, key: str) -> Update:
        return update(places).where(places.c.key == key, places.c.lease_by == self._me)


def _free(now: datetime, me: str) -> Any:  # noqa: ANN401 - a SQLAlchemy clause
    unheld = or_(places.c.lease_until.is_(None), places.c.lease_until <= now, places.c.lease_by == me)
    return and_(unheld, or_(places.c.retry_at.is_(None), places.c.retry_at <= now))


def _want(connection: Connection, key: str) -> None:
    connection.execute(update(places).where(places.c.key == key).values(wanted=places.c.wanted + 1))


def _place(row: Any) -> Place:  # noqa: ANN401 - a row of `places`
    return Place(
        row.key,
        row.channel,
        row.debtor_id,
        row.ts,
        row.wanted,
        row.drawn,
        row.tried_at,
        row.failures,
        row.created_at,
    )


def _waiting(row: Any) -> Waiting:  # noqa: ANN401 - a row of `journal`
    told = JournalRow(row.id, row.debtor_id, row.seq, row.at, row.actor, Kind(row.kind), row.payload)
    return Waiting(told, row.tried_at)
