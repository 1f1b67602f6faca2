"""Guarantees secure what a debtor owes: a surety, a guarantee on first demand, retention of title, credit insurance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from domain.acts import Act
from domain.concerns import ENDING_WITHIN_DAYS
from domain.edits import check_unseen
from domain.journal import Event, Kind
from domain.money import Money
from domain.refusals import DateInThePast, Refusal

if TYPE_CHECKING:
    from domain.ports import OpenBook

_CHANGES = frozenset({Kind.GUARANTEE_CHANGED, Kind.GUARANTEE_REMOVED})


class GuaranteeKind(StrEnum):
    """What a guarantee is (C. civ. 2288, 2292, 2321, 2322, 2367)."""

    SURETY = "surety"
    OMNIBUS = "omnibus_surety"
    FIRST_DEMAND = "first_demand"
    RETENTION = "retention_of_title"
    INTENT = "letter_of_intent"
    INSURANCE = "credit_insurance"


class GuaranteeGone(Refusal):
    """The guarantee was removed."""


class GuaranteeEndPast(DateInThePast):
    """A guarantee that is set or changed does not end before today."""

    field = "ends_on"


@dataclass(frozen=True, slots=True)
class Guarantee:
    """A guarantee; an amount of 0 is not known, `ends_on` is its last day, None without an end."""

    id: int
    kind: GuaranteeKind
    amount: Money
    ends_on: date | None = None

    def needs_care(self, today: date) -> bool:
        """Say whether it is over, or will soon be."""
        return self.ends_on is not None and self.ends_on <= today + timedelta(days=ENDING_WITHIN_DAYS)

    def is_over(self, today: date) -> bool:
        """Say whether its last day has passed."""
        return self.ends_on is not None and self.ends_on < today


class Guarantees(Protocol):
    """Guarantees to set, to change and to remove."""

    def get(self, debtor_id: int, guarantee_id: int) -> Guarantee:
        """Load a guarantee of a debtor; raise `GuaranteeGone`."""
        ...

    def add(self, debtor_id: int, guarantee: Guarantee, act: Act) -> int:
        """Store a guarantee, give its id."""
        ...

    def keep(self, guarantee: Guarantee, act: Act) -> None:
        """Store a changed guarantee."""
        ...

    def remove(self, guarantee_id: int, act: Act) -> None:
        """Take a guarantee away; what it was is kept."""
        ...


def add_guarantee(open_book: OpenBook, act: Act, *, debtor_id: int, guarantee: Guarantee) -> None:
    """Set a guarantee of a debtor; raise `UnknownDebtor`, `GuaranteeEndPast`."""
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        _check_end(guarantee, act.today)
        made = book.guarantees.add(debtor_id, guarantee, act)
        book.tell(act, _event(Kind.GUARANTEE_ADDED, debtor_id, made, guarantee))


def change_guarantee(open_book: OpenBook, act: Act, *, debtor_id: int, guarantee: Guarantee, seen: int) -> None:
    """Change a guarantee; raise `UnknownDebtor`, `EditedMeanwhile`, `GuaranteeGone`, `GuaranteeEndPast`.

    `seen` is the debtor's last journal row when the form was drawn.
    """
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        check_unseen(book, debtor_id, seen, _CHANGES, lambda told: told.get("guarantee") == guarantee.id)
        before = book.guarantees.get(debtor_id, guarantee.id)
        if before == guarantee:
            return
        if before.ends_on != guarantee.ends_on:
            _check_end(guarantee, act.today)
        book.guarantees.keep(guarantee, act)
        event = _event(Kind.GUARANTEE_CHANGED, debtor_id, guarantee.id, guarantee, before=_facts(before))
        book.tell(act, event)


def remove_guarantee(open_book: OpenBook, act: Act, *, debtor_id: int, guarantee_id: int, seen: int) -> None:
    """Take a guarantee away; raise `UnknownDebtor`, `EditedMeanwhile`, `GuaranteeGone`."""
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        check_unseen(book, debtor_id, seen, _CHANGES, lambda told: told.get("guarantee") == guarantee_id)
        gone = book.guarantees.get(debtor_id, guarantee_id)
        book.guarantees.remove(guarantee_id, act)
        book.tell(act, _event(Kind.GUARANTEE_REMOVED, debtor_id, guarantee_id, gone))


def _check_end(guarantee: Guarantee, today: date) -> None:
    if guarantee.is_over(today):
        raise GuaranteeEndPast


def _event(kind: Kind, debtor_id: int, guarantee_id: int, guarantee: Guarantee, **more: Any) -> Event:  # noqa: ANN401 - JSON
    return Event(kind, debtor_id, {"guarantee": guarantee_id, **_facts(guarantee), **more})


def _facts(guarantee: Guarantee) -> dict[str, Any]:
    return {
        "form": guarantee.kind,
        "amount": guarantee.amount.cents,
        "currency": guarantee.amount.currency,
        "ends_on": guarantee.ends_on.isoformat() if guarantee.ends_on else None,
    }
