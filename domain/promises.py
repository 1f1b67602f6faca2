"""A promise to pay freezes the lines it is about until its money comes, or its end passes without it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.acts import Act
from domain.debtors import Debtor
from domain.debts import Debt
from domain.journal import Event, Kind
from domain.money import Money
from domain.policy import Policy
from domain.ports import OpenBook
from domain.refusals import DateBeyondHorizon, DateInThePast, Refusal, TextTooLong

NOTE_LIMIT = 3000


class State(StrEnum):
    """Where a promise stands (RULES §4)."""

    OPEN = "open"
    KEPT = "kept"
    PARTLY_KEPT = "partly_kept"
    BROKEN = "broken"
    CANCELLED = "cancelled"
    REPLACED = "replaced"


MOVES: dict[State, frozenset[State]] = {
    State.OPEN: frozenset(State) - {State.OPEN},
    State.KEPT: frozenset({State.PARTLY_KEPT, State.BROKEN, State.OPEN, State.REPLACED}),
    State.PARTLY_KEPT: frozenset({State.KEPT, State.BROKEN}),
    State.BROKEN: frozenset({State.KEPT, State.PARTLY_KEPT}),
    State.CANCELLED: frozenset(),
    State.REPLACED: frozenset(),
}
"""The allowed moves; a judged promise moves again when a payment is reversed, or known late.

A kept one whose money is taken back before its end is open again, or replaced when a newer one has its lines.
"""

TOLD_AS = {
    State.KEPT: Kind.PROMISE_KEPT,
    State.PARTLY_KEPT: Kind.PROMISE_PARTLY_KEPT,
    State.BROKEN: Kind.PROMISE_BROKEN,
    State.CANCELLED: Kind.PROMISE_CANCELLED,
}


class AmountNotPositive(Refusal):
    """A promise is of more than nothing."""

    field = "amount"


class AmountAboveDebt(Refusal):
    """The amount is above `left`, what is left on the lines chosen."""

    field = "amount"


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise: `last_on` is the last day on which its money counts, tolerance included."""

    debtor_id: int
    amount: Money
    on: date
    last_on: date
    level: int
    contact_id: int | None = None
    note: str = ""
    id: int = 0


class Spare(NamedTuple):
    """What is not allocated of a payment (cents)."""

    payment_id: int
    cents: int


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise to judge with the money received for it (cents) and what is left on its lines (cents).

    `received` counts what was allocated to its lines since it was given, paid by its last day; `spare` are the debtor's
    payments of that currency received in that time and not yet allocated; `free` says that no newer promise has a line
    of it.
    """

    id: int
    debtor_id: int
    amount: Money
    on: date
    last_on: date
    state: State
    received: int
    spare: tuple[Spare, ...]
    left: int
    free: bool = True


@dataclass(frozen=True, slots=True)
class Judgement:
    """A promise's new state, with the cents that came for it."""

    promise: OpenPromise
    state: State
    received: int


def promise(debt: Debt, amount: Money, on: date, *, today: date, policy: Policy, level: int = 1) -> Promise:
    """Make a promise on a debt.

    Raise `NothingLeft`, `MixedCurrencies`, `AmountNotPositive`, `AmountAboveDebt`, `DateInThePast`,
    `DateBeyondHorizon` (RULES §4).
    """
    left = debt.left()
    if amount.cents <= 0:
        raise AmountNotPositive
    if amount.cents > left.cents or amount.currency != left.currency:
        raise AmountAboveDebt(left=left)
    if on < today:
        raise DateInThePast
    horizon = today + timedelta(days=policy.promises.horizon_days)
    if on > horizon:
        raise DateBeyondHorizon(last=horizon)
    last_on = policy.reminders.calendar.add_working_days(on, policy.promises.tolerance_days)
    return Promise(debt.debtor.id, amount, on, last_on, level)


def judged(promise: OpenPromise, spare: int, today: date) -> Judgement | None:
    """Judge a promise on the money received for it, `spare` cents of it not allocated yet; None when it stands."""
    received = min(promise.amount.cents, promise.received + spare)
    state = _verdict(promise, received, today)
    if state is promise.state or state not in MOVES[promise.state]:
        return None
    return Judgement(promise, state, received)


