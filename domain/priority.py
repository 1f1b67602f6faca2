"""Who to call first: a pure rule that orders debtors and says why in coded reasons."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from domain.concerns import NOTHING, Concerns
from domain.money import Money


class Reason(StrEnum):
    """Why a debtor stands where they stand; the words are found by the code."""

    PROMISE_BROKEN = "promise_broken"
    PROMISE_PARTLY_KEPT = "promise_partly_kept"
    DECLARATION = "declaration"
    DECLARATION_MISSED = "declaration_missed"
    RECLAIM = "reclaim"
    INSOLVENT = "insolvent"
    INSTALMENT_MISSED = "instalment_missed"
    PLAN_IN_DEFAULT = "plan_in_default"
    CALL_DUE = "call_due"
    PROMISE_DUE = "promise_due"
    OVER_LIMIT = "over_limit"
    GUARANTEE_ENDING = "guarantee_ending"
    DISPUTED = "disputed"
    NEVER_CONTACTED = "never_contacted"
    SILENT = "silent"
    PROMISE_OPEN = "promise_open"
    PLAN_REQUESTED = "plan_requested"
    PLAN_ACTIVE = "plan_active"
    PAYMENT_SENT = "payment_sent"
    CREDIT_TO_PLACE = "credit_to_place"
    NO_CONTACT = "no_contact"
    SNOOZED = "snoozed"


@dataclass(frozen=True, slots=True)
class Told:
    """A reason with its facts: an amount, a date, a number of days, a rank of how many, when it has them."""

    reason: Reason
    amount: Money | None = None
    on: date | None = None
    days: int = 0
    rank: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class PromiseFact:
    """A promise as the digest sees it: its amount, its day, and what came of it (cents)."""

    amount: Money
    on: date
    received: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What orders a debtor among the others. Amounts stay apart by currency.

    `frozen` says that a promise, a plan or a dispute holds every overdue line; `disputed` is the contested part.
    """

    overdue: tuple[Money, ...]
    oldest_due: date
    last_contact_on: date | None = None
    next_call_on: date | None = None
    snoozed_until: date | None = None
    promise: PromiseFact | None = None
    broken: PromiseFact | None = None
    frozen: bool = False
    spare: tuple[Money, ...] = field(default=())
    disputed: tuple[Money, ...] = ()
    concerns: Concerns = NOTHING


@dataclass(frozen=True, slots=True)
class Weights:
    """Points given to each fact, as the policy says; the highest total is called first."""

    broken_promise: int = 1000
    missed_instalment: int = 900
    deadline: int = 500
    """On the last day to declare a claim or to claim goods and after a missed one, pro rata over the 60 days before."""
    call_due: int = 300
    promise_due: int = 200
    over_limit: int = 60
    guarantee_ending: int = 60
    dispute: int = 40
    tenfold: int = 20
    """For each power of ten of the largest amount in one currency."""
    late_days: int = 30
    """At 90 days late and beyond, pro rata before."""
    silent_days: int = 20
    """At 60 days without a contact and beyond, pro rata before."""
    payment_sent: int = -400
    frozen: int = -500
    insolvent: int = -1000
    """Once nothing is left to declare nor to claim."""
    snoozed: int = -2000
    no_contact: int = -2000


SILENT_AFTER_DAYS = 14
_DEADLINE_DAYS = 60


def points(standing: Standing, today: date, weights: Weights) -> int:
    """Weigh a debtor's standing; amounts of several currencies are compared, never added (RULES §2)."""
    late = min((today - standing.oldest_due).days, 90) * weights.late_days // 90
    largest = max((amount.cents for amount in standing.overdue), default=0)
    size = int(weights.tenfold * math.log10(max(largest / 100, 1)))
    due = standing.promise is not None and standing.promise.on <= today
    return (
        late
        + size
        + (weights.broken_promise if standing.broken else 0)
        + (weights.promise_due if due else 0)
        + (weights.frozen if standing.frozen and not due and not _plan_missed(standing.concerns) else 0)
        + (weights.snoozed if is_snoozed(standing.snoozed_until, today) else 0)
        + (weights.dispute if standing.disputed else 0)
        + (_contact(standing, today, weights) if may_be_called(standing, today) else 0)
        + (_concern(standing.concerns, today, weights) if standing.concerns is not NOTHING else 0)
    )


def may_be_called(standing: Standing, today: date) -> bool:
    """Say whether a call may be suggested: not to who must not be contacted, nor to an insolvent debtor."""
    concerns = standing.concerns
    return concerns is NOTHING or not (concerns.insolvent_on or concerns.may_not_be_contacted(today))


def is_snoozed(until: date | None, today: date) -> bool:
    """Say whether a snooze still holds: until the day before its end."""
    return until is not None and until > today


