"""What is out of the ordinary with a debtor: most have nothing of it, so it is read and kept apart."""

from dataclasses import dataclass
from datetime import date

from domain.deadlines import declare_by, reclaim_by
from domain.money import Money

RETENTION_OF_TITLE = "retention_of_title"
ENDING_WITHIN_DAYS = 30


@dataclass(frozen=True, slots=True)
class Missed:
    """An instalment that was not paid in time: its rank of how many, 0 for the down payment."""

    rank: int
    of: int
    amount: Money
    on: date


@dataclass(frozen=True, slots=True)
class Secured:
    """A guarantee that ends."""

    amount: Money
    ends_on: date


@dataclass(frozen=True, slots=True)
class Concerns:
    """What holds, endangers or secures a debt beside its lines.

    `insolvent_on` is the BODACC's date; `reserved` says that goods were sold under retention of title; `plan` is the
    state of the plan under way, "" without one; `limit` is the credit limit when what is owed is above it.
    """

    insolvent_on: date | None = None
    declared_on: date | None = None
    reclaimed_on: date | None = None
    reserved: bool = False
    no_contact_since: date | None = None
    no_contact_until: date | None = None
    payment_sent_on: date | None = None
    payment_sent_until: date | None = None
    plan: str = ""
    missed: Missed | None = None
    limit: Money | None = None
    guarantees: tuple[Secured, ...] = ()

    @property
    def declare_by(self) -> date | None:
        """Give the last day to declare the claim; None when there is nothing to declare, or it was."""
        return declare_by(self.insolvent_on) if self.insolvent_on and not self.declared_on else None

    @property
    def reclaim_by(self) -> date | None:
        """Give the last day to claim the goods; None when none are to be claimed, or they were."""
        waits = self.insolvent_on and self.reserved and not self.reclaimed_on
        return reclaim_by(self.insolvent_on) if waits and self.insolvent_on else None

    def may_not_be_contacted(self, today: date) -> bool:
        """Say whether a ban on contacting holds: until the day before its end."""
        return self.no_contact_since is not None and (self.no_contact_until is None or today < self.no_contact_until)

    def has_payment_under_way(self, today: date) -> bool:
        """Say whether a payment is still expected: until the day before its end."""
        return self.payment_sent_until is not None and today < self.payment_sent_until

    def ending(self, today: date) -> tuple[Secured, ...]:
        """Give the guarantees that end within a month."""
        return tuple(one for one in self.guarantees if 0 <= (one.ends_on - today).days <= ENDING_WITHIN_DAYS)


NOTHING = Concerns()
