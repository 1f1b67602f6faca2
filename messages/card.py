"""A debtor's card, readable at a glance, and the root message of the debtor's thread."""

from datetime import date

from domain.calendar import Bucket
from domain.cards import Card
from domain.debtors import DebtorKind
from domain.money import Money, currency_order
from domain.policy import Policy
from domain.priority import is_snoozed
from domain.why import LineTrace, Trace, trace
from messages import controls, labels, words
from messages.blocks import MOST_WEIGHT, actions, cut, divider, fields, header, section, weight
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip, money

_LINES, _CONTACTS, _PROMISES, _CALLS, _CREDITS, _CURRENCIES = 12, 4, 4, 4, 5, 4
_NAME, _SMALL, _NOTE = 150, 60, 160
_TEXT = 4000


def card(card: Card, today: date, policy: Policy) -> Shown:
    """Draw everything the team knows of a debtor, with the buttons of all that can be done."""
    traced = trace(card, today, policy)
    debtor_id = card.debtor.id
    buttons = [controls.call(debtor_id, primary=True), controls.promise(debtor_id)]
    buttons += [controls.snooze(debtor_id), controls.assign(debtor_id)]
    blocks = [
        header(clip(card.debtor.name, _NAME) or card.debtor.code),
        section(_identity(card, today)),
        section(_following(card, traced, today)),
        actions(buttons, block_id="card:do"),
        divider(),
        *_balances(card, today),
        section(_lines(traced)),
        *_history(card),
    ]
    return Shown(cut(summary(card, today), _TEXT), _fitting(blocks))


def root(card: Card, today: date) -> Shown:
    """Draw the root message of the debtor's thread: where they stand now, and what can be done.

    It is redrawn when something happens, not as days pass: it says dates, never « hier » or a number of days.
    """
    said = words.say(
        "card.root",
        summary=summary(card, today),
        debtor=card.debtor,
        broken=card.broken(),
        promise=card.promise(),
        spare=card.spare(),
        snoozed=is_snoozed(card.debtor.snoozed_until, today),
    )
    debtor_id = card.debtor.id
    buttons = [controls.call(debtor_id), controls.promise(debtor_id), controls.card(debtor_id)]
    return Shown(cut(summary(card, today), _TEXT), [section(said), actions(buttons, block_id="root:do")])


def summary(card: Card, today: date) -> Mrkdwn:
    """Word the card in a line: who, how much, how late."""
    late = [line.due_on for line in card.lines if line.is_overdue(today)]
    return words.say(
        "card.summary",
        debtor_name=clip(card.debtor.name, _NAME),
        code=clip(card.debtor.code, _SMALL),
        overdue=card.overdue(today),
        balance=card.balance(),
        oldest=min(late, default=None),
    )


def _identity(card: Card, today: date) -> Mrkdwn:
    debtor = card.debtor
    return words.say(
        "card.identity",
        debtor=debtor,
        code=clip(debtor.code, _SMALL),
        kind="" if debtor.kind is DebtorKind.BUSINESS else labels.DEBTOR_KINDS[debtor.kind],
        profile=clip(labels.profile(debtor.profile), _SMALL),
        snoozed=is_snoozed(debtor.snoozed_until, today),
        reason=clip(debtor.snooze_reason, _NOTE),
        contacts=card.contacts[:_CONTACTS],
        others=len(card.contacts) - _CONTACTS,
    )


def _following(card: Card, traced: Trace, today: date) -> Mrkdwn:
    """Word what comes next, by date: a call back, a promise, the end of a snooze, the next step of the scenario."""
    debtor, promise, first = card.debtor, card.promise(), traced.next()
    found: list[tuple[date, Mrkdwn]] = []
    if debtor.next_call_on:
        found.append((debtor.next_call_on, words.say("card.next_call", by=debtor.next_call_by)))
    if promise:
        found.append((promise.on, words.say("card.next_promise", amount=promise.amount)))
    if debtor.snoozed_until and is_snoozed(debtor.snoozed_until, today):
        found.append((debtor.snoozed_until, words.say("card.next_snooze")))
    if first and first.next:
        channel = labels.STEP_CHANNELS[first.next.channel]
        found.append((first.next.on, words.say("card.next_step", step=first.next.name, channel=channel)))
    found.sort(key=lambda one: one[0])
    return words.say("card.following", found=found, today=today)


def _balances(card: Card, today: date) -> list[Block]:
    """Draw each currency's balance by age, the euro first."""
    ageing = card.ageing(today)
    currencies = sorted(ageing, key=currency_order)
    drawn = [fields(_balance(ageing[currency], currency)) for currency in currencies[:_CURRENCIES]]
    if len(currencies) > _CURRENCIES:
        rest = [Money(sum(ageing[currency].values()), currency) for currency in currencies[_CURRENCIES:]]
        drawn.append(section(words.say("card.other_currencies", amounts=rest)))
    return drawn


def _balance(ages: dict[Bucket, int], currency: str) -> list[str]:
    total = sum(ages.values())
    late = total - ages[Bucket.NOT_DUE]
    said = [("En retard", late), ("Encours", total), *((labels.AGES[age], ages[age]) for age in ages if ages[age])]
    return [f"*{label}*\n{money(Money(cents, currency))}" for label, cents in said]


def _lines(traced: Trace) -> Mrkdwn:
    shown = [_line(line) for line in traced.lines[:_LINES]]
    return words.say("card.lines", lines=shown, count=len(traced.lines), others=len(traced.lines) - len(shown))


def _line(one: LineTrace) -> dict[str, object]:
    return {
        "number": clip(one.line.number, _SMALL),
        "due_on": one.line.due_on,
        "late": one.late,
        "left": Money(one.line.left, one.line.currency),
        "level": one.level,
        "holds": [labels.HOLDS[freeze.hold] for freeze in one.freezes],
    }


def _history(card: Card) -> list[Block]:
    """Draw promises, calls and money to allocate, each when there are some."""
    said = (
        ("card.promises", card.promises[:_PROMISES], len(card.promises) - _PROMISES),
        ("card.calls", card.calls[:_CALLS], len(card.calls) - _CALLS),
        ("card.credits", card.credits[:_CREDITS], len(card.credits) - _CREDITS),
    )
    return [section(words.say(name, rows=rows, others=others, labels=labels)) for name, rows, others in said if rows]


def _fitting(blocks: list[Block]) -> list[Block]:
    """Drop the last parts of a card that is too heavy for one message."""
    while weight(blocks) > MOST_WEIGHT:
        blocks = blocks[:-1]
    return blocks
