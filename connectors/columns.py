"""Finds columns by their names, however spelled: accents, case, punctuation, abbreviations, order of the words."""

import re
from collections.abc import Sequence
from functools import cache

from connectors.column import Column
from connectors.column_names import known_names, short_words
from connectors.wording import fold

_EMPTY_WORDS = frozenset((
    "de", "des", "du", "d", "a", "la", "le", "l", "les", "en", "par", "au", "aux", "sur", "the", "of", "et", "and",
    "eur", "euro", "euros", "usd", "gbp", "chf", "cad", "dollar", "dollars", "devises",
))  # fmt: skip
_LINKS = re.compile(r"\b([dl])['\u2019](?=\w)", re.IGNORECASE)
_HUMPS = re.compile(r"(?<=[a-zé])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_DOTS = re.compile(r"(?<=\b[A-Za-z])\.(?=[A-Za-z]\b)")
_NUMERO = re.compile(r"\bn\s*[°º]|\bno\b|№|#", re.IGNORECASE)
_CURRENCIES = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "chf": "CHF",
    "cad": "CAD",
}


def _words(text: str) -> frozenset[str]:
    spaced = _LINKS.sub(" ", _NUMERO.sub(" num ", _HUMPS.sub(" ", _DOTS.sub("", text))))
    full = _full_words()
    words = " ".join(full.get(word, word) for word in fold(spaced).split())
    return frozenset(word for word in words.split() if word not in _EMPTY_WORDS)


@cache
def _full_words() -> dict[str, str]:
    return short_words()


@cache
def _known() -> dict[frozenset[str], list[tuple[Column, int]]]:
    known: dict[frozenset[str], list[tuple[Column, int]]] = {}
    for column, rank, name in known_names():
        known.setdefault(_words(name), []).append((column, rank))
    return known


def recognise(header: Sequence[str]) -> dict[Column, int]:
    """Give the place of each column that the header names; a name that is not known is left aside."""
    best: dict[Column, tuple[int, int]] = {}
    for place, cell in enumerate(header):
        for column, rank in _known().get(_words(cell), ()):
            if column not in best or rank < best[column][0]:
                best[column] = (rank, place)
    return _settle({column: place for column, (_, place) in best.items()})


def _settle(found: dict[Column, int]) -> dict[Column, int]:
    """Read « Client » as the code beside a name, else as the name; « Crédit » alone is what is paid (INTERFACE §7)."""
    client = found.pop(Column.CLIENT, None)
    if client is not None:
        spare = Column.CODE if Column.NAME in found else Column.NAME
        found.setdefault(spare, client)
    if Column.CREDIT in found and Column.DEBIT not in found and Column.PAID not in found:
        found[Column.PAID] = found.pop(Column.CREDIT)
    return found


def currency_of(header_cell: str) -> str | None:
    """Give the currency that a header names: « Montant TTC (USD) » is in USD."""
    for word in re.findall(r"[€$£]|[a-z]+", header_cell.casefold()):
        if word in _CURRENCIES:
            return _CURRENCIES[word]
    return None
