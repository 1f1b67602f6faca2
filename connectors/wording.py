"""The little French that readers need: what files say, folded to compare, quoted with its typography."""

import re
import unicodedata
from collections.abc import Iterable

NARROW = "\u202f"
NO_BREAK = "\u00a0"
_SHOWN = 60


def fold(text: str) -> str:
    """Strip accents, ligatures, case and punctuation: « N° pièce » becomes « n piece »."""
    plain = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    letters = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", letters.casefold()))


def quote(text: str) -> str:
    """Quote what a file says, cut to 60 characters."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
    return f"«{NO_BREAK}{shown}{NO_BREAK}»"


def in_money(cents: int, currency: str) -> str:
    """Write cents as French people read them: « 1 234,56 € »."""
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 100)
    digits = f"{whole:,}".replace(",", NARROW)
    return f"{sign}{digits},{rest:02d}{NO_BREAK}{'€' if currency == 'EUR' else currency}"


def counted(count: int, one: str, many: str) -> str:
    """Write a count and its noun: « 1 ligne », « 12 lignes », « 1 234 lignes »."""
    digits = f"{count:,}".replace(",", NARROW)
    return f"{digits} {one if count < 2 else many}"  # noqa: PLR2004 - French: zero and one are singular


def listed(items: Iterable[str]) -> str:
    """Write a list of words: « a, b et c »."""
    words = list(items)
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} et {words[-1]}"


def sentence(reasons: Iterable[str]) -> str:
    """Join reasons into one sentence with its capital and its full stop."""
    text = f"{NARROW}; ".join(reasons)
    return f"{text[:1].upper()}{text[1:]}."
