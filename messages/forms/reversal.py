"""« Annulation de règlement »: why a payment is taken back; Slack holds a title to 24 characters."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debtors import Debtor
from domain.payments import Payment
from domain.refusals import Refusal
from domain.reversals import COMMENT_LIMIT, Reversal
from messages import labels, words
from messages.blocks import context
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback

TITLE = "Annulation de règlement"


@dataclass(frozen=True, slots=True)
class ReversalForm:
    """What was asked: which payment is taken back, and why."""

    debtor_id: int
    payment_id: int
    why: Reversal
    comment: str


def view(debtor: Debtor, payment: Payment) -> dict[str, Any]:
    """Draw the form, with the invoices that will owe again."""
    numbers = [placed.number for placed in payment.placed]
    about = words.say("form.payment_about", one=payment, by=labels.paid_by(payment.method), numbers=numbers)
    blocks = [
        fields.about(debtor),
        context(about),
        field("why", "Motif", fields.select(labels.REVERSALS)),
        field("comment", "Commentaire", fields.text_input(multiline=True, most=COMMENT_LIMIT), optional=True),
    ]
    carried = metadata(debtor=debtor.id, payment=payment.id)
    return fields.modal(Callback.PAYMENT_REVERSE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> ReversalForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, payment_id = given.debtor_id(), given.key("payment")
    why = given.choice("why", Reversal)
    return given.refusal() if why is None else ReversalForm(debtor_id, payment_id, why, given.text("comment"))


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, {"text": "comment"})
