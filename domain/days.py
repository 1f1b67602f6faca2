"""« Ma journée »: what one person has to do today."""

from dataclasses import dataclass
from datetime import date

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
class Day:
    """A person's day: calls due, then promises due or not kept, the oldest first."""

    on: date
    calls: tuple[CallToMake, ...]
    promises: tuple[PromiseToFollow, ...]
