"""What is owed by age: to the company, and within it to one person's debtors."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.calendar import Bucket
from domain.days import Day
from domain.money import Money


@dataclass(frozen=True, slots=True)
class Balance:
    """What is left in one currency by age (cents), and how many debtors are late in it."""

    currency: str
    ages: Mapping[Bucket, int]
    late_debtors: int

    @property
    def outstanding(self) -> Money:
        """Sum all that is left."""
        return Money(sum(self.ages.values()), self.currency)

    @property
    def overdue(self) -> Money:
        """Sum what is late."""
        return Money(sum(self.ages.values()) - self.ages[Bucket.NOT_DUE], self.currency)


@dataclass(frozen=True, slots=True)
class Home:
    """The App Home: the person's day, the balances of their debtors and those of all, the euro first.

    `greeted` says that they were welcomed already.
    """

    day: Day
    mine: tuple[Balance, ...]
    everybody: tuple[Balance, ...]
    greeted: bool = True
