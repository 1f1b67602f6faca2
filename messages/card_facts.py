"""Who a debtor is, what to beware of, and what comes next: what is read first on the card."""

from collections.abc import Iterator
from datetime import date

from domain.cards import Card
from domain.debtors import DebtorKind
from domain.money import Money
from domain.plan_schedule import Instalment
from domain.plan_views import PlanRow, State
from domain.priority import is_snoozed
from domain.profiles import LIMIT_CURRENCY
from domain.why import Trace
from messages import labels, words
from messages.blocks import section
from messages.reasons import deadlines
from messages.shown import Block
from messages.words import Mrkdwn, clip

_SMALL, _NOTE = 60, 160
_GUARANTEES = 3


def identity(card: Card, today: date) -> Block:
    """Say who the debtor is, who follows them and who sells to them."""
    debtor = card.debtor
    said = words.say(
        "card.identity",
        debtor=debtor,
        code=clip(debtor.code, _SMALL),
        kind="" if debtor.kind is DebtorKind.BUSINESS else labels.DEBTOR_KINDS[debtor.kind],
        profile=clip(labels.profile(debtor.profile), _SMALL),
        scenario=clip(debtor.scenario, _SMALL),
        snoozed=is_snoozed(debtor.snoozed_until, today),
        reason=clip(debtor.snooze_reason, _NOTE),
        asked=card.asked,
        labels=labels,
    )
    return section(said)


def alerts(card: Card, today: date) -> list[Block]:
    """Warn of what must be known before anything is said to the debtor; nothing when there is nothing."""
    found = list(_alerts(card, today))
    return [section("\n".join(found))] if found else []


def _alerts(card: Card, today: date) -> Iterator[Mrkdwn]:
    debtor, concerns = card.debtor, card.concerns
    if debtor.may_not_be_contacted(today):
        yield words.say("card.banned", debtor=debtor, reason=clip(debtor.no_contact_reason, _NOTE))
    if debtor.insolvent_on:
        yield words.say("card.insolvent", debtor=debtor, deadlines=deadlines(concerns, today))
    owed = next((amount for amount in card.balance() if amount.currency == LIMIT_CURRENCY), None)
    if owed and concerns.limit:
        yield words.say("card.above_limit", owed=owed, limit=concerns.limit)
    for one in [one for one in card.guarantees if one.needs_care(today)][:_GUARANTEES]:
        yield words.say(
            "card.guarantee_ending", one=one, over=one.is_over(today), kind=labels.GUARANTEE_KINDS[one.kind]
        )


def following(card: Card, traced: Trace, today: date) -> Block:
    """Say what comes next, by date: a call back, a promise, the end of a snooze, the next step of the scenario."""
    debtor, promise, first = card.debtor, card.promise(), traced.next()
    plan = card.plan
    part = plan.next() if plan else None
    found: list[tuple[date, Mrkdwn]] = []
    if debtor.next_call_on:
        found.append((debtor.next_call_on, words.say("card.next_call", by=debtor.next_call_by)))
    if promise:
        found.append((promise.on, words.say("card.next_promise", amount=promise.amount)))
    if plan and plan.state is State.ACTIVE and part and part.due_on:
        found.append((part.due_on, _instalment(plan, part)))
    if card.concerns.declare_by and card.concerns.declare_by >= today:
        found.append((card.concerns.declare_by, words.say("insolvency.next")))
    if debtor.snoozed_until and is_snoozed(debtor.snoozed_until, today):
        found.append((debtor.snoozed_until, words.say("card.next_snooze")))
    if first and first.next:
        channel = labels.STEP_CHANNELS[first.next.channel]
        found.append((first.next.on, words.say("card.next_step", step=first.next.name, channel=channel)))
    found.sort(key=lambda one: one[0])
    return section(words.say("card.following", found=found, today=today))


def _instalment(plan: PlanRow, part: Instalment) -> Mrkdwn:
    name = labels.instalment(part.rank, plan.count)
    return words.say("plan.next", part=name, amount=Money(part.left, plan.total.currency))
