"""« Appel »: what was said, and what comes next."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.calls import Call, Channel, NextActionInThePast, Result
from domain.debtors import Contact
from domain.debts import Debt
from domain.refusals import Refusal
from messages import labels
from messages.blocks import option
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback

TITLE = "Appel"
_COUNTS = "counts"
_BLOCKS = {"next_on": "next_on", "text": "note"}


def view(debt: Debt, contacts: Sequence[Contact], today: date) -> dict[str, Any]:
    """Draw the form; `debt` holds every open line."""
    counts = {"type": "checkboxes", "options": [option("Oui", _COUNTS)]}
    blocks = [
        fields.about(debt.debtor, debt.owed(today)),
        *fields.contact(contacts),
        field("channel", "Canal", fields.select(labels.CHANNELS, first=Channel.PHONE)),
        field("result", "Résultat", fields.select(labels.RESULTS)),
        fields.note(),
        field("next_on", "Prochaine action le", fields.datepicker(), optional=True),
        field("counts", "Compte comme la relance du niveau", counts, optional=True),
    ]
    return fields.modal(Callback.CALL_SUBMIT, TITLE, blocks, metadata(debtor=debt.debtor.id))


def parse(submitted: dict[str, Any], today: date) -> Call | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id = given.debtor_id()
    channel, result = given.choice("channel", Channel), given.choice("result", Result)
    contact_id, contact_name = given.contact()
    next_on = given.day("next_on", needed=False, past=NextActionInThePast)
    if given.errors or channel is None or result is None:
        return given.refusal()
    counts = _COUNTS in given.options("counts")
    return Call(debtor_id, channel, result, contact_id, contact_name, given.text("note"), next_on, counts)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
