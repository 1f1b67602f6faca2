"""The first step of a verb typed without a client: it asks which one, then the verb's own form follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.refusals import Refusal
from domain.search import Client
from messages.blocks import option, plain_text
from messages.controls import ASSIGN, CALL, CARD, DISPUTE, PAYMENT, PLAN, PROFILE, PROMISE, SNOOZE
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Action, Callback
from messages.refs import BadRef, DebtRef, Verb
from messages.shown import Block
from messages.words import clip

LABEL = "Client"
_TITLES = {
    Verb.CARD: CARD,
    Verb.CALL: CALL,
    Verb.PROMISE: PROMISE,
    Verb.PLAN: PLAN,
    Verb.SNOOZE: SNOOZE,
    Verb.ASSIGN: ASSIGN,
    Verb.PROFILE: PROFILE,
    Verb.NOTE: "Note",
    Verb.WHY: "Pourquoi",
    Verb.PAYMENT: PAYMENT,
    Verb.DISPUTE: DISPUTE,
    Verb.INSOLVENCY: "Procédure collective",
}
_CARRIED = 3000
_OPTIONS = 100


@dataclass(frozen=True, slots=True)
class ClientForm:
    """The client chosen, the verb that asked, and what was typed after it."""

    debtor_id: int
    verb: str
    rest: str


def view(verb: str, rest: str = "") -> dict[str, Any]:
    """Draw the step; `rest` is what was typed after the verb, kept for the form that follows when it fits."""
    carried = metadata(verb=verb, rest=rest)
    if len(carried) > _CARRIED:
        carried = metadata(verb=verb, rest="")
    title = _TITLES.get(Verb(verb), LABEL) if verb in set(Verb) else LABEL
    return fields.modal(Callback.CLIENT_SUBMIT, title, [client_field()], carried, fields.CONTINUE)


def client_field() -> Block:
    """Make « Client », searched as one types."""
    element = {
        "type": "external_select",
        "action_id": Action.CLIENT_SEARCH,
        "placeholder": plain_text("Nom, code, SIREN ou facture"),
        "min_query_length": 1,
    }
    return field("client", LABEL, element)


def options(candidates: Sequence[Client]) -> list[dict[str, Any]]:
    """Give the choices of « Client » for what was typed in it."""
    return [option(_label(one), DebtRef(one.debtor_id).dump()) for one in candidates[:_OPTIONS]]


def parse(submitted: dict[str, Any], today: date) -> ClientForm | FormRefusal:
    """Read the step; raise `BadRef`."""
    given = Submitted(submitted, today)
    carried = given.carried()
    debtor_id = chosen(given)
    if debtor_id is None:
        return given.refusal()
    return ClientForm(debtor_id, str(carried.get("verb") or ""), str(carried.get("rest") or ""))


def chosen(given: Submitted) -> int | None:
    """Give the client chosen; None, with what is wrong under the field, without one."""
    value = given.option("client")
    if value is None:
        given.refuse("client", "form.client_needed")
        return None
    try:
        return DebtRef.load(value).debtor_id
    except BadRef:
        given.refuse("client", "form.choice_gone")
        return None


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, {"client": "client"})


def _label(client: Client) -> str:
    return f"{clip(client.name, 50)} · {clip(client.code, 20)}"
