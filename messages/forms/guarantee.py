"""« Garanties » and « Garantie »: what secures a client's debt, seen in a list, added and changed one by one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.guarantees import Guarantee, GuaranteeKind
from domain.journal import JournalRow, Kind
from domain.money import Money
from domain.profiles import LIMIT_CURRENCY, Sheet
from domain.refusals import Refusal
from domain.typed_amounts import read_amount
from messages import labels, profile_notes, words
from messages.blocks import option
from messages.forms import fields, parts
from messages.forms.parts import Back, Titles, block
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Action, Callback
from messages.shown import Block
from messages.words import typed_amount

TITLE = "Garantie"
_LIST = Titles("Garanties", "Ajouter une garantie", Action.GUARANTEE_EDIT)
_REMOVE = "Retirer cette garantie"
_YES = "yes"
_FIELDS = {"kind": "Garantie", "amount": "Montant", "ends_on": "Jusqu'au"}
_SAID = ("form", "amount", "currency", "ends_on")
_AMOUNT_MOST = 40


@dataclass(frozen=True, slots=True)
class GuaranteeForm:
    """What was asked: the guarantee as typed, or that it be removed."""

    debtor_id: int
    guarantee: Guarantee
    removed: bool
    seen: int
    back: Back


def listing(sheet: Sheet, back: Back, edits: Sequence[JournalRow] = ()) -> dict[str, Any]:
    """Draw the guarantees, the one that ends first at the top; `edits` are what others changed meanwhile."""
    lines = [(one.id, words.say("profile.guarantee", one=one, labels=labels)) for one in sheet.guarantees]
    return parts.listing(_LIST, lines, sheet.debtor, back, _meanwhile(edits))


def view(sheet: Sheet, guarantee: Guarantee | None, back: Back, edits: Sequence[JournalRow] = ()) -> dict[str, Any]:
    """Draw the form of a guarantee, of a new one when it is None; `edits` are what others changed meanwhile."""
    seen = sheet.seen
    kinds = fields.select(labels.GUARANTEE_KINDS, first=guarantee.kind if guarantee else "")
    blocks = [
        fields.about(sheet.debtor),
        *_meanwhile(edits),
        _field("kind", kinds, seen),
        _field("amount", fields.text_input(_typed(guarantee), most=_AMOUNT_MOST), seen),
        _field("ends_on", fields.datepicker(guarantee.ends_on if guarantee else None), seen),
    ]
    if guarantee:
        removes: Block = {"type": "checkboxes", "options": [option("Oui", _YES)]}
        blocks.append(fields.field(block("removed", seen), _REMOVE, removes, optional=True))
    guarantee_id = guarantee.id if guarantee else 0
    carried = metadata(debtor=sheet.debtor.id, guarantee=guarantee_id, seen=seen, **back.carried())
    return fields.modal(Callback.GUARANTEE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> GuaranteeForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, carried = given.debtor_id(), given.carried()
    seen = parts.count(carried, "seen")
    kind = given.choice(block("kind", seen), GuaranteeKind)
    amount = _amount(given, seen)
    ends_on = given.day(block("ends_on", seen), needed=False, past=None)
    if given.errors or kind is None or amount is None:
        return given.refusal()
    guarantee = Guarantee(parts.count(carried, "guarantee"), kind, amount, ends_on)
    removed = _YES in given.options(block("removed", seen))
    return GuaranteeForm(debtor_id, guarantee, removed, seen, Back.load(carried))


def merged(now: Guarantee, typed: Guarantee, edits: Sequence[JournalRow]) -> Guarantee:
    """Give what the form shows after others edited it: the new state of what they changed, the rest as typed."""
    changed = {
        name for row in edits for name in _SAID if (row.payload.get("before") or {}).get(name) != row.payload.get(name)
    }
    return replace(
        typed,
        kind=now.kind if "form" in changed else typed.kind,
        amount=now.amount if changed & {"amount", "currency"} else typed.amount,
        ends_on=now.ends_on if "ends_on" in changed else typed.ends_on,
    )


def errors(refusal: Refusal, seen: int) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, {name: block(name, seen) for name in _FIELDS})


def _meanwhile(edits: Sequence[JournalRow]) -> list[Block]:
    told = [
        words.plain(
            "profile.guarantee_edit", removed=row.kind is Kind.GUARANTEE_REMOVED, **profile_notes.guarantee(row.payload)
        )
        for row in edits
    ]
    return parts.meanwhile(edits, told)


def _field(name: str, element: Block, seen: int) -> Block:
    return fields.field(block(name, seen), _FIELDS[name], element, optional=name != "kind")


def _typed(guarantee: Guarantee | None) -> str:
    """Write an amount as it is typed, with its currency when it is not the usual one."""
    if guarantee is None or not guarantee.amount.cents:
        return ""
    cents, currency = guarantee.amount.cents, guarantee.amount.currency
    return typed_amount(cents) if currency == LIMIT_CURRENCY else f"{typed_amount(cents)} {currency}"


def _amount(given: Submitted, seen: int) -> Money | None:
    """Read an amount, 0 when left out."""
    typed = given.text(block("amount", seen))
    if not typed:
        return Money(0, LIMIT_CURRENCY)
    found = read_amount(typed)
    if found is None:
        given.refuse(block("amount", seen), "form.amount_not_read")
        return None
    return Money(found.cents, found.currency or LIMIT_CURRENCY)
