"""« Attribuer »: gives a debtor to somebody who may collect."""

from typing import Any

from slack_bolt import Ack

from domain.acts import Act
from domain.owners import assign_debtor
from domain.people import may_work
from domain.typed import read_person
from handlers.answers import Answer, Asked, Open, sentence
from handlers.forms import form_act, refuse_fields
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from messages.forms import assign as form
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.words import plain


def assign(asked: Asked) -> Answer:
    """Give the debtor to the person that was typed, or ask whom in « Attribuer »."""
    with asked.office.open_reader() as reader:
        debt = reader.debt(asked.debtor_id)
    if not asked.typed.text:
        owed = debt.owed(asked.office.today())
        return Open(form.view(debt.debtor, owed=owed, unread=asked.typed.unread))
    owner = _owner(asked)
    if owner is None:
        return sentence("answers.not_a_person", typed=asked.typed.text)
    if not may_work(asked.office.people.roles(owner)):
        return sentence("answers.cannot_collect", owner=owner)
    new = _give(asked.office, asked.office.act(asked.user, asked.once), asked.debtor_id, owner)
    return sentence("answers.assigned" if new else "answers.assigned_already", name=debt.debtor.name, owner=owner)


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Give the debtor to the person chosen."""
    asked = form.parse(view, office.today())
    if isinstance(asked, FormRefusal):
        refuse_fields(ack, asked)
        return
    if not may_work(office.people.roles(asked.owner)):
        refuse_fields(ack, FormRefusal({"owner": plain("answers.cannot_collect_this")}))
        return
    _give(office, form_act(office, show, view), asked.debtor_id, asked.owner)
    ack()


def _owner(asked: Asked) -> str | None:
    person = read_person(asked.typed.text)
    if person is None:
        return None
    return person.user_id or asked.office.people.find(person.handle or "")


def _give(office: Office, act: Act, debtor_id: int, owner: str) -> bool:
    new = assign_debtor(office.open_book, act, debtor_id=debtor_id, owner=owner)
    office.nudge()
    return new


ACTIONS: dict[str, Listener] = {Action.ASSIGN_OPEN: pressed(assign)}
VIEWS: dict[str, Listener] = {Callback.ASSIGN_SUBMIT: submitted}
