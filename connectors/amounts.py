"""Reads the amounts of a file to the cent: French, bare or English digits, any minus; doubt is refused."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from connectors.dates import quote_after

LARGEST = 10**13
"""The largest amount that a ledger may hold, in cents."""
_SPACES = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "\u2009": " ", "'": " ", "\u2019": " ", "\u2212": "-", "\u2013": "-", "\u2011": "-"}
)
_MARK = re.compile(r"€|\$|£|(?<![A-Za-z])(?:EUR|EUROS?|USD|GBP|CHF|CAD)(?![A-Za-z])", re.IGNORECASE)
_MARKS = {"€": "EUR", "EURO": "EUR", "EUROS": "EUR", "$": "USD", "£": "GBP"}
_NOTHING = frozenset(("", "-", "n/a", "na", "nc", "null", "none"))
_PLAIN = re.compile(r"(\d+)(?:[.,](\d{1,2}|\d{4,}))?|()[.,](\d{1,2})")
_SPACED = re.compile(r"(\d{1,3}(?: \d{3})+)(?:[.,](\d{1,2}|\d{4,}))?")
_DOTTED = re.compile(r"(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
_COMMAED = re.compile(r"(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?")
_CENTS = 2
_USUAL = 15
"""Characters of an amount that is surely below the largest one."""
_DECIMAL_COMMA = re.compile(r",(?:\d\d?|\d{4,})(?![\d.,])|\d\.\d{3},\d")
_DECIMAL_DOT = re.compile(r"\.(?:\d\d?|\d{4,})(?![\d.,])|\d,\d{3}\.\d")


class Style(NamedTuple):
    """What groups thousands in this file, beside spaces: never both, and neither while nothing proves it."""

    dots: bool
    commas: bool


class Amount(NamedTuple):
    """Signed cents, and the currency that a symbol gives."""

    cents: int
    currency: str | None


def style_of(texts: Iterable[str], *, comma_seen: bool = False) -> Style:
    """Tell a file's style: decimal commas alone allow dots as groups, decimal dots alone allow commas."""
    joined = "\n".join(texts).translate(_SPACES)
    comma = comma_seen or _DECIMAL_COMMA.search(joined) is not None
    dot = "." in joined and _DECIMAL_DOT.search(joined) is not None
    return Style(dots=comma and not dot, commas=dot and not comma)


def usual_cents(cells: Sequence[str]) -> list[int] | None:
    """Read a column of nothing but 1200,00 and -360,00, without a look at each cell; None when one is otherwise."""
    if not cells or {cell[-3:-2] for cell in cells} != {","} or len(max(cells, key=len)) > _USUAL:
        return None
    joined = "\0".join(cells)
    digits = joined.replace(",", "")
    if len(joined) - len(digits) != len(cells) or not digits.replace("\0", "").replace("-", "").isdecimal():
        return None
    try:
        return list(map(int, digits.split("\0")))
    except ValueError:  # a minus elsewhere than first
        return None


def read_amount(text: str, style: Style) -> Amount | str | None:
    """Read signed cents: None when the cell says nothing, a French reason when it cannot be read for certain."""
    bare = text.translate(_SPACES)
    marks = {_MARKS.get(mark.upper(), mark.upper()) for mark in _MARK.findall(bare)}
    bare, negative = _unsigned(_MARK.sub(" ", bare).strip())
    if bare.casefold() in _NOTHING:
        return None
    cents = _cents(bare, style)
    if cents is None or len(marks) > 1:
        return f"est illisible{quote_after(text)}"
    if isinstance(cents, str):
        return f"{cents}{quote_after(text)}"
    return Amount(-cents if negative else cents, marks.pop() if marks else None)


def _unsigned(text: str) -> tuple[str, bool]:
    """Take the sign off: -1, 1-, (1), 1 C; « D » says positive."""
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), True
    if text != "-" and text.startswith("-"):
        return text[1:].strip(), True
    if text != "-" and text.endswith("-"):
        return text[:-1].strip(), True
    if side := re.fullmatch(r"(.*\d) ?(CR?|DB?|DR)", text):
        return side[1], side[2].startswith("C")
    return text.removeprefix("+").strip(), False


def _cents(bare: str, style: Style) -> int | str | None:
    if not bare.isascii():
        return None
    match = _PLAIN.fullmatch(bare) or _SPACED.fullmatch(bare)
    match = match or (style.dots and _DOTTED.fullmatch(bare)) or (style.commas and _COMMAED.fullmatch(bare)) or None
    if match is None:
        doubtful = re.fullmatch(r"[\d ]+[.,]\d{3}", bare)
        return "a plus de deux décimales, ou des milliers douteux" if doubtful else None
    groups = [group for group in match.groups() if group is not None]
    whole, decimals = re.sub(r"\D", "", groups[0]) or "0", groups[1] if len(groups) > 1 else ""
    if decimals[_CENTS:].strip("0"):
        return "a plus de deux décimales"
    cents = int(whole[:20]) * 100 + int(decimals[:_CENTS].ljust(_CENTS, "0"))
    return cents if cents <= LARGEST else "dépasse cent milliards"
