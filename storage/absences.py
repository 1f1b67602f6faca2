"""Absences in SQL: who stands in for whom, and whose threads are told of it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Connection, and_, bindparam, insert, or_, select, text, update

from domain.absences import Absence
from domain.acts import Act
from domain.promises import State
from storage.tables import absences, debtors, promises

_LOCK = 8_204_519
_STANDS = (absences.c.absent, absences.c.stand_in, absences.c.first_on, absences.c.last_on)
_COLUMNS = (*_STANDS, absences.c.id, absences.c.begun_at.is_not(None))
_VALID = absences.c.cancelled_at.is_(None)
_TODAY = and_(_VALID, absences.c.first_on <= bindparam("today"), absences.c.last_on >= bindparam("today"))
IN_FORCE = select(*_COLUMNS).where(_TODAY).order_by(absences.c.id)
_TO_BEGIN = IN_FORCE.where(absences.c.begun_at.is_(None))


class SqlAbsences:
    """Absences to set, to begin and to end; see `domain.absences.Absences`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def about(self, users: Sequence[str], since: date) -> list[Absence]:
        """Load the absences that last until `since` or later, of these people or with them as stand-ins; lock them."""
        self._lock()
        theirs = or_(absences.c.absent.in_(users), absences.c.stand_in.in_(users))
        query = select(*_COLUMNS).where(_VALID, absences.c.last_on >= since, theirs).order_by(absences.c.id)
        return [Absence(*row) for row in self._connection.execute(query)]

    def to_begin(self, today: date) -> list[Absence]:
        """Load the absences in force that no thread was told of; lock them."""
        if self._connection.execute(_TO_BEGIN.limit(1), {"today": today}).first() is None:
            return []
        self._lock()
        return [Absence(*row) for row in self._connection.execute(_TO_BEGIN, {"today": today})]

    def concerned(self, absence: Absence) -> Sequence[int]:
        """Give the debtors whose calls or open promises fall to the stand-in, by id."""
        theirs = or_(debtors.c.owner == absence.absent, debtors.c.owner == "")
        called = and_(debtors.c.next_call_on <= absence.last_on, _falls_to(absence.absent, debtors.c.next_call_by))
        promised = select(promises.c.id).where(
            promises.c.debtor_id == debtors.c.id,
            promises.c.state == State.OPEN,
            promises.c.promised_on <= absence.last_on,
            _falls_to(absence.absent, promises.c.given_by),
        )
        query = select(debtors.c.id).where(theirs, or_(called, promised.exists())).order_by(debtors.c.id)
        return self._connection.execute(query).scalars().all()

    def add(self, absence: Absence, act: Act) -> int:
        """Store an absence, give its id."""
        row = insert(absences).values(
            absent=absence.absent,
            stand_in=absence.stand_in,
            first_on=absence.first_on,
            last_on=absence.last_on,
            set_at=act.at,
            set_by=act.by,
        )
        absence_id: int = self._connection.execute(row.returning(absences.c.id)).scalar_one()
        return absence_id

    def begin(self, absence_id: int, act: Act) -> None:
        """Note that the threads were told."""
        self._connection.execute(update(absences).where(absences.c.id == absence_id).values(begun_at=act.at))

    def cancel(self, ids: Sequence[int], act: Act) -> None:
        """Take absences back."""
        self._connection.execute(update(absences).where(absences.c.id.in_(ids)).values(cancelled_at=act.at))

    def _lock(self) -> None:
        """Let one act on absences at a time: two people must not become each other's stand-in at once."""
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def read_absences(connection: Connection, today: date) -> tuple[Absence, ...]:
    """Read the absences in force on a day; a company has few."""
    return tuple(Absence(*row) for row in connection.execute(IN_FORCE, {"today": today}))


def stood_in_for(connection: Connection, user: str, today: date) -> tuple[str, ...]:
    """Read whom a person stands in for on a day."""
    return tuple(one.absent for one in read_absences(connection, today) if one.stand_in == user)


def _falls_to(absent: str, planned_by: ColumnElement[str]) -> ColumnElement[bool]:
    """Say what is a person's: what concerns debtors they own, else what they planned themselves."""
    return or_(debtors.c.owner == absent, planned_by == absent)
