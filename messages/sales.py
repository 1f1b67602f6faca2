"""The question to a salesperson, in a direct message: who owes, how much, why now, and three answers."""

from datetime import date

from domain.cards import Card
from domain.sales import Answer, Ask
from messages import labels, words
from messages.blocks import actions, button, context, cut, section
from messages.card import summary
from messages.ids import Action
from messages.refs import AskRef
from messages.shown import Block, Shown

_LINES = 5
_TEXT = 4000
_ACTIONS = (
    (Answer.CALLS, Action.SALES_CALLS),
    (Answer.DISPUTE, Action.SALES_DISPUTE),
    (Answer.BLOCK, Action.SALES_BLOCK),
)


def question(ask: Ask, card: Card, today: date) -> Shown:
    """Draw the question; once answered, what was answered takes the place of the buttons."""
    late = [line for line in card.lines if line.is_overdue(today)]
    said = words.say(
        "sales.question",
        asked_by=ask.asked_by,
        summary=summary(card, today),
        lines=late[:_LINES],
        others=len(late) - _LINES,
    )
    why = words.say(
        "sales.why",
        broken=card.broken(),
        promise=card.promise(),
        limit=card.concerns.limit,
        last_contact_on=card.debtor.last_contact_on,
    )
    return Shown(cut(said, _TEXT), [section(said), section(why), *_answers(ask)])


def _answers(ask: Ask) -> list[Block]:
    if ask.answer and ask.answered_on:
        return [section(words.say("sales.answered", answer=labels.SALES_ANSWERS[ask.answer], on=ask.answered_on))]
    ref = AskRef(ask.id).dump()
    buttons = [button(labels.SALES_ANSWERS[answer], action, ref) for answer, action in _ACTIONS]
    return [context(words.say("sales.ask")), actions(buttons, block_id="sales:answer")]
