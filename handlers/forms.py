"""What every submitted form has in common: its key, and how a refusal is put where the person looks."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from domain.acts import Act
from domain.refusals import Refusal
from handlers.doors import in_form
from handlers.office import Office
from handlers.show import Show
from messages.forms.submitted import FormRefusal
from messages.refusals import sentence


def form_act(office: Office, show: Show, view: Mapping[str, Any]) -> Act:
    """Make the act of a submitted modal; sent a second time, it changes nothing."""
    view_id = view.get("id")
    return office.act(show.user, f"view:{view_id}:{view.get('callback_id')}" if view_id else None)


def refuse_fields(ack: Ack, refusal: FormRefusal) -> None:
    """Put what is wrong under the fields."""
    ack(response_action="errors", errors=refusal.errors)


def refuse_form(
    ack: Ack, show: Show, view: Mapping[str, Any], refusal: Refusal, errors: Mapping[str, str] | None
) -> None:
    """Put a refusal under the field that explains it, else under the first one."""
    if errors:
        ack(response_action="errors", errors=dict(errors))
        return
    in_form(ack, show, view, sentence(refusal))
