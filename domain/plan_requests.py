"""Asking for a plan: it is drawn up from the debt as it stands, and holds its lines from that moment."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from domain.acts import Act
from domain.debts import Debt, DueLine
from domain.journal import Event, Kind
from domain.money import Money
from domain.penalty_claims import PenaltyFacts, penalties_on
from domain.plan_schedule import schedule, with_down_payment
from domain.plans import REASON_LIMIT, Draft, MotiveMissing, Terms, plan_key
from domain.policy import Policy
from domain.ports import OpenBook
from domain.promises import Promise
from domain.refusals import DateBeyondHorizon, DateInThePast, Refusal, TextTooLong

FIRST_WITHIN_DAYS = 365
UNDECIDED_DAYS = 7
"""Days after which a request that nobody decided expires (RULES §5)."""


class LinesInPlan(Refusal):
    """Some of the lines are in a plan already: `numbers` names their invoices."""

    field = "lines"


class CountOutOfRange(Refusal):
    """The number of instalments is not from 1 to `most`, the policy's maximum."""

    field = "count"


class InstalmentsTooSmall(Refusal):
    """There is not a cent for each instalment."""

    field = "count"


class DownPaymentTooHigh(Refusal):
    """The down payment leaves nothing to spread: it must be under `total`."""

    field = "down_payment"


class FirstInstalmentInThePast(DateInThePast):
    """The first instalment would be before today."""

    field = "first_on"


class FirstInstalmentTooFar(DateBeyondHorizon):
    """The first instalment is after `last`."""

    field = "first_on"


class NoTier(Refusal):
    """No tier of the policy lets anybody decide such a plan."""

    field = "count"


class PlanChanged(Refusal):
    """What was shown is not what would be asked for now: money came, or the ledger changed."""


def propose(debt: Debt, terms: Terms, facts: PenaltyFacts, *, today: date, policy: Policy) -> Draft:
    """Draw up a plan for a debt.

    Raise `NothingLeft`, `MixedCurrencies`, `LinesInPlan`, `CountOutOfRange`, `FirstInstalmentInThePast`,
    `FirstInstalmentTooFar`, `DownPaymentTooHigh`, `InstalmentsTooSmall`, `NoTier`, `MotiveMissing`, `TextTooLong`,
    `RateMissing` (RULES §5, §6).
    """
    left = debt.left()
    _check_lines(debt.lines)
    _check_terms(terms, today, policy)
    penalties = penalties_on(debt, facts, today, policy.penalties.imputation) if terms.penalties else 0
    total = left.cents + penalties
    spread = _spread(Money(total, left.currency), terms)
    tier = policy.plans.decided_by(total, terms.count)
    if tier is None:
        raise NoTier
    parts = schedule(spread, terms.count, terms.first_on, terms.period, policy.reminders.calendar)
    instalments = with_down_payment(parts, terms.down_payment)
    return Draft(debt.debtor, left.currency, debt.lines, left.cents, penalties, terms, instalments, tier)


def free_lines(debt: Debt) -> Debt:
    """Keep the lines that a plan may still take; raise `NothingLeft`, `LinesInPlan` when there is none."""
    free = tuple(line for line in debt.lines if line.plan_id is None)
    if not free:
        debt.left()
        _check_lines(debt.lines)
    return Debt(debt.debtor, free)


def _check_lines(lines: Sequence[DueLine]) -> None:
    numbers = tuple(dict.fromkeys(line.number for line in lines if line.plan_id is not None))
    if numbers:
        raise LinesInPlan(numbers=numbers)


def _check_terms(terms: Terms, today: date, policy: Policy) -> None:
    most, last = policy.plans.max_installments, today + timedelta(days=FIRST_WITHIN_DAYS)
    if not 1 <= terms.count <= most:
        raise CountOutOfRange(most=most)
    if terms.first_on < today:
        raise FirstInstalmentInThePast
    if terms.first_on > last:
        raise FirstInstalmentTooFar(last=last)
    if not terms.reason.strip():
        raise MotiveMissing
    if len(terms.reason) > REASON_LIMIT:
        raise TextTooLong(limit=REASON_LIMIT)


def _spread(total: Money, terms: Terms) -> int:
    """Give the cents that the instalments share, at least one each."""
    spread = total.cents - terms.down_payment
    if terms.down_payment < 0 or spread <= 0:
        raise DownPaymentTooHigh(total=total)
    if spread < terms.count:
        raise InstalmentsTooSmall
    return spread


def request_plan(
    open_book: OpenBook, act: Act, *, debtor_id: int, lines: Sequence[int], terms: Terms, shown: int, channel: str
) -> None:
    """Ask for a plan on lines, frozen at once; open promises on any of them are replaced whole.

    `shown` is the total that the person saw (cents), `channel` where the decision is asked for. Raise what `propose`
    raises, and `PlanChanged` when the total is another now.
    """
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(debtor_id, lines)
        draft = propose(debt, terms, book.penalties, today=act.today, policy=book.policy)
        if draft.total.cents != shown:
            raise PlanChanged
        replaced = book.promises.open_on([line.id for line in debt.lines])
        book.promises.replace([old.id for old in replaced])
        plan_id = book.plans.add(draft, act, expires_on=act.today + timedelta(days=UNDECIDED_DAYS))
        book.places.want(plan_key(plan_id), channel, act.at)
        book.tell(act, _requested(plan_id, draft, replaced))


def _requested(plan_id: int, draft: Draft, replaced: Sequence[Promise]) -> Event:
    facts: dict[str, Any] = {
        "plan": plan_id,
        "total": draft.total.cents,
        "currency": draft.currency,
        "penalties": draft.penalties,
        "down_payment": draft.terms.down_payment,
        "count": draft.terms.count,
        "period": draft.terms.period,
        "first_on": draft.terms.first_on.isoformat(),
        "acceleration": draft.terms.acceleration,
        "reason": draft.terms.reason,
        "tier": draft.tier,
        "invoices": list(dict.fromkeys(line.number for line in draft.lines)),
        "replaced": [
            {"amount": old.amount.cents, "currency": old.amount.currency, "on": old.on.isoformat()} for old in replaced
        ],
    }
    return Event(Kind.PLAN_REQUESTED, draft.debtor.id, facts)
