"""Figures, dates and lists in words: one way to write them, whoever reads them (LAW §6, French typography)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision, get_currency_symbol

NBSP = "\u00a0"
THIN = "\u202f"

_LOCALE = "fr_FR"
_CENTS = 2  # decimals of the currencies written without babel
_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_NEAR_DAYS = {-2: "après-demain", -1: "demain", 0: "aujourd'hui", 1: "hier"}
_DAYS_AGO = 30


def money(cents: int, currency: str = "EUR") -> str:
    """Write a sum of cents: « 1 500,00 € », « -1 200,00 $US ». Babel writes the currencies without two decimals."""
    symbol = _symbol(currency)
    if symbol is None:
        return format_currency(Decimal(cents) / 100, currency, locale=_LOCALE)
    whole, rest = divmod(abs(cents), 100)
    sign = "-" if cents < 0 else ""
    return f"{sign}{whole:,}".replace(",", THIN) + f",{rest:02}{NBSP}{symbol}"


@lru_cache(maxsize=256)
def _symbol(currency: str) -> str | None:
    """Give the currency's sign as babel writes it; None when it has not two decimals."""
    if get_currency_precision(currency) != _CENTS:
        return None
    return get_currency_symbol(currency, locale=_LOCALE)


def number(value: int) -> str:
    """Write a whole number: « 12 000 »."""
    return f"{value:,}".replace(",", THIN)


def percent(value: Decimal | float, decimals: int = 2) -> str:
    """Write a rate given in percent, rounded half up: 12.4 is « 12,40 % »."""
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return f"{exact:,}".replace(",", THIN).replace(".", ",") + f"{THIN}%"


def day(on: date) -> str:
    """Write a date: « 27/11/2026 »."""
    return f"{on.day:02}/{on.month:02}/{on.year:04}"


def short_day(on: date, today: date) -> str:
    """Write a date without its year when that is today's: « 27/11 », « 27/11/2027 »."""
    return day(on)[:5] if on.year == today.year else day(on)


def weekday(on: date) -> str:
    """Write the day of the week, short: « lun. »."""
    return f"{_WEEKDAYS[on.weekday()][:3]}."


def hour(at: datetime) -> str:
    """Write an hour, as the instant's own zone has it: « 14 h 05 »."""
    return f"{at.hour}{NBSP}h{NBSP}{at.minute:02}"


def long_day(on: date) -> str:
    """Write a date in words: « lundi 23 novembre 2026 », « mardi 1er décembre 2026 »."""
    return f"{_WEEKDAYS[on.weekday()]} {long_date(on)}"


def long_date(on: date) -> str:
    """Write a date in words without its weekday: « 23 novembre 2026 »."""
    rank = "1er" if on.day == 1 else str(on.day)
    return f"{rank} {_MONTHS[on.month - 1]} {on.year}"


def relative_day(on: date, today: date) -> str:
    """Write a date as seen from today: « hier », « aujourd'hui », « il y a 3 j », « le 27/11 »."""
    gap = (today - on).days
    if near := _NEAR_DAYS.get(gap):
        return near
    return f"il y a {gap} j" if 0 < gap <= _DAYS_AGO else f"le {short_day(on, today)}"


def plural(count: int, singular: str, many: str = "") -> str:
    """Write a count and its noun: « 0 facture », « 1 facture », « 12 factures »; one and a half stays singular."""
    return f"{number(count)} {noun(count, singular, many)}"


def noun(count: int, singular: str, many: str = "") -> str:
    """Give the noun that goes with a count: French is plural from two on. `many` defaults to an s on each word."""
    if abs(count) < 2:  # noqa: PLR2004 -- the rule of French
        return singular
    return many or " ".join(word if word.endswith(("s", "x", "z")) else f"{word}s" for word in singular.split(" "))


def days(count: int) -> str:
    """Write a number of days: « 1 jour », « 12 jours »."""
    return plural(count, "jour")


def listing(items: Sequence[str], last: str = "et") -> str:
    """Write a list: « a, b et c »; an empty one is ""."""
    if len(items) < 2:  # noqa: PLR2004 -- nothing to join
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def shortened(items: Sequence[str], most: int, more: Callable[[int], str]) -> str:
    """Write a list cut to `most` items, the rest told by `more`: « a, b et 3 autres »."""
    left = len(items) - most
    return listing(items) if left <= 0 else listing([*items[:most], more(left)])
