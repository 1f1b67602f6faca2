"""« Noter chez un client »: a message of Slack kept in a debtor's journal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.notes import NOTE_LIMIT
from domain.refusals import Refusal
from messages.forms import fields
from messages.forms.client import chosen, client_field
from messages.forms.fields import field, text_input
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.words import clip

TITLE = "Noter chez un client"
_BLOCKS = {"client": "client", "text": "note"}


@dataclass(frozen=True, slots=True)
class NoteForm:
    """The client chosen, what is kept, and who wrote the message (Slack user id, "" for nobody)."""

    debtor_id: int
    text: str
    author: str


def view(text: str, author: str) -> dict[str, Any]:
    """Draw the form with the text of the message, which may be shortened before it is kept."""
    note = field("note", fields.NOTE, text_input(clip(text, NOTE_LIMIT), multiline=True))
    return fields.modal(Callback.NOTE_SUBMIT, TITLE, [client_field(), note], metadata(author=author))


def parse(submitted: dict[str, Any], today: date) -> NoteForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    carried, debtor_id, text = given.carried(), chosen(given), given.text("note")
    if not text.strip():
        given.refuse("note", "refusal.text_missing")
    if debtor_id is None or not text.strip():
        return given.refusal()
    return NoteForm(debtor_id, text, str(carried.get("author") or ""))


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
