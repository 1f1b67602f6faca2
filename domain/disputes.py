"""A dispute freezes the contested part of a debt, and that part alone, until somebody says who was right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from domain.acts import Act
from domain.debts import Debt, DueLine
from domain.journal import Event, Kind
from domain.money import Money
from domain.refusals import Refusal, TextTooLong

if TYPE_CHECKING:  # these modules name the values of this one
    from domain.dispute_credits import Founded
    from domain.ports import OpenBook

COMMENT_LIMIT = 3000


class State(StrEnum):
    """Where a dispute stands; a founded one waits for its credit note."""

    OPEN = "open"
    FOUNDED = "founded"
    UNFOUNDED = "unfounded"
    SETTLED = "settled"


class Outcome(StrEnum):
    """Who was right: the debtor, or not."""

    FOUNDED = "founded"
    UNFOUNDED = "unfounded"


class Reason(StrEnum):
    """What is contested."""

    PRICE = "price"
    QUANTITY = "quantity"
    QUALITY = "quality"
    DELIVERY = "delivery"
    DUPLICATE = "duplicate"
    NON_COMPLIANT = "non_compliant"
    OTHER = "other"


MOVES: Mapping[State, frozenset[State]] = {
    State.OPEN: frozenset({State.FOUNDED, State.UNFOUNDED}),
    State.FOUNDED: frozenset({State.SETTLED}),
    State.UNFOUNDED: frozenset(),
    State.SETTLED: frozenset(),
}
"""The allowed moves; who was wrong may open another one."""

FREEZING = frozenset({State.OPEN, State.FOUNDED})


class ContestedNotPositive(Refusal):
    """A dispute is about more than nothing."""

    field = "amount"


class ContestedAboveLeft(Refusal):
    """The amount is above `left`, what is left on the lines chosen and not contested yet."""

    field = "amount"


class ContestedAlready(Refusal):
    """All that is left on the lines chosen is contested already."""

    field = "lines"


class DisputeClosed(Refusal):
    """Somebody closed `dispute` before: its row says who, when and how."""


class UnknownDispute(Refusal):
    """The debtor has no dispute to close."""


class Share(NamedTuple):
    """Cents contested on a line."""

    line_id: int
    cents: int


@dataclass(frozen=True, slots=True)
class Dispute:
    """A dispute as it is opened: `shares` spread its amount over lines, the oldest first."""

    debtor_id: int
    reason: Reason
    amount: Money
    shares: tuple[Share, ...]
    comment: str = ""


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute as it is shown and closed; `numbers` are its invoices."""

    id: int
    debtor_id: int
    state: State
    reason: str
    amount: Money
    opened_on: date
    opened_by: str
    comment: str = ""
    closed_on: date | None = None
    closed_by: str = ""
    shares: tuple[Share, ...] = ()
    numbers: tuple[str, ...] = ()

    @property
    def freezes(self) -> bool:
        """Say whether its lines wait for it."""
        return self.state in FREEZING

    def on(self, line_id: int) -> int:
        """Give the cents contested on a line."""
        return sum(share.cents for share in self.shares if share.line_id == line_id)


class Disputes(Protocol):
    """Disputes to open, close and settle."""

    def add(self, dispute: Dispute, act: Act) -> int:
        """Store an open dispute, freeze its shares, give its id."""
        ...

    def of(self, debtor_id: int) -> Sequence[DisputeRow]:
        """Load the disputes of a debtor, the newest first."""
        ...

    def close(self, dispute_id: int, state: State, act: Act) -> bool:
        """Close an open dispute, and free its lines when it was unfounded; say False when it was no longer open."""
        ...

    def founded(self) -> "Sequence[Founded]":
        """Load what waits for a credit note, the oldest first."""
        ...

    def hold(self, debtors: Sequence[int]) -> "Sequence[Founded]":
        """Lock some debtors, then load what waits for a credit note of theirs, the oldest first."""
        ...

    def settle(self, disputes: Sequence[int], act: Act) -> None:
        """Store founded disputes as settled, free their lines."""
        ...


def dispute(debt: Debt, reason: Reason, amount: Money | None = None, comment: str = "") -> Dispute:
    """Contest an amount of a debt, all that is left and not contested yet without one.

    Raise `NothingLeft`, `MixedCurrencies`, `ContestedAlready`, `ContestedNotPositive`, `ContestedAboveLeft`.
    """
    currency = debt.left().currency
    free = Money(sum(line.undisputed for line in debt.lines), currency)
    if not free.cents:
        raise ContestedAlready
    contested = amount or free
    if contested.cents <= 0:
        raise ContestedNotPositive
    if contested.cents > free.cents or contested.currency != currency:
        raise ContestedAboveLeft(left=free)
    return Dispute(debt.debtor.id, reason, contested, _spread(debt.lines, contested.cents), comment)


def _spread(lines: Iterable[DueLine], cents: int) -> tuple[Share, ...]:
    """Lay an amount on lines, the oldest first, each up to what of it is not contested yet."""
    shares = []
    for line in sorted(lines, key=lambda line: (line.due_on, line.id)):
        taken = min(cents, line.undisputed)
        if taken:
            cents -= taken
            shares.append(Share(line.id, taken))
    return tuple(shares)


def open_dispute(
    open_book: "OpenBook",
    act: Act,
    *,
    debtor_id: int,
    lines: Sequence[int],
    reason: Reason,
    amount: Money | None = None,
    comment: str = "",
) -> None:
    """Open a dispute on lines; raise what `dispute` raises, `UnknownDebtor`, `TextTooLong`."""
    _check(comment)
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(debtor_id, lines)
        opened = dispute(debt, reason, amount, comment)
        dispute_id = book.disputes.add(opened, act)
        numbers = _numbers(debt, opened)
        book.tell(act, _event(Kind.DISPUTE_OPENED, debtor_id, dispute_id, opened, comment, numbers))


def close_dispute(
    open_book: "OpenBook", act: Act, *, debtor_id: int, dispute_id: int, outcome: Outcome, comment: str = ""
) -> None:
    """Close a dispute; raise `DisputeClosed` when somebody did before, `UnknownDispute`, `TextTooLong`.

    Unfounded, its lines go back to their place: the level and the last reminder they had. Founded, its part stays
    frozen until a credit note covers it.
    """
    _check(comment)
    state = State(outcome)
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        row = next((one for one in book.disputes.of(debtor_id) if one.id == dispute_id), None)
        if row is None:
            raise UnknownDispute
        if state not in MOVES[row.state] or not book.disputes.close(dispute_id, state, act):
            raise DisputeClosed(dispute=row)
        kind = Kind.DISPUTE_FOUNDED if outcome is Outcome.FOUNDED else Kind.DISPUTE_UNFOUNDED
        book.tell(act, _event(kind, debtor_id, dispute_id, row, comment, row.numbers))


def _check(comment: str) -> None:
    if len(comment) > COMMENT_LIMIT:
        raise TextTooLong(limit=COMMENT_LIMIT)


def _event(
    kind: Kind, debtor_id: int, dispute_id: int, about: Dispute | DisputeRow, comment: str, numbers: Sequence[str]
) -> Event:
    amount = about.amount
    facts = {"dispute": dispute_id, "amount": amount.cents, "currency": amount.currency, "reason": about.reason}
    return Event(kind, debtor_id, {**facts, "comment": comment, "invoices": list(numbers)})


def _numbers(debt: Debt, opened: Dispute) -> tuple[str, ...]:
    """Give the invoices that a dispute is about, by due date."""
    touched = {share.line_id for share in opened.shares}
    return tuple(dict.fromkeys(line.number for line in debt.lines if line.id in touched))
