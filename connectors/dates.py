"""Reads dates: French order unless the whole file proves the American one; nothing is guessed."""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from connectors.wording import fold, quote

FIRST, LAST = date(1990, 1, 1), date(2100, 12, 31)
_EXCEL_EPOCH = date(1899, 12, 30)
_AHEAD = 20  # years: a two-digit year further ahead than that is of the century before
_CENTURY = 100
_SLASHED = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_TIME = re.compile(r"[T ]\d{1,2}[:h]\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2}|[AaPp][Mm])?$")
_NAMED = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4}|\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_NOTHING = frozenset(
    ("", "-", "–", "—", "/", "n/a", "na", "nc", "néant", "null", "none", "00/00/0000", "00/00/00", "0000-00-00", "0")
)
_MONTH_NAMES = """
    janvier janv jan january | fevrier fevr fev february feb | mars mar march | avril avr april apr
    mai may | juin june jun | juillet juil july jul | aout aou august aug
    septembre sept sep september | octobre oct october | novembre nov november | decembre dec december
"""
_MONTHS = {
    name: month
    for month, names in enumerate(re.split(r"[|\n]", _MONTH_NAMES.strip()), start=1)
    for name in names.split()
}


class Dates:
    """Reads dates, each text once; `month_first` says that the file is American."""

    def __init__(self, today: date, *, month_first: bool = False) -> None:
        self._today = today
        self._month_first = month_first

    def read(self, text: str) -> date | str | None:
        """Read a date: None when the cell says nothing, a French reason when it is unread or outside 1990-2100."""
        if text.casefold() in _NOTHING:
            return None
        try:
            found = self._parse(text)
        except (ValueError, OverflowError):
            return f"n'existe pas dans le calendrier{quote_after(text)}"
        if found is None:
            return f"est illisible{quote_after(text)}"
        if not FIRST <= found <= LAST:
            return f"est hors des années 1990 à 2100{quote_after(text)}"
        return found

    def _parse(self, text: str) -> date | None:
        day = _TIME.sub("", text)
        if slashed := _SLASHED.fullmatch(day):
            first, second, year = (int(part) for part in slashed.groups())
            month, number = (first, second) if self._month_first else (second, first)
            return date(self._year(year), month, number)
        if iso := _ISO.fullmatch(day):
            return date(*(int(part) for part in iso.groups()))
        if day.isdecimal() and day.isascii() and len(day) == len("20261122"):
            return _compact(day)
        if serial := _SERIAL.fullmatch(day):
            return _EXCEL_EPOCH + timedelta(days=int(serial[1]))
        return self._named(day)

    def _named(self, text: str) -> date | None:
        named = _NAMED.fullmatch(fold(text))
        if named is None or named[2] not in _MONTHS:
            return None
        return date(self._year(int(named[3])), _MONTHS[named[2]], int(named[1]))

    def _year(self, year: int) -> int:
        if year >= _CENTURY:
            return year
        century = self._today.year - self._today.year % _CENTURY
        full = century + year
        return full - _CENTURY if full > self._today.year + _AHEAD else full


def quote_after(text: str) -> str:
    """Quote what the cell says, after a no-break space and colon."""
    return f"\u00a0: {quote(text)}"


def _compact(digits: str) -> date:
    """Read AAAAMMJJ, else JJMMAAAA: no eight digits are both within 1990-2100."""
    try:
        found = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        found = None
    if found is not None and FIRST <= found <= LAST:
        return found
    return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))


def is_month_first(texts: Iterable[str]) -> bool:
    """Say whether all the slashed dates of a file read month first, and at least one reads no other way."""
    proof = False
    for text in texts:
        slashed = _SLASHED.fullmatch(_TIME.sub("", text))
        if slashed is None:
            continue
        first, second = int(slashed[1]), int(slashed[2])
        if first > 12:  # noqa: PLR2004 - months in a year
            return False
        proof = proof or second > 12  # noqa: PLR2004 - months in a year
    return proof
