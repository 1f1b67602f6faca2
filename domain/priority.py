"""Who to call first: a pure rule that orders debtors and says why in coded reasons."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.money import Money


class Reason(StrEnum):
    """Why a debtor stands where they stand; the words are found by the code."""

    PROMISE_BROKEN = "promise_broken"
    PROMISE_PARTLY_KEPT = "promise_partly_kept"
    CALL_DUE = "call_due"
    PROMISE_DUE = "promise_due"
    NEVER_CONTACTED = "never_contacted"
    SILENT = "silent"
    PROMISE_OPEN = "promise_open"
    CREDIT_TO_PLACE = "credit_to_place"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Told:
    """A reason with its facts: an amount and a date when it has them, a number of days."""

    reason: Reason
    amount: Money | None = None
    on: date | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """A promise as the digest sees it: its amount, its day, and what came of it (cents)."""

    amount: Money
    on: date
    received: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What orders a debtor among the others. Amounts stay apart by currency; `promised` says all is frozen."""

    overdue: tuple[Money, ...]
    oldest_due: date
    last_contact_on: date | None = None
    next_call_on: date | None = None
    snoozed_until: date | None = None
    promise: PromiseFact | None = None
    broken: PromiseFact | None = None
    promised: bool = False
    spare: tuple[Money, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Weights:
    """Points given to each fact; the highest total is called first."""

    broken_promise: int = 1000
    call_due: int = 300
    promise_due: int = 200
    tenfold: int = 20
    """For each power of ten of the largest amount in one currency."""
    late_days: int = 30
    """At 90 days late and beyond, pro rata before."""
    silent_days: int = 20
    """At 60 days without a contact and beyond, pro rata before."""
    promised: int = -500
    snoozed: int = -2000


SILENT_AFTER_DAYS = 14


def points(standing: Standing, today: date, weights: Weights) -> int:
    """Weigh a debtor's standing; amounts of several currencies are compared, never added (RULES §2)."""
    late = min((today - standing.oldest_due).days, 90) * weights.late_days // 90
    largest = max((amount.cents for amount in standing.overdue), default=0)
    size = int(weights.tenfold * math.log10(max(largest / 100, 1)))
    due = standing.promise is not None and standing.promise.on <= today
    silent = 60 if standing.last_contact_on is None else min((today - standing.last_contact_on).days, 60)
    return (
        late
        + size
        + silent * weights.silent_days // 60
        + (weights.broken_promise if standing.broken else 0)
        + (weights.call_due if standing.next_call_on and standing.next_call_on <= today else 0)
        + (weights.promise_due if due else 0)
        + (weights.promised if standing.promised and not due else 0)
        + (weights.snoozed if is_snoozed(standing.snoozed_until, today) else 0)
    )


def is_snoozed(until: date | None, today: date) -> bool:
    """Say whether a snooze still holds: until the day before its end."""
    return until is not None and until > today


def reasons(standing: Standing, today: date) -> tuple[Told, ...]:
    """Say why a debtor stands there, the strongest reason first."""
    return tuple(_reasons(standing, today))


def _reasons(standing: Standing, today: date) -> Iterable[Told]:
    if is_snoozed(standing.snoozed_until, today):
        yield Told(Reason.SNOOZED, on=standing.snoozed_until)
    if standing.broken:
        kind = Reason.PROMISE_PARTLY_KEPT if standing.broken.received else Reason.PROMISE_BROKEN
        yield Told(kind, standing.broken.amount, standing.broken.on)
    if standing.next_call_on and standing.next_call_on <= today:
        yield Told(Reason.CALL_DUE, on=standing.next_call_on)
    if standing.promise:
        due = standing.promise.on <= today
        yield Told(Reason.PROMISE_DUE if due else Reason.PROMISE_OPEN, standing.promise.amount, standing.promise.on)
    for amount in standing.spare:
        yield Told(Reason.CREDIT_TO_PLACE, amount)
    if standing.last_contact_on is None:
        yield Told(Reason.NEVER_CONTACTED)
    elif (silent := (today - standing.last_contact_on).days) >= SILENT_AFTER_DAYS:
        yield Told(Reason.SILENT, days=silent)
