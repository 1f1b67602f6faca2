"""A plan spreads a debt over instalments: what it is, the states it goes through, and what keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from domain.acts import Act
from domain.debtors import Debtor
from domain.debts import DueLine
from domain.money import Money
from domain.plan_schedule import Instalment, Period
from domain.plan_views import Decision, PlanRow, State, Verdict
from domain.policy import Role
from domain.refusals import Refusal

REASON_LIMIT = 500

MOVES: dict[State, frozenset[State]] = {
    State.REQUESTED: frozenset({State.ACTIVE, State.REFUSED, State.EXPIRED, State.CANCELLED}),
    State.ACTIVE: frozenset({State.COMPLETED, State.IN_DEFAULT}),
    State.IN_DEFAULT: frozenset({State.ACTIVE, State.COMPLETED, State.ENDED}),
    State.COMPLETED: frozenset({State.ACTIVE, State.IN_DEFAULT}),
    State.REFUSED: frozenset(),
    State.EXPIRED: frozenset(),
    State.CANCELLED: frozenset(),
    State.ENDED: frozenset(),
}
"""The allowed moves; a completed plan moves again when a payment is reversed."""


class UnknownPlan(Refusal):
    """No plan is known by that id."""


class MotiveMissing(Refusal):
    """A reason is needed."""

    field = "reason"


@dataclass(frozen=True, slots=True)
class Terms:
    """What is asked: `count` instalments without the down payment (cents), from `first_on`, with penalties or not."""

    count: int
    first_on: date
    period: Period
    reason: str
    penalties: bool = False
    down_payment: int = 0
    acceleration: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan as it would be asked for: its lines, its sums in cents, its schedule, and who would decide it."""

    debtor: Debtor
    currency: str
    lines: tuple[DueLine, ...]
    principal: int
    penalties: int
    terms: Terms
    instalments: tuple[Instalment, ...]
    tier: Role

    @property
    def total(self) -> Money:
        """Give lines + penalties, the down payment included."""
        return Money(self.principal + self.penalties, self.currency)


@dataclass(frozen=True, slots=True)
class Watched:
    """A plan to judge: its instalments as last judged, and the money for it in cents.

    `settled` left its lines since it was asked for, `spare` came since and is not allocated; `left` is what remains on
    its lines; `taken` says that another plan has some of them now.
    """

    row: PlanRow
    settled: int
    spare: int
    left: int
    maintained_on: date | None
    moved: bool
    taken: bool


class Plans(Protocol):
    """Plans to ask for, to decide and to judge."""

    def add(self, draft: Draft, act: Act, *, expires_on: date) -> int:
        """Store a requested plan, freeze its lines, give its id."""
        ...

    def get(self, plan_id: int) -> PlanRow:
        """Load a plan and lock its debtor; raise `UnknownPlan`."""
        ...

    def last_decision(self, plan_id: int) -> Decision | None:
        """Give the last decision on a plan."""
        ...

    def decide(self, row: PlanRow, verdict: Verdict, act: Act, *, reason: str, was: State) -> bool:
        """Store a decision with the row it gives, free its lines unless it lives; say False when it is not `was`."""
        ...

    def watched(self) -> Sequence[Watched]:
        """Give the plans that time or money may change."""
        ...

    def hold(self, debtors: Sequence[int]) -> Sequence[Watched]:
        """Give those of some debtors, and lock these debtors."""
        ...

    def judge(self, rows: Sequence[PlanRow], act: Act) -> None:
        """Store judged plans; lines of those no longer live are freed, lines of those alive again are frozen."""
        ...


def plan_key(plan_id: int) -> str:
    """Name the place of a plan's message."""
    return f"plan:{plan_id}"
