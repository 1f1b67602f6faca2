"""« Appel »: the form, what is kept of it, and the form that may follow."""

from typing import Any

from slack_bolt import Ack

from domain.calls import Call, Result, log_call
from domain.refusals import Refusal
from handlers.answers import Answer, Asked, Open
from handlers.disputes import dispute_view
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.plans import plan_view
from handlers.presses import Listener, pressed
from handlers.promises import promise_view
from handlers.show import Show
from messages.forms import call
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback


def open_call(asked: Asked) -> Answer:
    """Open « Appel »."""
    with asked.office.open_reader() as reader:
        debt, contacts = reader.debt(asked.debtor_id), reader.contacts(asked.debtor_id)
    return Open(call.view(debt, contacts, asked.office.today()))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Keep a call; a promise, a dispute or difficulties go on to their form, and the call stays kept without it."""
    form = call.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    following = _following(form, office)  # read first: what fails after the commit would be told as not kept
    try:
        log_call(office.open_book, form_act(office, show, view), form)
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, call.errors(refusal))
        return
    if following:
        ack(response_action="update", view=following)
    else:
        ack()
    office.nudge()


def _following(form: Call, office: Office) -> dict[str, Any] | None:
    """Draw the form that the result goes on to, when there is something left to promise, to contest or to spread."""
    if form.result not in {Result.PROMISE, Result.DISPUTE, Result.DIFFICULTIES}:
        return None
    with office.open_reader() as reader:
        debt, contacts = reader.debt(form.debtor_id), reader.contacts(form.debtor_id)
    if not debt.lines:
        return None
    if form.result is Result.DISPUTE:
        return dispute_view(debt, office.today())
    if form.result is Result.DIFFICULTIES:
        free = any(line.plan_id is None for line in debt.lines)
        return plan_view(debt, office.today(), office.policy) if free else None
    return promise_view(debt, contacts, office.today())


ACTIONS: dict[str, Listener] = {Action.CALL_OPEN: pressed(open_call)}
VIEWS: dict[str, Listener] = {Callback.CALL_SUBMIT: submitted}
