"""« Attribuer »: who follows a debtor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debtors import Debtor
from domain.money import Money
from domain.refusals import Refusal
from messages.blocks import plain_text
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback

TITLE = "Attribuer"
_BLOCKS = {"owner": "owner"}


@dataclass(frozen=True, slots=True)
class AssignForm:
    """Who was chosen (Slack user id)."""

    debtor_id: int
    owner: str


def view(debtor: Debtor, *, owed: Sequence[Money] | None = None, unread: str = "") -> dict[str, Any]:
    """Draw the form, the present owner chosen; `owed` is what is overdue, None when it was not asked for."""
    element: dict[str, Any] = {"type": "users_select", "placeholder": plain_text("Choisir une personne")}
    if debtor.owner:
        element["initial_user"] = debtor.owner
    blocks = [*fields.not_read(unread), fields.about(debtor, owed), field("owner", "Responsable", element)]
    return fields.modal(Callback.ASSIGN_SUBMIT, TITLE, blocks, metadata(debtor=debtor.id))


def parse(submitted: dict[str, Any], today: date) -> AssignForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, owner = given.debtor_id(), given.user("owner")
    return given.refusal() if owner is None else AssignForm(debtor_id, owner)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)
