"""A promise to pay freezes the lines it is about until its money comes, or its end passes without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from domain.acts import Act
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
    State.KEPT: frozenset({State.PARTLY_KEPT, State.BROKEN}),
    State.PARTLY_KEPT: frozenset({State.KEPT, State.BROKEN}),
    State.BROKEN: frozenset({State.KEPT, State.PARTLY_KEPT}),
    State.CANCELLED: frozenset(),
    State.REPLACED: frozenset(),
}
"""The allowed moves; a judged promise moves again when a payment is reversed, or known late."""

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


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise to judge with the money received for it (cents) and what is left on its lines (cents).

    `received` counts what was allocated to its lines since it was given, paid by its last day; `spare` is the debtor's
    money of that currency received in that time and not yet allocated.
    """

    id: int
    debtor_id: int
    amount: Money
    on: date
    last_on: date
    state: State
    received: int
    spare: int
    left: int


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


def judged(promise: OpenPromise, today: date) -> Judgement | None:
    """Judge a promise on the money received for it; None when it stands as it did (RULES §4)."""
    state, received = _verdict(promise, today)
    if state is promise.state or state not in MOVES[promise.state]:
        return None
    return Judgement(promise, state, received)


def _verdict(promise: OpenPromise, today: date) -> tuple[State, int]:
    received = min(promise.amount.cents, promise.received + promise.spare)
    if received == promise.amount.cents:
        return State.KEPT, received
    if promise.left == 0:  # paid or credited otherwise: nobody may be told that they broke their word
        return State.CANCELLED, received
    if today <= promise.last_on:
        return promise.state, received
    return (State.PARTLY_KEPT if received else State.BROKEN), received


def judge_all(promises: Sequence[OpenPromise], today: date) -> list[Judgement]:
    """Judge promises in the order of their dates; spare money serves each debtor and currency once."""
    spent: dict[tuple[int, str], int] = {}
    judgements = []
    for promise in sorted(promises, key=lambda one: (one.on, one.id)):
        key = (promise.debtor_id, promise.amount.currency)
        spare = max(0, promise.spare - spent.get(key, 0))
        used = min(spare, max(0, promise.amount.cents - promise.received))
        spent[key] = spent.get(key, 0) + used
        verdict = judged(replace(promise, spare=spare), today)
        if verdict:
            judgements.append(verdict)
    return judgements


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
        book.debtors.keep(replace(debt.debtor, last_contact_on=act.today))
        book.tell(act, _made(promise_id, made, note, replaced, debt))


def judge_promises(open_book: OpenBook, act: Act) -> int:
    """Judge every promise that can be; safe to repeat. Give how many changed."""
    with open_book() as book:
        judgements = judge_all(book.promises.to_judge(), act.today)
        book.promises.judge(judgements, act)
        book.tell(act, *map(_judged, judgements))
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


def _judged(judgement: Judgement) -> Event:
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
