"""An amount typed in a form, in the currency of the invoices chosen."""

from domain.money import Money
from domain.promises import AmountNotPositive
from domain.refusals import Refusal
from domain.typed_amounts import read_amount
from messages.forms.submitted import Submitted
from messages.refusals import sentence

MOST = 40
"""Characters of an amount."""


def read(
    given: Submitted, block: str, currency: str | None, nothing: Refusal | None = None, *, needed: bool = True
) -> Money | None:
    """Read an amount above zero; None when it is refused under its field, or left out where it is not `needed`.

    A currency typed must be `currency`, unless that is not known. `nothing` words the refusal of zero.
    """
    typed = given.text(block)
    if not typed and not needed:
        return None
    found = read_amount(typed)
    if found is None:
        given.refuse(block, "form.amount_not_read" if typed else "form.amount_needed")
        return None
    if found.cents <= 0:
        given.errors[block] = sentence(nothing or AmountNotPositive())
        return None
    if currency and found.currency not in (None, currency):
        given.refuse(block, "form.amount_in_another_currency", typed=found.currency, currency=currency)
        return None
    return Money(found.cents, currency or found.currency or "")
