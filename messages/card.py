"""A debtor's card, readable at a glance, and the root message of the debtor's thread."""

from datetime import date

from domain.cards import Card
from domain.disputes import State
from domain.policy import Policy
from domain.priority import is_snoozed
from domain.why import trace
from messages import card_debt, card_facts, controls, labels, plans, words
from messages.blocks import MOST_WEIGHT, actions, context, cut, divider, header, section, weight
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip

_NAME, _SMALL = 150, 60
_DISPUTES, _PLANS = 3, 2
_TEXT = 4000


def card(card: Card, today: date, policy: Policy) -> Shown:
    """Draw everything the team knows of a debtor, with the buttons of all that can be done."""
    traced = trace(card, today, policy)
    blocks = [
        header(clip(card.debtor.name, _NAME) or card.debtor.code),
        card_facts.identity(card, today),
        *card_facts.alerts(card, today),
        card_facts.following(card, traced, today),
        *_buttons(card),
        divider(),
        *card_debt.balances(card, today),
        card_debt.lines(traced),
        *card_debt.history(card, today),
    ]
    return Shown(cut(summary(card, today), _TEXT), _fitting(blocks))


def _buttons(card: Card) -> list[Block]:
    """Make the buttons: first what is done about the debt, then what is arranged around it."""
    debtor_id = card.debtor.id
    doing = [controls.call(debtor_id, primary=True), controls.promise(debtor_id), controls.plan(debtor_id)]
    doing += [controls.payment(debtor_id), controls.dispute(debtor_id), *_close_button(card)]
    arranging = [controls.snooze(debtor_id), controls.assign(debtor_id)]
    arranging += [controls.profile(debtor_id), controls.tell_sales(debtor_id)]
    return [
        actions(doing, block_id="card:do"),
        actions(arranging, block_id="card:arrange"),
        *_default_row(card, "card:plan"),
    ]


def _default_row(card: Card, block_id: str) -> list[Block]:
    """Make « Maintenir » « Dénoncer » when a plan is in default."""
    buttons = plans.default_buttons(card)
    return [actions(buttons, block_id=block_id)] if buttons else []


def _close_button(card: Card) -> list[Block]:
    """Make « Clore le litige » when one is open."""
    return [controls.close_dispute(card.debtor.id)] if any(row.state is State.OPEN for row in card.disputes) else []


def root(card: Card, today: date) -> Shown:
    """Draw the root message of the debtor's thread: where they stand now, and what can be done.

    It is redrawn when something happens, not as days pass: it says dates, never « hier » or a number of days.
    """
    said = words.say(
        "card.root",
        summary=summary(card, today),
        debtor=card.debtor,
        banned=card.debtor.may_not_be_contacted(today),
        insolvency=words.say("insolvency.root", concerns=card.concerns) if card.concerns.insolvent_on else "",
        disputes=[row for row in card.disputes if row.freezes][:_DISPUTES],
        labels=labels,
        broken=card.broken(),
        promise=card.promise(),
        plans=[plans.on_root(row) for row in card.plans[:_PLANS]],
        spare=card.spare(),
        snoozed=is_snoozed(card.debtor.snoozed_until, today),
    )
    debtor_id = card.debtor.id
    buttons = [controls.call(debtor_id), controls.promise(debtor_id), controls.plan(debtor_id)]
    buttons += [controls.card(debtor_id), *_close_button(card)]
    blocks = [section(said), actions(buttons, block_id="root:do"), *_default_row(card, "root:plan")]
    return Shown(cut(summary(card, today), _TEXT), blocks)


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


def _fitting(blocks: list[Block]) -> list[Block]:
    """Leave out the last parts of a card that is too heavy for one message, and say so."""
    if weight(blocks) <= MOST_WEIGHT:
        return blocks
    cut_short = context(words.say("card.cut_short"))
    while weight([*blocks, cut_short]) > MOST_WEIGHT:
        blocks = blocks[:-1]
    return [*blocks, cut_short]
