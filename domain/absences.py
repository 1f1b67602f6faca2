"""An absence hands a person's calls and promises over to a stand-in for some days; they come back by themselves.

Nothing is moved: who does what on a day follows from the absences of that day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from domain.acts import Act
from domain.journal import Event, Kind
from domain.ports import Book, OpenBook
from domain.refusals import DateInThePast, Refusal


class OwnStandIn(Refusal):
    """Nobody stands in for themselves."""


class StandInAway(Refusal):
    """The stand-in is away as well, from `first_on` to `last_on`."""


class AlreadyStandingIn(Refusal):
    """The absent person stands in for `absent` in that time, and nobody would be left."""


@dataclass(frozen=True, slots=True)
class Absence:
    """An absence from `first_on` to `last_on`, both included; `begun` says that the threads were told."""

    absent: str
    stand_in: str
    first_on: date
    last_on: date
    id: int = 0
    begun: bool = False

    def meets(self, other: "Absence") -> bool:
        """Say whether two absences share a day."""
        return self.first_on <= other.last_on and other.first_on <= self.last_on


class Absences(Protocol):
    """Absences to set, to begin and to end."""

    def about(self, users: Sequence[str], since: date) -> Sequence[Absence]:
        """Load the absences that last until `since` or later, of these people or with them as stand-ins; lock them."""
        ...

    def to_begin(self, today: date) -> Sequence[Absence]:
        """Load the absences in force that no thread was told of; lock them."""
        ...

    def concerned(self, absence: Absence) -> Sequence[int]:
        """Give the debtors whose calls or open promises fall to the stand-in, in the order in which they are locked."""
        ...

    def add(self, absence: Absence, act: Act) -> int:
        """Store an absence, give its id."""
        ...

    def begin(self, absence_id: int, act: Act) -> None:
        """Note that the threads were told."""
        ...

    def cancel(self, ids: Sequence[int], act: Act) -> None:
        """Take absences back."""
        ...


def set_absence(open_book: OpenBook, act: Act, *, stand_in: str, first_on: date, last_on: date) -> Absence:
    """Hand over the calls and promises of whoever acts; an absence of theirs in the same time is replaced.

    Raise `OwnStandIn`, `DateInThePast`, `StandInAway`, `AlreadyStandingIn`.
    """
    wanted = Absence(act.by, stand_in, first_on, last_on)
    with open_book() as book:
        if not book.first_time(act):
            return wanted
        known = book.absences.about((act.by, stand_in), act.today)
        _check(wanted, known, act.today)
        book.absences.cancel([one.id for one in known if one.absent == act.by and one.meets(wanted)], act)
        made = replace(wanted, id=book.absences.add(wanted, act))
        if first_on == act.today:
            book.tell(act, *_begun(book, act, made))
    return wanted


def end_absence(open_book: OpenBook, act: Act) -> bool:
    """Take back the calls and promises of whoever acts, and what is planned; say False when nothing was handed over."""
    with open_book() as book:
        known = [one for one in book.absences.about((act.by,), act.today) if one.absent == act.by]
        book.absences.cancel([one.id for one in known], act)
        for one in known:
            if one.begun:
                book.tell(act, *_events(Kind.ABSENCE_ENDED, one, book.absences.concerned(one)))
    return bool(known)


def begin_absences(open_book: OpenBook, act: Act) -> int:
    """Tell the threads of absences that have begun, once each; safe to repeat. Give how many threads were told."""
    with open_book() as book:
        events = [event for one in book.absences.to_begin(act.today) for event in _begun(book, act, one)]
        book.tell(act, *events)  # all at once: debtors are locked in the order in which all who lock several do
    return len(events)


def _begun(book: Book, act: Act, one: Absence) -> list[Event]:
    book.absences.begin(one.id, act)
    return _events(Kind.ABSENCE_BEGUN, one, book.absences.concerned(one))


def _check(wanted: Absence, known: Sequence[Absence], today: date) -> None:
    if wanted.stand_in == wanted.absent:
        raise OwnStandIn
    if wanted.first_on < today or wanted.last_on < wanted.first_on:
        raise DateInThePast
    for one in known:
        if one.absent == wanted.stand_in and one.meets(wanted):
            raise StandInAway(first_on=one.first_on, last_on=one.last_on)
        if one.stand_in == wanted.absent and one.meets(wanted):
            raise AlreadyStandingIn(absent=one.absent)


def _events(kind: Kind, one: Absence, debtors: Sequence[int]) -> list[Event]:
    facts = {"absent": one.absent, "stand_in": one.stand_in, "last_on": one.last_on.isoformat()}
    return [Event(kind, debtor_id, facts) for debtor_id in debtors]
