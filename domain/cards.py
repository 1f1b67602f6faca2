"""The debtor's card: everything the team knows of one debtor, on one page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from domain.calendar import Bucket, bucket
from domain.concerns import NOTHING, Concerns
from domain.debtors import Contact, Debtor
from domain.debts import DueLine
from domain.disputes import DisputeRow
from domain.guarantees import Guarantee
from domain.money import Money, net, totals
from domain.payments import Payment
from domain.plan_views import PlanRow
from domain.priority import PromiseFact, Standing
from domain.promises import State
from domain.proofs import ProofRow
from domain.sales import Ask


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise on the card; `owed` says that something is left on its lines."""

    id: int
    amount: Money
    on: date
    last_on: date
    state: State
    given_on: date
    given_by: str
    received: int
    level: int
    owed: bool = True


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call on the card."""

    on: date
    by: str
    channel: str
    result: str
    contact: str
    note: str


@dataclass(frozen=True, slots=True)
class CreditRow:
    """Money of the debtor not yet allocated: a payment, or a credit note; `left` is what is still to allocate."""

    kind: str
    reference: str
    on: date
    left: Money
    id: int = 0


@dataclass(frozen=True, slots=True)
class Card:
    """A debtor with contacts, open lines by due date, promises and calls (the newest first), money to allocate.

    `plans` are those that hold lines or wait for a decision, the ones in default first; `disputes` the open ones
    first, then those that wait for a credit note; `payments` the last ones. `guarantees` come by their end; `asked` is
    the last question to the salesperson.
    """

    debtor: Debtor
    contacts: tuple[Contact, ...]
    lines: tuple[DueLine, ...]
    promises: tuple[PromiseRow, ...]
    calls: tuple[CallRow, ...]
    credits: tuple[CreditRow, ...]
    plans: tuple[PlanRow, ...] = ()
    payments: tuple[Payment, ...] = ()
    disputes: tuple[DisputeRow, ...] = ()
    concerns: Concerns = NOTHING
    guarantees: tuple[Guarantee, ...] = ()
    asked: Ask | None = None
    documents: tuple[ProofRow, ...] = ()

    def balance(self) -> tuple[Money, ...]:
        """Sum what is left less the money to allocate, per currency (RULES §2)."""
        return net((Money(line.left, line.currency) for line in self.lines), self.spare())

    def overdue(self, today: date) -> tuple[Money, ...]:
        """Sum what is late, per currency."""
        return totals(Money(line.left, line.currency) for line in self.lines if line.is_overdue(today))

    def spare(self) -> tuple[Money, ...]:
        """Sum the money to allocate, per currency."""
        return totals(credit.left for credit in self.credits)

    def ageing(self, today: date) -> dict[str, dict[Bucket, int]]:
        """Spread what is left by age, in cents, per currency (RULES §2)."""
        spread: dict[str, dict[Bucket, int]] = {}
        for line in self.lines:
            ages = spread.setdefault(line.currency, dict.fromkeys(Bucket, 0))
            ages[bucket(line.days_late(today))] += line.left
        return spread

    def promise(self) -> PromiseRow | None:
        """Give the open promise that is due first."""
        return min(self._in(State.OPEN), key=lambda row: row.on, default=None)

    @property
    def plan(self) -> PlanRow | None:
        """Give the live plan that asks the most of the team: in default, else active, else requested."""
        return self.plans[0] if self.plans else None

    def broken(self) -> PromiseRow | None:
        """Give the last promise not kept, its debt still there, that nobody has dealt with since."""
        since = self.debtor.last_contact_on
        rows = self._in(State.BROKEN, State.PARTLY_KEPT)
        waiting = (row for row in rows if row.owed and (not since or row.last_on >= since))
        return max(waiting, key=lambda row: row.on, default=None)

    def standing(self, today: date) -> Standing | None:
        """Give what orders the debtor among the others; None when nothing is late."""
        late = [line for line in self.lines if line.is_overdue(today)]
        if not late:
            return None
        return Standing(
            overdue=self.overdue(today),
            oldest_due=min(line.due_on for line in late),
            last_contact_on=self.debtor.last_contact_on,
            next_call_on=self.debtor.next_call_on,
            snoozed_until=self.debtor.snoozed_until,
            promise=_fact(self.promise()),
            broken=_fact(self.broken()),
            frozen=all(line.is_frozen for line in late),
            spare=self.spare(),
            disputed=totals(Money(line.left - line.undisputed, line.currency) for line in late if line.disputed),
            concerns=self.concerns,
        )

    def _in(self, *states: State) -> Iterable[PromiseRow]:
        return (row for row in self.promises if row.state in states)


def _fact(row: PromiseRow | None) -> PromiseFact | None:
    return PromiseFact(row.amount, row.on, row.received) if row else None
