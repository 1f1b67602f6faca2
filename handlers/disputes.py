"""« Litige »: opened from the debtor or from a call, closed by whoever knows who was right."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from slack_bolt import Ack

from domain.debts import Debt
from domain.disputes import DisputeClosed, DisputeRow, State, close_dispute, open_dispute
from domain.refusals import NothingLeft, Refusal
from handlers.answers import Answer, Asked, Open, Say
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from handlers.typed import Typed
from messages.disputes import closed_before
from messages.forms import dispute
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback


def open_form(asked: Asked) -> Answer:
    """Open « Litige »; raise `NothingLeft` when there is nothing to contest."""
    with asked.office.open_reader() as reader:
        debt = reader.debt(asked.debtor_id)
    if not debt.lines:
        raise NothingLeft
    return Open(dispute_view(debt, asked.office.today(), asked.typed))


def dispute_view(debt: Debt, today: date, typed: Typed | None = None) -> dict[str, Any]:
    """Draw « Litige », on the invoice that was named."""
    typed = typed or Typed()
    named = [line.id for line in debt.lines if typed.invoice and line.number == typed.invoice]
    return dispute.view(debt, today, named, typed.unread)


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Open the dispute."""
    form = dispute.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        open_dispute(
            office.open_book,
            form_act(office, show, view),
            debtor_id=form.debtor_id,
            lines=form.lines,
            reason=form.reason,
            amount=form.amount,
            comment=form.comment,
        )
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, dispute.errors(refusal))
        return
    ack()
    office.nudge()


def open_close(asked: Asked) -> Answer:
    """Open « Clôture du litige »; when nothing is open any more, say who closed the last one."""
    with asked.office.open_reader() as reader:
        debtor, rows = reader.debtor(asked.debtor_id), reader.disputes(asked.debtor_id)
    waiting = [row for row in rows if row.state is State.OPEN]
    if not waiting:
        return Say(closed_before(debtor, _last_closed(rows)))
    return Open(dispute.close_view(debtor, waiting))


def closed(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Close the dispute; who comes second is told what the first did, in the place of the form."""
    form = dispute.close_parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    with office.open_reader() as reader:
        debtor = reader.debtor(form.debtor_id)
    try:
        act = form_act(office, show, view)
        ids = {"debtor_id": form.debtor_id, "dispute_id": form.dispute_id}
        close_dispute(office.open_book, act, outcome=form.outcome, comment=form.comment, **ids)
    except DisputeClosed as refusal:
        show.in_place(ack, closed_before(debtor, refusal.facts["dispute"]))
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, dispute.errors(refusal))
        return
    ack()
    office.nudge()


def _last_closed(rows: Sequence[DisputeRow]) -> DisputeRow | None:
    done = (row for row in rows if row.closed_on)
    return max(done, key=lambda row: (row.closed_on or date.min, row.id), default=None)


ACTIONS: dict[str, Listener] = {Action.DISPUTE_OPEN: pressed(open_form), Action.DISPUTE_CLOSE: pressed(open_close)}
VIEWS: dict[str, Listener] = {Callback.DISPUTE_SUBMIT: submitted, Callback.DISPUTE_CLOSE: closed}
