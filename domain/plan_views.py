"""Plans as they are read: on a card, in an approval request, in an agreement."""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from enum import StrEnum

from domain.debtors import Debtor
from domain.debts import Debt
from domain.money import Money
from domain.plan_schedule import Instalment, Period, in_order
from domain.policy import Role


class State(StrEnum):
    """Where a plan stands (RULES §5); `active` is approved."""

    REQUESTED = "requested"
    ACTIVE = "active"
    REFUSED = "refused"
    EXPIRED = "expired"
    CANCELLED = "cancelled"
    IN_DEFAULT = "in_default"
    COMPLETED = "completed"
    ENDED = "ended"


LIVE = frozenset({State.REQUESTED, State.ACTIVE, State.IN_DEFAULT})
"""States in which a plan holds its lines."""


class Verdict(StrEnum):
    """What a person decides of a plan."""

    APPROVED = "approved"
    REFUSED = "refused"
    MAINTAINED = "maintained"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan in short. `total` is lines + penalties; instalments, the down payment among them, show what is paid now.

    `expires_on` is the first day on which a request can no longer be decided; `decided_by` decided the request.
    """

    id: int
    debtor_id: int
    state: State
    total: Money
    instalments: tuple[Instalment, ...]
    requested_on: date
    requested_by: str
    expires_on: date
    tier: Role
    acceleration: bool
    version: int
    decided_on: date | None = None
    decided_by: str = ""
    defaulted_on: date | None = None
    ended_on: date | None = None

    @property
    def count(self) -> int:
        """Count the instalments without the down payment."""
        return sum(one.rank > 0 for one in self.instalments)

    @property
    def paid(self) -> Money:
        """Sum what is paid."""
        return Money(sum(one.paid for one in self.instalments), self.total.currency)

    def next(self) -> Instalment | None:
        """Give the oldest instalment with something left to pay."""
        return next((one for one in in_order(self.instalments) if one.left), None)

    def missed(self) -> Instalment | None:
        """Give the oldest instalment found missed and still not paid; None when there is none."""
        return next((one for one in in_order(self.instalments) if one.left and one.missed_on), None)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a plan with what was left on it when the plan was asked for (cents)."""

    number: str
    issued_on: date | None
    due_on: date
    amount: int


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided of a plan, when, and why."""

    verdict: Verdict
    on: date
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class PastPlan:
    """An earlier plan of the same debtor."""

    state: State
    total: Money
    requested_on: date


@dataclass(frozen=True, slots=True)
class PlanView:
    """All there is on a plan: its terms, its lines by due date, what was decided, and what helps to decide.

    Sums in cents of the currency of `row.total`. `debt` holds all the open lines of the debtor; `promises` counts
    those that were judged, `not_kept` the ones among them that were not kept; `past` the newest first.
    """

    row: PlanRow
    debtor: Debtor
    lines: tuple[PlanLine, ...]
    principal: int
    penalties: int
    down_payment: int
    period: Period
    reason: str
    refusal: str
    decisions: tuple[Decision, ...]
    debt: Debt
    promises: int = 0
    not_kept: int = 0
    past: tuple[PastPlan, ...] = ()

    def last(self, zone: tzinfo | None) -> Decision | None:
        """Give the last decision, its instant as a zone tells it."""
        return in_zone(self.decisions[-1], zone) if self.decisions else None


def in_zone(decision: Decision, zone: tzinfo | None) -> Decision:
    """Tell the instant of a decision as a zone has it."""
    return replace(decision, at=decision.at.astimezone(zone))
