"""« Litige » and « Clôture du litige »: what is contested, then who was right."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debtors import Debtor
from domain.debts import Debt
from domain.disputes import COMMENT_LIMIT, ContestedNotPositive, DisputeRow, Outcome, Reason
from domain.money import Money
from domain.refusals import Refusal
from messages import labels, words
from messages.blocks import context, option, plain_text
from messages.forms import amounts, fields, lines
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.refs import BadRef
from messages.shown import Block
from messages.words import clip

TITLE, CLOSE_TITLE = "Litige", "Clôture du litige"
COMMENT = "Commentaire"
_BLOCKS = {"lines": "lines", "amount": "contested", "text": "comment"}
_OPTIONS, _NUMBERS = 100, 3
_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class DisputeForm:
    """What was asked: the lines by id, all of one currency, what is contested of them, None for all that is left."""

    debtor_id: int
    lines: tuple[int, ...]
    reason: Reason
    amount: Money | None
    comment: str


@dataclass(frozen=True, slots=True)
class CloseForm:
    """Which dispute is closed, and who was right."""

    debtor_id: int
    dispute_id: int
    outcome: Outcome
    comment: str


def view(debt: Debt, today: date, named: Sequence[int] = (), unread: str = "") -> dict[str, Any]:
    """Draw « Litige »; `debt` holds every open line, at least one; `named` are the lines of the invoice named."""
    offer = lines.offer(debt, today, named=named)
    blocks = [
        *fields.not_read(unread),
        fields.about(debt.debtor, debt.owed(today)),
        *_already(debt),
        lines.block(offer),
        field("reason", "Motif", fields.select(labels.DISPUTE_REASONS)),
        field(
            "contested",
            "Montant contesté",
            fields.text_input(most=amounts.MOST),
            optional=True,
            hint=words.plain("dispute.all_contested"),
        ),
        _comment(),
    ]
    carried = metadata(debtor=debt.debtor.id, overdue=offer.carried())
    return fields.modal(Callback.DISPUTE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> DisputeForm | FormRefusal:
    """Read « Litige »; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id = given.debtor_id()
    chosen = lines.read(given)
    reason = given.choice("reason", Reason)
    currency = chosen.currency if chosen else None
    amount = amounts.read(given, "contested", currency, ContestedNotPositive(), needed=False)
    if given.errors or chosen is None or reason is None:
        return given.refusal()
    return DisputeForm(debtor_id, chosen.lines, reason, amount, given.text("comment"))


def close_view(debtor: Debtor, disputes: Sequence[DisputeRow]) -> dict[str, Any]:
    """Draw « Clôture du litige » for the open disputes of a debtor, at least one; it asks which when there are more."""
    several = len(disputes) > 1
    blocks = [
        fields.about(debtor),
        _which(disputes) if several else context(words.say("dispute.one", row=disputes[0], labels=labels)),
        field("outcome", "Issue", fields.select(labels.OUTCOMES)),
        context(words.say("dispute.outcomes")),
        _comment(),
    ]
    only = {} if several else {"dispute": disputes[0].id}
    return fields.modal(Callback.DISPUTE_CLOSE, CLOSE_TITLE, blocks, metadata(debtor=debtor.id, **only))


def close_parse(submitted: dict[str, Any], today: date) -> CloseForm | FormRefusal:
    """Read « Clôture du litige »; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, dispute_id = given.debtor_id(), _dispute_id(given)
    outcome = given.choice("outcome", Outcome)
    if given.errors or dispute_id is None or outcome is None:
        return given.refusal()
    return CloseForm(debtor_id, dispute_id, outcome, given.text("comment"))


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _comment() -> Block:
    return field("comment", COMMENT, fields.text_input(multiline=True, most=COMMENT_LIMIT), optional=True)


def _already(debt: Debt) -> list[Block]:
    """Say that a part is contested already: what is added comes beside it."""
    disputed = any(line.disputed for line in debt.lines)
    return [context(words.say("dispute.already"))] if disputed else []


def _which(disputes: Sequence[DisputeRow]) -> Block:
    element = {
        "type": "static_select",
        "placeholder": plain_text("Choisir un litige"),
        "options": [option(_label(row), str(row.id)) for row in disputes[:_OPTIONS]],
    }
    return field("dispute", "Litige", element)


def _label(row: DisputeRow) -> str:
    numbers = clip(", ".join(row.numbers[:_NUMBERS]), 30)
    return words.plain("dispute.choice", row=row, numbers=numbers, reason=labels.dispute_reason(row.reason))


def _dispute_id(given: Submitted) -> int | None:
    """Give the dispute that the form carries, or the one chosen; raise `BadRef`."""
    carried = given.carried().get("dispute")
    if isinstance(carried, int) and not isinstance(carried, bool):
        return carried
    if carried is not None:
        raise BadRef
    value = given.option("dispute")
    if value is None:
        given.refuse("dispute", "form.choice_needed")
        return None
    if not value.isascii() or not value.isdecimal() or len(value) > _LONGEST_ID:
        raise BadRef
    return int(value)
