"""« Prévenir le commercial »: the salesperson is asked directly; the person asked, and nobody else, may answer."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from domain.sales import Answer, AnsweredAlready, AskedAlready, NoSalesperson, answer_ask, ask_salesperson
from handlers.answers import Asked, Say, sentence
from handlers.office import Office
from handlers.presses import Listener, once_of, pressed
from handlers.show import Show
from messages import labels
from messages.ids import Action
from messages.refs import AskRef, BadRef

_ANSWERS = {
    Action.SALES_CALLS: Answer.CALLS,
    Action.SALES_DISPUTE: Answer.DISPUTE,
    Action.SALES_BLOCK: Answer.BLOCK,
}


def ask(asked: Asked) -> Say:
    """Ask the debtor's salesperson, once a day; raise `NoSalesperson`."""
    office = asked.office
    with office.open_reader() as reader:
        salesperson = reader.debtor(asked.debtor_id).salesperson
    if not salesperson:
        raise NoSalesperson
    if not office.people.is_colleague(salesperson):
        return sentence("sales.not_a_colleague", salesperson=salesperson)
    try:
        told = ask_salesperson(office.open_book, office.act(asked.user, asked.once), debtor_id=asked.debtor_id)
    except AskedAlready as refusal:
        before = refusal.facts["ask"]
        return sentence("sales.asked_already", ask=before, answer=labels.SALES_ANSWERS.get(before.answer or "", ""))
    office.nudge()
    return sentence("sales.told", salesperson=told)


def answered(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, show: Show) -> None:
    """Keep the answer of the person asked; a second one is told the first."""
    ref = AskRef.load(action.get("value"))
    act = office.act(show.user, once_of(body))
    try:
        answer_ask(office.open_book, act, ask_id=ref.ask_id, answer=_ANSWERS[Action(action["action_id"])])
    except AnsweredAlready as refusal:
        before = refusal.facts["ask"]
        said = sentence("sales.answered_already", answer=labels.SALES_ANSWERS[before.answer], on=before.answered_on)
        show.to_press(ack, said)
        return
    ack()
    office.nudge()


def is_asked(body: Mapping[str, Any], office: Office, user: str) -> bool:
    """Say whether a request is one answer, alone, to a question asked of this very colleague; raise `CannotTell`."""
    presses = body.get("actions")
    if body.get("type") != "block_actions" or not isinstance(presses, list) or len(presses) != 1:
        return False
    press = presses[0]
    if not isinstance(press, Mapping) or press.get("action_id") not in set(_ANSWERS):
        return False
    try:
        ask_id = AskRef.load(press.get("value")).ask_id
    except BadRef:
        return False
    with office.open_reader() as reader:
        found = reader.ask(ask_id)
    return found is not None and found.salesperson == user and office.people.is_colleague(user)


ACTIONS: dict[str, Listener] = {Action.SALES_ASK: pressed(ask), **dict.fromkeys(_ANSWERS, answered)}
