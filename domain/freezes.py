"""What holds a line back, with who set it, when, why, and what ends it (RULES §3, « Freezes »)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.cards import PromiseRow
from domain.debtors import Debtor
from domain.debts import DueLine
from domain.disputes import DisputeRow
from domain.money import Money
from domain.plan_views import PlanRow


class Hold(StrEnum):
    """What holds a line back (RULES §3, « Freezes »)."""

    INSOLVENCY = "insolvency"
    NO_CONTACT = "no_contact"
    PLAN = "plan"
    PROMISE = "promise"
    DISPUTE = "dispute"
    PAYMENT_SENT = "payment_sent"
    SNOOZE = "snooze"
    CREDIT = "credit"
    TOLERANCE = "tolerance"
    MINIMUM = "minimum"
    NO_SCENARIO = "no_scenario"


@dataclass(frozen=True, slots=True)
class Freeze:
    """A hold with its facts: the amount it speaks of, who set it and when, why, and the first day without it.

    `state` is the plan's or the dispute's; `rest` is what of the line goes on being reminded when only a part is held.
    """

    hold: Hold
    amount: Money | None = None
    on: date | None = None
    by: str = ""
    given_on: date | None = None
    reason: str = ""
    until: date | None = None
    state: str = ""
    rest: Money | None = None

    @property
    def whole(self) -> bool:
        """Say whether it holds all of the line."""
        return self.rest is None


def by_insolvency(debtor: Debtor) -> Freeze:
    """Give the freeze of an insolvent debtor: nothing ends it but its lifting."""
    return Freeze(Hold.INSOLVENCY, None, debtor.insolvent_on, debtor.insolvent_by, debtor.insolvent_set_on)


def by_snooze(debtor: Debtor) -> Freeze:
    """Give the freeze of a debtor put aside."""
    return Freeze(Hold.SNOOZE, by=debtor.snoozed_by, reason=debtor.snooze_reason, until=debtor.snoozed_until)


def by_ban(debtor: Debtor) -> Freeze:
    """Give the freeze of a debtor who must not be contacted."""
    return Freeze(
        Hold.NO_CONTACT,
        by=debtor.no_contact_by,
        given_on=debtor.no_contact_since,
        reason=debtor.no_contact_reason,
        until=debtor.no_contact_until,
    )


def by_payment_sent(debtor: Debtor) -> Freeze:
    """Give the freeze of a debtor whose payment is on its way."""
    sent_on = debtor.payment_sent_on
    return Freeze(Hold.PAYMENT_SENT, None, sent_on, debtor.payment_sent_by, sent_on, until=debtor.payment_sent_until)


def by_plan(line: DueLine, plans: Sequence[PlanRow]) -> Freeze:
    """Give the plan that freezes a line; an approved one is told with who approved it."""
    row = next((row for row in plans if row.id == line.plan_id), None)
    if row is None:
        return Freeze(Hold.PLAN)
    if row.decided_on:
        return Freeze(Hold.PLAN, row.total, row.defaulted_on, row.decided_by, row.decided_on, state=row.state)
    return Freeze(Hold.PLAN, row.total, row.expires_on, row.requested_by, row.requested_on, state=row.state)


def by_promise(line: DueLine, promises: Sequence[PromiseRow]) -> Freeze:
    """Give the promise that freezes a line; one judged on the day after its last day frees it (RULES §4)."""
    row = next((row for row in promises if row.id == line.promise_id), None)
    if row is None:
        return Freeze(Hold.PROMISE)
    return Freeze(Hold.PROMISE, row.amount, row.on, row.given_by, row.given_on, until=row.last_on + timedelta(days=1))


def by_disputes(line: DueLine, disputes: Sequence[DisputeRow]) -> Iterable[Freeze]:
    """Give the disputes that freeze a line, or a part of it, each for no more than what is left."""
    rest = Money(line.undisputed, line.currency) if line.undisputed else None
    rows = [row for row in disputes if row.freezes and row.on(line.id)]
    for row in rows:
        amount = Money(min(row.on(line.id), line.left), line.currency)
        closed = row.closed_on is not None
        by, on = (row.closed_by, row.closed_on) if closed else (row.opened_by, row.opened_on)
        yield Freeze(Hold.DISPUTE, amount, None, by, on, row.reason, state=row.state, rest=rest)
    if line.disputed and not rows:
        yield Freeze(Hold.DISPUTE, Money(line.left - line.undisputed, line.currency), rest=rest)
