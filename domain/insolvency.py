"""An insolvency stops reminders and interest, and opens the two months in which the claim must be declared."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from domain.acts import Act
from domain.debtors import Debtor
from domain.journal import Event, Kind
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.ports import OpenBook


class PublishedInTheFuture(Refusal):
    """The BODACC publishes no judgment in advance."""

    field = "published_on"


class DeclaredInTheFuture(Refusal):
    """A claim that is not declared yet has no date."""

    field = "declared_on"


class ReclaimedInTheFuture(Refusal):
    """Goods that are not claimed yet have no date."""

    field = "reclaimed_on"


class NoInsolvency(Refusal):
    """There is no insolvency to lift."""


class InsolvencyChanged(Refusal):
    """Somebody changed the insolvency since it was shown: `debtor` says what it is now."""


def note_insolvency(
    open_book: "OpenBook",
    act: Act,
    *,
    debtor_id: int,
    published_on: date,
    declared_on: date | None = None,
    reclaimed_on: date | None = None,
    shown: tuple[date | None, date | None, date | None] | None = None,
) -> bool:
    """Note the BODACC's date, and those on which the claim was declared and the goods claimed; say False unchanged.

    `shown` is what the person saw before; None when nothing was shown. Raise `UnknownDebtor`, `PublishedInTheFuture`,
    `DeclaredInTheFuture`, `ReclaimedInTheFuture`, `InsolvencyChanged`.
    """
    _check(act.today, published_on, declared_on, reclaimed_on)
    with open_book() as book:
        if not book.first_time(act):
            return True
        debtor = book.debtors.get(debtor_id)
        if shown is not None and shown != dates(debtor):
            raise InsolvencyChanged(debtor=debtor)
        if dates(debtor) == (published_on, declared_on, reclaimed_on):
            return False
        book.debtors.keep(_noted(debtor, act, published_on, declared_on, reclaimed_on))
        kind = Kind.INSOLVENCY_CHANGED if debtor.insolvent_on else Kind.INSOLVENCY_OPENED
        book.tell(act, Event(kind, debtor_id, _facts(debtor, published_on, declared_on, reclaimed_on)))
    return True


def lift_insolvency(open_book: "OpenBook", act: Act, *, debtor_id: int) -> None:
    """Take back an insolvency that is over, or that was noted by mistake; raise `UnknownDebtor`, `NoInsolvency`."""
    with open_book() as book:
        if not book.first_time(act):
            return
        debtor = book.debtors.get(debtor_id)
        if debtor.insolvent_on is None:
            raise NoInsolvency
        lifted = replace(
            debtor, insolvent_on=None, insolvent_by="", insolvent_set_on=None, declared_on=None, reclaimed_on=None
        )
        book.debtors.keep(lifted)
        book.tell(act, Event(Kind.INSOLVENCY_LIFTED, debtor_id, {"published_on": debtor.insolvent_on.isoformat()}))


def dates(debtor: Debtor) -> tuple[date | None, date | None, date | None]:
    """Give what is known of an insolvency: published, declared, claimed."""
    return debtor.insolvent_on, debtor.declared_on, debtor.reclaimed_on


def _check(today: date, published_on: date, declared_on: date | None, reclaimed_on: date | None) -> None:
    if published_on > today:
        raise PublishedInTheFuture
    if declared_on and declared_on > today:
        raise DeclaredInTheFuture
    if reclaimed_on and reclaimed_on > today:
        raise ReclaimedInTheFuture


def _noted(debtor: Debtor, act: Act, published_on: date, declared_on: date | None, reclaimed_on: date | None) -> Debtor:
    """Give the debtor with the dates; who changes the BODACC's date answers for it."""
    noted = replace(debtor, insolvent_on=published_on, declared_on=declared_on, reclaimed_on=reclaimed_on)
    if debtor.insolvent_on == published_on:
        return noted
    return replace(noted, insolvent_by=act.by, insolvent_set_on=act.today)


def _facts(
    debtor: Debtor, published_on: date, declared_on: date | None, reclaimed_on: date | None
) -> dict[str, str | None]:
    """Give the dates that changed, and the BODACC's as it was before."""
    changed = {
        "published_on": (debtor.insolvent_on, published_on),
        "declared_on": (debtor.declared_on, declared_on),
        "reclaimed_on": (debtor.reclaimed_on, reclaimed_on),
    }
    facts = {name: after.isoformat() for name, (before, after) in changed.items() if after and after != before}
    withdrawn = [name for name, (before, after) in changed.items() if before and not after]
    before = debtor.insolvent_on
    return {
        **facts,
        **{f"no_{name}": "yes" for name in withdrawn},
        "before": before.isoformat() if before and before != published_on else None,
        "deadline": published_on.isoformat(),
    }
