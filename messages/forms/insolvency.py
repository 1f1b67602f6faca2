"""« Procédure collective »: the BODACC's date, and what was done in time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.concerns import Concerns
from domain.debtors import Debtor
from domain.insolvency import dates
from domain.refusals import Refusal
from messages import words
from messages.blocks import context, option
from messages.forms import fields
from messages.forms.fields import field
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Callback
from messages.refs import BadRef
from messages.shown import Block

TITLE = "Procédure collective"
_LIFT = "lift"
_BLOCKS = {"published_on": "published_on", "declared_on": "declared_on", "reclaimed_on": "reclaimed_on"}

Dates = tuple[date | None, date | None, date | None]


@dataclass(frozen=True, slots=True)
class InsolvencyForm:
    """What was asked; `lifted` wins over the dates. `shown` is what the form was drawn on."""

    debtor_id: int
    lifted: bool
    published_on: date | None
    declared_on: date | None
    reclaimed_on: date | None
    shown: Dates


def view(debtor: Debtor, concerns: Concerns, unread: str = "") -> dict[str, Any]:
    """Draw the form; what was done, and the way back, are asked once the insolvency is known."""
    published = field("published_on", "Date de publication au BODACC", fields.datepicker(debtor.insolvent_on))
    blocks = [*fields.not_read(unread), fields.about(debtor), published, *_since(debtor, concerns)]
    shown = [on.isoformat() if on else None for on in dates(debtor)]
    return fields.modal(Callback.INSOLVENCY_SUBMIT, TITLE, blocks, metadata(debtor=debtor.id, shown=shown))


def parse(submitted: dict[str, Any], today: date) -> InsolvencyForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, shown = given.debtor_id(), _shown(given)
    lifted = _LIFT in given.options("lift")
    published_on = given.day("published_on", needed=not lifted, past=None)
    declared_on = given.day("declared_on", needed=False, past=None)
    reclaimed_on = given.day("reclaimed_on", needed=False, past=None)
    if given.errors:
        return given.refusal()
    return InsolvencyForm(debtor_id, lifted, published_on, declared_on, reclaimed_on, shown)


def errors(refusal: Refusal) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, _BLOCKS)


def _since(debtor: Debtor, concerns: Concerns) -> list[Block]:
    if not debtor.insolvent_on:
        return [context(words.say("insolvency.effects"))]
    lift = {"type": "checkboxes", "options": [option(words.plain("insolvency.lift"), _LIFT)]}
    asked = [("declared_on", "Créance déclarée le", debtor.declared_on)]
    if concerns.reserved or debtor.reclaimed_on:
        asked.append(("reclaimed_on", "Marchandises revendiquées le", debtor.reclaimed_on))
    done = [field(name, label, fields.datepicker(on), optional=True) for name, label, on in asked]
    return [*done, field("lift", "Procédure levée", lift, optional=True)]


def _shown(given: Submitted) -> Dates:
    """Give the dates that the form was drawn on; raise `BadRef`."""
    try:
        published, declared, reclaimed = given.carried()["shown"]
        return _date(published), _date(declared), _date(reclaimed)
    except (KeyError, TypeError, ValueError):
        raise BadRef from None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
