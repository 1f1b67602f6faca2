"""« Promesse »: the form, filled with what was typed, and what is kept of it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from slack_bolt import Ack

from domain.debtors import Contact
from domain.debts import Debt
from domain.promises import record_promise
from domain.refusals import NothingLeft, Refusal
from handlers.answers import Answer, Asked, Open
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from handlers.typed import Typed
from messages.forms import promise
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback


def open_promise(asked: Asked) -> Answer:
    """Open « Promesse »; raise `NothingLeft` when there is nothing to promise."""
    with asked.office.open_reader() as reader:
        debt, contacts = reader.debt(asked.debtor_id), reader.contacts(asked.debtor_id)
    if not debt.lines:
        raise NothingLeft
    return Open(promise_view(debt, contacts, asked.office.today(), asked.typed))


def promise_view(debt: Debt, contacts: Sequence[Contact], today: date, typed: Typed | None = None) -> dict[str, Any]:
    """Draw « Promesse » with what was typed."""
    typed = typed or Typed()
    named = [line.id for line in debt.lines if typed.invoice and line.number == typed.invoice]
    return promise.view(debt, contacts, today, typed.amount, typed.on, named, typed.unread)


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Record the promise."""
    form = promise.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        record_promise(
            office.open_book,
            form_act(office, show, view),
            debtor_id=form.debtor_id,
            lines=form.lines,
            amount=form.amount,
            on=form.on,
            contact_id=form.contact_id,
            note=form.note,
        )
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, promise.errors(refusal))
        return
    ack()
    office.nudge()


ACTIONS: dict[str, Listener] = {Action.PROMISE_OPEN: pressed(open_promise)}
VIEWS: dict[str, Listener] = {Callback.PROMISE_SUBMIT: submitted}
