"""« Ma journée »: what one person has to do today, their own and that of the people they stand in for."""

from dataclasses import dataclass
from datetime import date

from domain.absences import Absence
from domain.money import Money


@dataclass(frozen=True, slots=True)
class CallToMake:
    """A debtor to call back: planned for `on` by whoever logged the last call."""

    debtor_id: int
    name: str
    on: date
    overdue: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class PromiseToFollow:
    """A promise due or not kept: `broken` when its end has passed without its money."""

    debtor_id: int
    name: str
    amount: Money
    on: date
    broken: bool
    received: int


@dataclass(frozen=True, slots=True)
class PlanToDecide:
    """A plan that waits for a decision this person may take: asked for, or in default."""

    id: int
    debtor_id: int
    name: str
    total: Money
    count: int
    requested_by: str
    on: date
    in_default: bool
    version: int


@dataclass(frozen=True, slots=True)
class Day:
    """A person's day: calls due, promises due or not kept, plans to decide, the oldest first.

    `away` hands it all over to a stand-in but the decisions; `covering` are the people this one stands in for.
    """

    on: date
    calls: tuple[CallToMake, ...]
    promises: tuple[PromiseToFollow, ...]
    plans: tuple[PlanToDecide, ...] = ()
    away: Absence | None = None
    covering: tuple[Absence, ...] = ()

    @property
    def is_free(self) -> bool:
        """Say whether there is nothing to do."""
        return not (self.calls or self.promises or self.plans)
