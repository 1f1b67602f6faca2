"""« Promesse »: how much, when, and for which invoices."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debtors import Contact
from domain.debts import Debt
from domain.money import Money
from domain.refusals import Refusal
from domain.typed_amounts import Amount
from messages import words
from messages.blocks import context
from messages.forms import amounts, fields, lines
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.shown import Block
from messages.words import typed_amount

TITLE = "Promesse"
_BLOCKS = {"amount": "amount", "on": "on", "lines": "lines", "text": "promise_note"}


@dataclass(frozen=True, slots=True)
class PromiseForm:
    """What was asked: the lines by id, all of one currency, the amount, the day."""

    debtor_id: int
    lines: tuple[int, ...]
    amount: Money
    on: date
    contact_id: int | None
    note: str


def view(
    debt: Debt,
    contacts: Sequence[Contact],
    today: date,
    amount: Amount | Money | None = None,
    on: date | None = None,
    named: Sequence[int] = (),
    unread: str = "",
) -> dict[str, Any]:
    """Draw the form; `debt` holds every open line, at least one; `named` are the ids of the lines of the invoice named.

    `unread` is what of the command could not be read: what it may have been stays empty, never guessed.
    """
    offer = lines.offer(debt, today, named=named, currency=(amount.currency or "") if amount else "")
    cents = amount.cents if amount else 0 if unread else offer.left()
    filled = typed_amount(cents) if cents else ""
    blocks = [
        *fields.not_read(unread),
        fields.about(debt.debtor, debt.owed(today)),
        *_already(debt),
        lines.block(offer),
        field("amount", "Montant promis", fields.text_input(filled, most=amounts.MOST)),
        field("on", "Date promise", fields.datepicker(on)),
        *fields.contact(contacts),
        fields.note("promise_note"),
    ]
    carried = metadata(debtor=debt.debtor.id, overdue=offer.carried())
    return fields.modal(Callback.PROMISE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> PromiseForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id = given.debtor_id()
    chosen = lines.read(given)
    amount = amounts.read(given, "amount", chosen.currency if chosen else None)
    on = given.day("on")
    contact_id, _ = given.contact()
    if given.errors or chosen is None or amount is None or on is None:
        return given.refusal()
    return PromiseForm(debtor_id, chosen.lines, amount, on, contact_id, given.text("promise_note"))


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _already(debt: Debt) -> list[Block]:
    """Warn that a promise is open: a new one on any of its lines replaces it whole (RULES §4)."""
    frozen = any(line.promise_id is not None for line in debt.lines)
    return [context(words.say("form.promise_open"))] if frozen else []
