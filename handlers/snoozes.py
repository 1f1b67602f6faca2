"""« Reporter »: puts a debtor aside until a date."""

from typing import Any

from slack_bolt import Ack

from domain.refusals import Refusal
from domain.snoozes import snooze_debtor
from handlers.answers import Answer, Asked, Open
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from messages.forms import snooze
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback


def open_snooze(asked: Asked) -> Answer:
    """Open « Reporter », with the date that was typed."""
    with asked.office.open_reader() as reader:
        debt = reader.debt(asked.debtor_id)
    owed = debt.owed(asked.office.today())
    return Open(snooze.view(debt.debtor, asked.typed.on, owed=owed, unread=asked.typed.unread))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Put the debtor aside."""
    form = snooze.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        act = form_act(office, show, view)
        snooze_debtor(office.open_book, act, debtor_id=form.debtor_id, until=form.until, reason=form.reason)
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, snooze.errors(refusal))
        return
    ack()
    office.nudge()


ACTIONS: dict[str, Listener] = {Action.SNOOZE_OPEN: pressed(open_snooze)}
VIEWS: dict[str, Listener] = {Callback.SNOOZE_SUBMIT: submitted}