def _verdict(promise: OpenPromise, received: int, today: date) -> State:
    if received == promise.amount.cents:
        return State.KEPT
    if promise.left == 0:  # paid or credited otherwise: nobody may be told that they broke their word
        return State.CANCELLED
    if today > promise.last_on:
        return State.PARTLY_KEPT if received else State.BROKEN
    return State.OPEN if promise.free else State.REPLACED


def judge_all(promises: Sequence[OpenPromise], today: date) -> list[Judgement]:
    """Judge promises in the order of their dates, those already judged first; spare money serves once (RULES §4)."""
    inline = sorted(promises, key=lambda one: (one.state is State.OPEN, one.on, one.id))
    shares = _shared(inline)
    verdicts = (judged(promise, shares[promise.id], today) for promise in inline)
    return [verdict for verdict in verdicts if verdict]


def _shared(inline: Sequence[OpenPromise]) -> Mapping[int, int]:
    """Share each payment not allocated among the promises it may serve, in their order; give cents by promise."""
    needs = {promise.id: max(0, promise.amount.cents - promise.received) for promise in inline}
    serves: dict[Spare, list[int]] = defaultdict(list)
    for promise in inline:
        for spare in promise.spare:
            serves[spare].append(promise.id)
    shares: dict[int, int] = defaultdict(int)
    for spare in sorted(serves):
        rest = spare.cents
        for promise_id in serves[spare]:
            taken = min(rest, needs[promise_id] - shares[promise_id])
            shares[promise_id] += taken
            rest -= taken
    return shares


def record_promise(
    open_book: OpenBook,
    act: Act,
    *,
    debtor_id: int,
    lines: Sequence[int],
    amount: Money,
    on: date,
    contact_id: int | None = None,
    note: str = "",
) -> None:
    """Record a promise on lines; an open one on any of them is replaced whole. Raise what `promise` raises."""
    if len(note) > NOTE_LIMIT:
        raise TextTooLong(limit=NOTE_LIMIT)
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(debtor_id, lines)
        ids = [line.id for line in debt.lines]
        level = book.promises.level_on(ids)
        made = promise(debt, amount, on, today=act.today, policy=book.policy, level=level)
        replaced = book.promises.open_on(ids)
        book.promises.replace([old.id for old in replaced])
        promise_id = book.promises.add(replace(made, contact_id=contact_id, note=note), ids, act)
        book.debtors.keep(_spoken_with(debt.debtor, act.today))
        book.tell(act, _made(promise_id, made, note, replaced, debt))


def _spoken_with(debtor: Debtor, today: date) -> Debtor:
    """Note a contact today; a call that was due is answered by it."""
    if debtor.next_call_on and debtor.next_call_on <= today:
        debtor = replace(debtor, next_call_on=None, next_call_by="")
    return replace(debtor, last_contact_on=today)


def judge_promises(open_book: OpenBook, act: Act) -> int:
    """Judge every promise that can be; safe to repeat. Give how many changed."""
    with open_book() as book:
        judgements = judge_all(book.promises.to_judge(act.today), act.today)
        book.promises.judge(judgements, act)
        book.tell(act, *(verdict(one) for one in judgements if one.state in TOLD_AS))
    return len(judgements)


def _made(promise_id: int, made: Promise, note: str, replaced: Sequence[Promise], debt: Debt) -> Event:
    return Event(
        Kind.PROMISE_MADE,
        made.debtor_id,
        {
            "promise": promise_id,
            "amount": made.amount.cents,
            "currency": made.amount.currency,
            "on": made.on.isoformat(),
            "level": made.level,
            "note": note,
            "invoices": [line.number for line in debt.lines],
            "replaced": [
                {"amount": old.amount.cents, "currency": old.amount.currency, "on": old.on.isoformat()}
                for old in replaced
            ],
        },
    )


def verdict(judgement: Judgement) -> Event:
    """Tell a judgement; raise `KeyError` for a state that is never told."""
    promise = judgement.promise
    return Event(
        TOLD_AS[judgement.state],
        promise.debtor_id,
        {
            "promise": promise.id,
            "amount": promise.amount.cents,
            "currency": promise.amount.currency,
            "on": promise.on.isoformat(),
            "received": judgement.received,
        },
    )
