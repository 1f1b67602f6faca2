"""« Imputation »: the invoices that money to allocate is set against."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debts import Debt
from domain.money import Money
from domain.payments import Payment
from domain.refusals import Refusal
from messages import labels, words
from messages.blocks import context
from messages.forms import amounts, fields, lines
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.words import typed_amount

TITLE = "Imputation"
_BLOCKS = {"amount": "amount", "lines": "lines"}


@dataclass(frozen=True, slots=True)
class CreditForm:
    """What was asked: which sum, how much of it, on which lines by id."""

    debtor_id: int
    payment_id: int
    lines: tuple[int, ...]
    amount: Money


def view(debt: Debt, credit: Payment, today: date) -> dict[str, Any]:
    """Draw the form; `debt` holds the open lines in the currency of the sum, at least one."""
    offer = lines.offer(debt, today)
    left = Money(credit.left, credit.amount.currency)
    about = words.say("form.credit_about", one=credit, left=left, kind=labels.CREDIT_KINDS[credit.kind])
    filled = typed_amount(min(credit.left, offer.left()))
    blocks = [
        fields.about(debt.debtor, debt.owed(today)),
        context(about),
        lines.block(offer),
        field("amount", "Montant", fields.text_input(filled, most=amounts.MOST)),
    ]
    carried = metadata(debtor=debt.debtor.id, payment=credit.id, overdue=offer.carried())
    return fields.modal(Callback.CREDIT_ALLOCATE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> CreditForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, payment_id = given.debtor_id(), given.key("payment")
    chosen = lines.read(given)
    amount = amounts.read(given, "amount", chosen.currency if chosen else None)
    if chosen is None or amount is None:
        return given.refusal()
    return CreditForm(debtor_id, payment_id, chosen.lines, amount)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
