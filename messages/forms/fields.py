"""The fields that forms are made of: an input block each, named by the fact it asks for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.debtors import Contact, Debtor
from domain.money import Money
from messages import words
from messages.blocks import context, option, plain_text
from messages.ids import Callback
from messages.shown import Block
from messages.words import clip

VERSION = 1
CANCEL, SAVE, CONTINUE = "Annuler", "Enregistrer", "Continuer"
CONTACT, NOTE = "Contact", "Note"
_NOTE_MOST = 3000
_CONTACTS = 100


def modal(callback: Callback, title: str, blocks: Sequence[Block], metadata: str, submit: str = SAVE) -> dict[str, Any]:
    """Make a modal."""
    return {
        "type": "modal",
        "callback_id": callback,
        "title": plain_text(title),
        "submit": plain_text(submit),
        "close": plain_text(CANCEL),
        "private_metadata": metadata,
        "blocks": list(blocks),
    }


def field(name: str, label: str, element: Block, *, optional: bool = False, hint: str = "") -> Block:
    """Make an input; its block and its control bear the name of the fact."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label),
        "element": {"action_id": name, **element},
        "optional": optional,
    }
    return block | {"hint": plain_text(hint)} if hint else block


def select(choices: Mapping[str, str], *, first: str = "", placeholder: str = "Choisir") -> Block:
    """Make a select of coded choices; `first` is the one chosen at first."""
    element: Block = {
        "type": "static_select",
        "placeholder": plain_text(placeholder),
        "options": [option(label, code) for code, label in choices.items()],
    }
    return element | {"initial_option": option(choices[first], first)} if first else element


def datepicker(on: date | None = None) -> Block:
    """Make a date, filled or not."""
    element: Block = {"type": "datepicker", "placeholder": plain_text("Choisir une date")}
    return element | {"initial_date": on.isoformat()} if on else element


def text_input(value: str = "", *, multiline: bool = False, most: int = _NOTE_MOST) -> Block:
    """Make a text, filled or not."""
    element: Block = {"type": "plain_text_input", "multiline": multiline, "max_length": most}
    return element | {"initial_value": value} if value else element


def note(name: str = "note") -> Block:
    """Make « Note »; Slack keeps what stands in a field of the same name when one form takes the place of another."""
    return field(name, NOTE, text_input(multiline=True), optional=True)


def contact(contacts: Sequence[Contact]) -> list[Block]:
    """Make « Contact »; nothing when none is known (INTERFACE §2)."""
    options = [_contact(one) for one in contacts[:_CONTACTS]]
    element = {"type": "static_select", "placeholder": plain_text("Choisir un contact"), "options": options}
    return [field("contact", CONTACT, element, optional=True)] if options else []


def about(debtor: Debtor, owed: Sequence[Money] | None = None) -> Block:
    """Make the line at the top of a form: whom it is about, and what they owe that is overdue when that is known."""
    name, code = clip(debtor.name, 150), clip(debtor.code, 40)
    return context(words.say("form.about", name=name, code=code, owed=owed))


def not_read(unread: str) -> list[Block]:
    """Make the line that says what of the command could not be read; nothing when all was."""
    return [context(words.say("form.not_read", unread=clip(unread, 200)))] if unread else []


def _contact(one: Contact) -> Block:
    made = option(clip(one.name, 75) or "Sans nom", str(one.id))
    known = words.plain("form.contact", one=one)
    return made | {"description": plain_text(clip(known, 75))} if known else made
