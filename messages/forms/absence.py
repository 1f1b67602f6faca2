"""« Absence »: who takes over one's calls and promises, and for how long."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.refusals import Refusal
from messages.blocks import context, plain_text
from messages.forms import fields
from messages.forms.fields import datepicker, field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.words import say

TITLE = "Absence"
_BLOCKS = {"stand_in": "stand_in", "on": "first_on", "last_on": "last_on"}


@dataclass(frozen=True, slots=True)
class AbsenceForm:
    """Who was chosen (Slack user id), and the days, both included."""

    stand_in: str
    first_on: date
    last_on: date


def view(stand_in: str = "", days: tuple[date, date] | None = None, *, unread: str = "") -> dict[str, Any]:
    """Draw the form with what could be read of the command."""
    first_on, last_on = days or (None, None)
    person: dict[str, Any] = {"type": "users_select", "placeholder": plain_text("Choisir une personne")}
    blocks = [
        *fields.not_read(unread),
        context(say("absence.about")),
        field("stand_in", "Remplaçant", person | ({"initial_user": stand_in} if stand_in else {})),
        field("first_on", "Du", datepicker(first_on)),
        field("last_on", "Au", datepicker(last_on)),
    ]
    return fields.modal(Callback.ABSENCE_SUBMIT, TITLE, blocks, metadata())


def parse(submitted: dict[str, Any], today: date) -> AbsenceForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    stand_in, first_on, last_on = given.user("stand_in"), given.day("first_on"), given.day("last_on")
    if stand_in is None or first_on is None or last_on is None:
        return given.refusal()
    return AbsenceForm(stand_in, first_on, last_on)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
