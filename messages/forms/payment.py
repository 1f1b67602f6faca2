"""« Paiement reçu »: how much came, when, how, and for which invoices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debts import Debt
from domain.payments import REFERENCE_LIMIT, Method, Payment, Received
from domain.refusals import Refusal
from domain.typed_amounts import Amount
from messages import labels, words
from messages.blocks import context, option
from messages.controls import PAYMENT
from messages.forms import amounts, fields, lines
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.shown import Block
from messages.words import typed_amount

TITLE = PAYMENT
_DEFAULT_CURRENCY = "EUR"
_KNOWN, _ANOTHER = "known", "another"
_BLOCKS = {"amount": "amount", "on": "on", "lines": "lines", "text": "reference"}


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """What was asked: the money, the lines by id, none when nothing was open, and whether it is one more payment."""

    received: Received
    lines: tuple[int, ...]
    another: bool


def view(
    debt: Debt,
    today: date,
    amount: Amount | None = None,
    on: date | None = None,
    named: Sequence[int] = (),
    unread: str = "",
) -> dict[str, Any]:
    """Draw the form; `debt` holds every open line; `named` are the ids of the lines of the invoice named.

    `unread` is what of the command could not be read: what it may have been stays empty, never guessed.
    """
    offer = lines.offer(debt, today, named=named, currency=(amount.currency or "") if amount else "")
    cents = amount.cents if amount else 0 if unread else offer.left()
    day = on or (None if unread else today)
    blocks = [
        *fields.not_read(unread),
        fields.about(debt.debtor, debt.owed(today)),
        lines.block(offer) if debt.lines else context(words.say("form.nothing_open")),
        field("amount", "Montant", fields.text_input(_typed(cents, amount, debt), most=amounts.MOST)),
        field("on", "Date", fields.datepicker(day)),
        field("method", "Mode", fields.select(labels.METHODS, first=Method.TRANSFER)),
        field("reference", "Référence", fields.text_input(most=REFERENCE_LIMIT), optional=True),
    ]
    carried = metadata(debtor=debt.debtor.id, overdue=offer.carried(), free=not debt.lines)
    return fields.modal(Callback.PAYMENT_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> PaymentForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, free = given.debtor_id(), bool(given.carried().get("free"))
    chosen = None if free else lines.read(given)
    amount = amounts.read(given, "amount", chosen.currency if chosen else None)
    on, method = given.past_day("on"), given.choice("method", Method)
    if given.errors or amount is None or on is None or method is None:
        return given.refusal()
    if not amount.currency:
        amount = type(amount)(amount.cents, _DEFAULT_CURRENCY)
    received = Received(debtor_id, amount, on, method, given.text("reference"))
    return PaymentForm(received, chosen.lines if chosen else (), bool(given.options(_ANOTHER)))


def doubtful(submitted: Mapping[str, Any], known: Payment) -> dict[str, Any]:
    """Draw the submitted form again with what is known already under « Montant », and the box that tells them apart.

    Slack keeps what was typed in fields of the same name.
    """
    said = context(words.say("form.payment_known", one=known)) | {"block_id": _KNOWN}
    box = {"type": "checkboxes", "options": [option("Oui", _ANOTHER)]}
    asked = [said, field(_ANOTHER, "C'est un autre règlement", box, optional=True)]
    blocks: list[Block] = []
    for block in submitted["blocks"]:
        if block.get("block_id") not in {_KNOWN, _ANOTHER}:
            blocks += [block, *asked] if block.get("block_id") == "amount" else [block]
    return fields.modal(Callback.PAYMENT_SUBMIT, TITLE, blocks, str(submitted["private_metadata"]))


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _typed(cents: int, amount: Amount | None, debt: Debt) -> str:
    """Write the amount as it is typed, with its currency where no invoice says it."""
    if not cents:
        return ""
    currency = amount.currency if amount and amount.currency and not debt.lines else ""
    return f"{typed_amount(cents)} {currency}".strip()