def _contact(standing: Standing, today: date, weights: Weights) -> int:
    silent = 60 if standing.last_contact_on is None else min((today - standing.last_contact_on).days, 60)
    due = standing.next_call_on is not None and standing.next_call_on <= today
    return silent * weights.silent_days // 60 + (weights.call_due if due else 0)


def _concern(concerns: Concerns, today: date, weights: Weights) -> int:
    waits = [on for on in (concerns.declare_by, concerns.reclaim_by) if on]
    return (
        (weights.missed_instalment if _plan_missed(concerns) else 0)
        + (weights.over_limit if concerns.limit else 0)
        + (weights.guarantee_ending if concerns.ending(today) else 0)
        + (weights.payment_sent if concerns.has_payment_under_way(today) else 0)
        + (weights.no_contact if concerns.may_not_be_contacted(today) else 0)
        + max((_nearness(on, today) * weights.deadline // _DEADLINE_DAYS for on in waits), default=0)
        + (weights.insolvent if concerns.insolvent_on and not waits else 0)
    )


def _plan_missed(concerns: Concerns) -> bool:
    return concerns.missed is not None or concerns.plan == "in_default"


def _nearness(on: date, today: date) -> int:
    return _DEADLINE_DAYS - min(max((on - today).days, 0), _DEADLINE_DAYS)


def reasons(standing: Standing, today: date) -> tuple[Told, ...]:
    """Say why a debtor stands there, the strongest reason first."""
    return tuple(_reasons(standing, today))


def _reasons(standing: Standing, today: date) -> Iterable[Told]:
    concerns, called = standing.concerns, may_be_called(standing, today)
    if is_snoozed(standing.snoozed_until, today):
        yield Told(Reason.SNOOZED, on=standing.snoozed_until)
    if concerns.may_not_be_contacted(today):
        yield Told(Reason.NO_CONTACT, on=concerns.no_contact_until)
    yield from insolvency(concerns, today)
    if standing.broken:
        kind = Reason.PROMISE_PARTLY_KEPT if standing.broken.received else Reason.PROMISE_BROKEN
        yield Told(kind, standing.broken.amount, standing.broken.on)
    yield from _plan(concerns)
    if called and standing.next_call_on and standing.next_call_on <= today:
        yield Told(Reason.CALL_DUE, on=standing.next_call_on)
    if standing.promise:
        due = standing.promise.on <= today
        yield Told(Reason.PROMISE_DUE if due else Reason.PROMISE_OPEN, standing.promise.amount, standing.promise.on)
    for amount in standing.disputed:
        yield Told(Reason.DISPUTED, amount)
    yield from _value_at_risk(concerns, today)
    for amount in standing.spare:
        yield Told(Reason.CREDIT_TO_PLACE, amount)
    if called:
        yield from _silence(standing, today)


def insolvency(concerns: Concerns, today: date) -> Iterable[Told]:
    """Say which deadlines of an insolvency run, or that there is one."""
    declare, reclaim = concerns.declare_by, concerns.reclaim_by
    if declare:
        left = (declare - today).days
        yield Told(Reason.DECLARATION if left >= 0 else Reason.DECLARATION_MISSED, on=declare, days=left)
    if reclaim and reclaim >= today:
        yield Told(Reason.RECLAIM, on=reclaim, days=(reclaim - today).days)
    if concerns.insolvent_on and not declare:
        yield Told(Reason.INSOLVENT, on=concerns.insolvent_on)


def _plan(concerns: Concerns) -> Iterable[Told]:
    if missed := concerns.missed:
        yield Told(Reason.INSTALMENT_MISSED, missed.amount, missed.on, rank=missed.rank, of=missed.of)
    named = {
        "in_default": Reason.PLAN_IN_DEFAULT,
        "requested": Reason.PLAN_REQUESTED,
        "active": None if concerns.missed else Reason.PLAN_ACTIVE,
    }
    if reason := named.get(concerns.plan):
        yield Told(reason)


def _value_at_risk(concerns: Concerns, today: date) -> Iterable[Told]:
    if concerns.has_payment_under_way(today):
        yield Told(Reason.PAYMENT_SENT, on=concerns.payment_sent_on)
    if concerns.limit:
        yield Told(Reason.OVER_LIMIT, concerns.limit)
    for one in concerns.ending(today):
        yield Told(Reason.GUARANTEE_ENDING, one.amount, one.ends_on)


def _silence(standing: Standing, today: date) -> Iterable[Told]:
    if standing.last_contact_on is None:
        yield Told(Reason.NEVER_CONTACTED)
    elif (silent := (today - standing.last_contact_on).days) >= SILENT_AFTER_DAYS:
        yield Told(Reason.SILENT, days=silent)
