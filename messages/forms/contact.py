"""« Contacts » and « Contact »: the people at a client's, seen in a list, added and changed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.debtors import Contact
from domain.journal import JournalRow, Kind
from domain.policy_scenarios import CONTACT_ROLES
from domain.profiles import Sheet
from domain.refusals import Refusal
from messages import profile_notes, words
from messages.blocks import option
from messages.forms import fields, parts
from messages.forms.parts import Back, Titles, block
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Action, Callback
from messages.labels import CONTACT_FIELDS
from messages.shown import Block

TITLE = "Contact"
_LIST = Titles("Contacts", "Ajouter un contact", Action.CONTACT_EDIT)
_REMOVE = "Retirer ce contact"
_YES = "yes"
_NONE = "-"
_MOST = {"name": 255, "email": 255, "phone": 64}


@dataclass(frozen=True, slots=True)
class ContactForm:
    """What was asked: the contact as typed, or that it be removed."""

    debtor_id: int
    contact: Contact
    removed: bool
    seen: int
    back: Back


def listing(sheet: Sheet, back: Back, edits: Sequence[JournalRow] = ()) -> dict[str, Any]:
    """Draw the contacts, the one able to unblock payment first; `edits` are what others changed meanwhile."""
    lines = [(one.id, words.say("profile.contact", one=one)) for one in sheet.contacts]
    return parts.listing(_LIST, lines, sheet.debtor, back, _meanwhile(edits))


def view(sheet: Sheet, contact: Contact, back: Back, edits: Sequence[JournalRow] = ()) -> dict[str, Any]:
    """Draw the form of a contact, of a new one when its id is 0; `edits` are what others changed meanwhile."""
    seen = sheet.seen
    yes = [option("Oui", _YES)]
    unblocks: Block = {"type": "checkboxes", "options": yes}
    if contact.can_unblock:
        unblocks["initial_options"] = yes
    blocks = [
        fields.about(sheet.debtor),
        *_meanwhile(edits),
        _field("name", _text("name", contact.name), seen),
        _field("role", fields.select(_roles(contact.role), first=contact.role or _NONE), seen),
        _field("email", _text("email", contact.email), seen),
        _field("phone", _text("phone", contact.phone), seen),
        _field("can_unblock", unblocks, seen),
        _field("checked_on", fields.datepicker(contact.checked_on), seen),
    ]
    if contact.id:
        removes: Block = {"type": "checkboxes", "options": [option("Oui", _YES)]}
        hint = words.plain("profile.remove_contact_hint")
        blocks.append(fields.field(block("removed", seen), _REMOVE, removes, optional=True, hint=hint))
    carried = metadata(debtor=sheet.debtor.id, contact=contact.id, seen=seen, **back.carried())
    return fields.modal(Callback.CONTACT_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> ContactForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, carried = given.debtor_id(), given.carried()
    seen = parts.count(carried, "seen")
    role = given.option(block("role", seen))
    contact = Contact(
        parts.count(carried, "contact"),
        given.text(block("name", seen)),
        "" if role in {None, _NONE} else str(role),
        given.text(block("email", seen)),
        given.text(block("phone", seen)),
        can_unblock=_YES in given.options(block("can_unblock", seen)),
        checked_on=given.day(block("checked_on", seen), needed=False, past=None),
    )
    removed = _YES in given.options(block("removed", seen))
    return given.refusal() if given.errors else ContactForm(debtor_id, contact, removed, seen, Back.load(carried))


def merged(now: Contact, typed: Contact, edits: Sequence[JournalRow]) -> Contact:
    """Give what the form shows after others edited it: the new state of what they changed, the rest as typed."""
    theirs = {name for row in edits for name in row.payload.get("fields") or () if name in CONTACT_FIELDS}
    return replace(typed, **{name: getattr(now, name) for name in theirs})


def errors(refusal: Refusal, seen: int) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, {name: block(name, seen) for name in CONTACT_FIELDS})


def _meanwhile(edits: Sequence[JournalRow]) -> list[Block]:
    told = [
        words.plain(
            "profile.contact_edit", removed=row.kind is Kind.CONTACT_REMOVED, **profile_notes.contact(row.payload)
        )
        for row in edits
    ]
    return parts.meanwhile(edits, told)


def _field(name: str, element: Block, seen: int) -> Block:
    return fields.field(block(name, seen), CONTACT_FIELDS[name], element, optional=True)


def _text(name: str, value: str) -> Block:
    return fields.text_input(value, most=_MOST[name])


def _roles(present: str) -> dict[str, str]:
    """Give the roles, with the one that a ledger brought when it is none of them."""
    return {_NONE: "Non précisé"} | {
        role: role[:1].upper() + role[1:] for role in [*CONTACT_ROLES, *filter(None, [present])]
    }
