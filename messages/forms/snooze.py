"""« Reporter »: until when a debtor is put aside, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debtors import Debtor
from domain.money import Money
from domain.refusals import Refusal
from domain.snoozes import REASON_LIMIT, ReasonMissing, SnoozeNotAfterToday
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.refusals import sentence

TITLE = "Reporter"
_BLOCKS = {"until": "until", "reason": "reason", "text": "reason"}


@dataclass(frozen=True, slots=True)
class SnoozeForm:
    """What was asked: the day the debtor comes back, and why."""

    debtor_id: int
    until: date
    reason: str


def view(
    debtor: Debtor, on: date | None = None, *, owed: Sequence[Money] | None = None, unread: str = ""
) -> dict[str, Any]:
    """Draw the form; `owed` is what is overdue, None when it was not asked for."""
    blocks = [
        *fields.not_read(unread),
        fields.about(debtor, owed),
        field("until", "Jusqu'au", fields.datepicker(on)),
        field("reason", "Motif", fields.text_input(multiline=True, most=REASON_LIMIT)),
    ]
    return fields.modal(Callback.SNOOZE_SUBMIT, TITLE, blocks, metadata(debtor=debtor.id))


def parse(submitted: dict[str, Any], today: date) -> SnoozeForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, reason = given.debtor_id(), given.text("reason")
    until = given.day("until", past=SnoozeNotAfterToday)
    if not reason:
        given.errors["reason"] = sentence(ReasonMissing())
    if given.errors or until is None:
        return given.refusal()
    return SnoozeForm(debtor_id, until, reason)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
