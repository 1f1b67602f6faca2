"""« Factures »: all the overdue ones first, then each; what a choice stands for travels with the modal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from domain.debts import Debt, DueLine, overdue
from domain.money import currency_order
from messages import french, words
from messages.blocks import option, plain_text
from messages.forms.fields import field
from messages.forms.submitted import Submitted
from messages.refs import BadRef
from messages.shown import Block
from messages.words import clip

LABEL = "Factures"
_OPTIONS = 100
_ROOM = (
    2700  # characters of private_metadata, 3 000 at most, for the ids that « Toutes les factures échues » stands for
)
_ALL = "all"
_BASE = 36
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Choice:
    """Lines that one option stands for."""

    label: str
    value: str
    lines: tuple[DueLine, ...]

    @property
    def currency(self) -> str:
        """Give the currency of the lines: an option has only one."""
        return self.lines[0].currency


@dataclass(frozen=True, slots=True)
class Offer:
    """What « Factures » offers: options in order, those chosen at first, and how many lines are open."""

    options: tuple[Choice, ...]
    chosen: tuple[Choice, ...]
    open_lines: int

    def left(self) -> int:
        """Sum what is left on the lines chosen at first, in cents of their one currency."""
        return sum(line.left for choice in self.chosen for line in choice.lines)

    def carried(self) -> dict[str, str]:
        """Give the ids that each « Toutes les factures échues » stands for, packed, by currency."""
        return {one.currency: pack([line.id for line in one.lines]) for one in self.options if _is_all(one.value)}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The lines chosen in a submitted form, and their currency."""

    lines: tuple[int, ...]
    currency: str


def offer(debt: Debt, today: date, *, named: Sequence[int] = (), currency: str = "") -> Offer:
    """Offer a debtor's open lines; chosen at first: the lines named, else all the overdue ones of one currency.

    `currency` is the one of the amount typed, preferred when something is overdue in it.
    """
    lines = sorted(debt.lines, key=lambda line: (line.id not in named, line.due_on, line.number, line.id))
    alls = _alls(overdue(debt.lines, today))
    each = [_each(line) for line in lines[: _OPTIONS - len(alls)]]
    chosen = [one for one in each if one.lines[0].id in named]
    chosen = [one for one in chosen if one.currency == chosen[0].currency]
    preferred = [one for one in (*alls, *each) if one.currency == currency]
    first = tuple(chosen) or tuple((preferred or [*alls, *each])[:1])
    return Offer((*alls, *each), first, len(lines))


def block(made: Offer) -> Block:
    """Draw « Factures »."""
    shown = sum(not _is_all(one.value) for one in made.options)
    cut = shown < made.open_lines
    hint = words.plain("form.lines_cut", shown=shown, count=made.open_lines) if cut else ""
    element: dict[str, Any] = {
        "type": "multi_static_select",
        "placeholder": plain_text("Choisir des factures"),
        "options": [option(one.label, one.value) for one in made.options],
        "initial_options": [option(one.label, one.value) for one in made.chosen],
    }
    return field("lines", LABEL, element, hint=hint)


def read(given: Submitted) -> Chosen | None:
    """Read « Factures »; a sentence under the field when nothing, or several currencies, were chosen."""
    values = given.options("lines")
    if not values:
        given.refuse("lines", "form.lines_needed")
        return None
    packed = given.carried().get("overdue")
    try:
        found = [_lines_of(value, packed if isinstance(packed, dict) else {}) for value in values]
    except BadRef:
        given.refuse("lines", "form.choice_gone")
        return None
    currencies = {one.currency for one in found}
    if len(currencies) > 1:
        given.refuse("lines", "refusal.mixed_currencies")
        return None
    return Chosen(tuple(dict.fromkeys(line for one in found for line in one.lines)), currencies.pop())


def pack(ids: Sequence[int]) -> str:
    """Write ids short: sorted, each as its distance to the one before, in base 36."""
    ordered = sorted(ids)
    return ".".join(_base36(each - before) for before, each in zip([0, *ordered], ordered, strict=False))


def unpack(packed: str) -> tuple[int, ...]:
    """Read what `pack` wrote; raise `ValueError`."""
    ids, last = [], 0
    for distance in packed.split("."):
        last += int(distance, _BASE)
        ids.append(last)
    return tuple(ids)


def _alls(late: Sequence[DueLine]) -> list[Choice]:
    """Make « Toutes les factures échues », one a currency, the euro first."""
    currencies = sorted({line.currency for line in late}, key=currency_order)[:10]
    several = len(currencies) > 1
    made = []
    for currency in currencies:
        lines = _fitting([line for line in late if line.currency == currency], _ROOM // len(currencies))
        whole = sum(line.currency == currency for line in late)
        label = words.plain("lines.all", count=len(lines), cut=len(lines) < whole, currency=currency if several else "")
        made.append(Choice(label, f"1|{_ALL}|{currency}", lines))
    return made


def _fitting(lines: Sequence[DueLine], room: int) -> tuple[DueLine, ...]:
    """Keep the oldest lines whose ids can be carried: some 500 of them."""
    kept = sorted(lines, key=lambda line: (line.due_on, line.id))
    while len(pack([line.id for line in kept])) > room:
        kept = kept[: len(kept) * 9 // 10]
    return tuple(kept)


def _each(line: DueLine) -> Choice:
    money = french.money(line.left, line.currency)
    rest = words.plain("lines.one", money=money, due_on=line.due_on)
    return Choice(f"{clip(line.number, 75 - len(rest))}{rest}", f"1|{line.id}|{line.currency}", (line,))


def _is_all(value: str) -> bool:
    return value.split("|")[1] == _ALL


def _lines_of(value: str, packed: Mapping[str, Any]) -> Chosen:
    """Give the lines an option's value stands for; raise `BadRef`."""
    match value.split("|"):
        case ["1", which, currency] if which == _ALL and isinstance(packed.get(currency), str):
            try:
                return Chosen(unpack(packed[currency]), currency)
            except ValueError:
                raise BadRef from None
        case ["1", which, currency] if which.isascii() and which.isdecimal():
            return Chosen((int(which),), currency)
    raise BadRef


def _base36(value: int) -> str:
    digits = ""
    while value:
        value, digit = divmod(value, _BASE)
        digits = _DIGITS[digit] + digits
    return digits or "0"
