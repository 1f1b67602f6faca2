"""« Imputer » and « Désimputer »: money to allocate is set against invoices, or taken off them."""

from typing import Any

from slack_bolt import Ack

from domain.credits import NothingToAllocate, allocate_credit, release_credit
from domain.debts import Debt
from domain.refusals import Refusal
from handlers.answers import Answer, Open, Say, sentence
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from messages.forms import credit
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.refs import PaymentRef
from messages.refusals import spoken
from messages.shown import Shown


def open_credit(ack: Ack, action: dict[str, Any], office: Office, show: Show) -> None:
    """Open « Imputation », or say that there is nothing left of the sum, or nothing to set it against."""
    show.to_press(ack, _credit(office, PaymentRef.load(action.get("value"))))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Set the sum against the invoices chosen."""
    form = credit.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        allocate_credit(
            office.open_book,
            form_act(office, show, view),
            debtor_id=form.debtor_id,
            payment_id=form.payment_id,
            lines=form.lines,
            amount=form.amount,
        )
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, credit.errors(refusal))
        return
    ack()
    office.nudge()


def released(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, show: Show) -> None:
    """Take a sum off its invoices."""
    show.to_press(ack, release(body, office, show.user, PaymentRef.load(action.get("value"))))


def release(body: dict[str, Any], office: Office, user: str, ref: PaymentRef) -> Answer:
    """Take a sum off its invoices at once; raise what `release_credit` raises."""
    act = office.act(user, once_of(body))
    release_credit(office.open_book, act, debtor_id=ref.debtor_id, payment_id=ref.payment_id)
    office.nudge()
    return sentence("payments.released")


def _credit(office: Office, ref: PaymentRef) -> Answer:
    with office.open_reader() as reader:
        debt, found = reader.debt(ref.debtor_id), reader.payment(ref.debtor_id, ref.payment_id)
    if not found.left:
        return Say(Shown(spoken(NothingToAllocate()), []))
    lines = tuple(line for line in debt.lines if line.currency == found.amount.currency)
    if not lines:
        return sentence("payments.nothing_owed")
    return Open(credit.view(Debt(debt.debtor, lines), found, office.today()))


ACTIONS: dict[str, Listener] = {Action.CREDIT_ALLOCATE: open_credit, Action.CREDIT_RELEASE: released}
VIEWS: dict[str, Listener] = {Callback.CREDIT_ALLOCATE_SUBMIT: submitted}
