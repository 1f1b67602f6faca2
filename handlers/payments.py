"""« Paiement reçu » and « Annuler ce règlement »: money that a person notes, and money that is taken back."""

from typing import Any

from slack_bolt import Ack

from domain.payments import AlreadyReceived, StatedByLedger, receive_payment
from domain.refusals import Refusal
from domain.reversals import AlreadyReversed, check_reversible, reverse_payment
from handlers.answers import Answer, Asked, Open, Say
from handlers.credits import release
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, pressed
from handlers.show import Show
from messages.card_money import RELEASING
from messages.forms import payment, reversal
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback
from messages.refs import PaymentRef
from messages.refusals import spoken
from messages.shown import Shown


def open_payment(asked: Asked) -> Answer:
    """Open « Paiement reçu », with what was typed; a debtor who owes nothing may pay too."""
    with asked.office.open_reader() as reader:
        debt = reader.debt(asked.debtor_id)
    typed = asked.typed
    named = [line.id for line in debt.lines if typed.invoice and line.number == typed.invoice]
    return Open(payment.view(debt, asked.office.today(), typed.amount, typed.on, named, typed.unread))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Note the payment; one known already is shown, and asked about."""
    form = payment.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        act = form_act(office, show, view)
        receive_payment(office.open_book, act, form.received, lines=form.lines, another=form.another)
    except AlreadyReceived as refusal:
        ack(response_action="update", view=payment.doubtful(view, refusal.facts["payment"]))
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, payment.errors(refusal))
        return
    ack()
    office.nudge()


def open_reversal(ack: Ack, action: dict[str, Any], office: Office, show: Show) -> None:
    """Open « Annulation de règlement », or say why the payment is not taken back here."""
    show.to_press(ack, _reversal(office, PaymentRef.load(action.get("value"))))


def menu(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, show: Show) -> None:
    """Do what was picked in the ⋯ menu of a payment."""
    chosen = action.get("selected_option")
    ref = PaymentRef.load(chosen.get("value") if isinstance(chosen, dict) else None)
    show.to_press(ack, release(body, office, show.user, ref) if ref.deed == RELEASING else _reversal(office, ref))


def reversal_submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Take the payment back; whoever comes second is told who did it first."""
    form = reversal.parse(view, office.today())
    if isinstance(form, FormRefusal):
        refuse_fields(ack, form)
        return
    try:
        reverse_payment(
            office.open_book,
            form_act(office, show, view),
            debtor_id=form.debtor_id,
            payment_id=form.payment_id,
            why=form.why,
            comment=form.comment,
        )
    except (AlreadyReversed, StatedByLedger) as refusal:
        show.to_form(ack, _said(refusal), "")
        return
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, reversal.errors(refusal))
        return
    ack()
    office.nudge()


def _reversal(office: Office, ref: PaymentRef) -> Answer:
    with office.open_reader() as reader:
        debtor, found = reader.debtor(ref.debtor_id), reader.payment(ref.debtor_id, ref.payment_id)
    try:
        check_reversible(found)
    except Refusal as refusal:
        return _said(refusal)
    return Open(reversal.view(debtor, found))


def _said(refusal: Refusal) -> Say:
    return Say(Shown(spoken(refusal), []))


ACTIONS: dict[str, Listener] = {
    Action.PAYMENT_OPEN: pressed(open_payment),
    Action.PAYMENT_REVERSE: open_reversal,
    Action.PAYMENT_MENU: menu,
}
VIEWS: dict[str, Listener] = {
    Callback.PAYMENT_SUBMIT: submitted,
    Callback.PAYMENT_REVERSE_SUBMIT: reversal_submitted,
}
