"""Amounts as French people type them: an amount, or nothing; never a wrong one.

What is certain: a group of three after a dot is thousands (« 1.500 » is 1 500), since no one types three decimals of
money; the same after a single comma (« 1,500 ») is refused, because a French comma opens decimals while an English one
groups thousands. « 2k », a sign, three decimals, badly cut groups (« 15 00 ») and sums above 10^13 cents are refused.
"""

import re
from typing import NamedTuple

from domain.folding import plain_spaces

MOST_CENTS = 10**13

_CODES = frozenset(
    (
        *("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "BGN"),
        *("TRY", "MAD", "DZD", "ZAR", "CNY", "HKD", "SGD", "INR", "BRL", "MXN", "AED", "SAR", "ILS", "THB", "MUR"),
    )
)  # currencies of two decimals: a hundredth is what the books hold
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD", "$US": "USD", "US$": "USD", "$CA": "CAD", "CA$": "CAD"}
_WORDS = {"EURO": "EUR", "EUROS": "EUR", "DOLLAR": "USD", "DOLLARS": "USD"}
_NAME = r"[A-Z]{3}|EUROS?|DOLLARS?|\$US|US\$|\$CA|CA\$|[€£$]"
_SHAPE = re.compile(rf"(?P<before>{_NAME})? ?(?P<number>[0-9][0-9 .,']*?) ?(?P<after>{_NAME})?", re.IGNORECASE)
_SIGN_INSIDE = re.compile(r"([0-9 .']+) ?€ ?([0-9]{2})")  # « 1500€50 »
_GROUPED = "(?:0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?:{0}[0-9]{{3}})+)"
_NUMBERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"({_GROUPED.format('[ ]')})(?:[.,]([0-9]{{1,2}}))?",
        rf"({_GROUPED.format(chr(39))})(?:[.,]([0-9]{{1,2}}))?",
        rf"({_GROUPED.format('[.]')})(?:,([0-9]{{1,2}}))?",
        r"([1-9][0-9]{0,2}(?:,[0-9]{3})+)\.([0-9]{1,2})",
        r"([1-9][0-9]{0,2}(?:,[0-9]{3}){2,})()",
    )
)


class Amount(NamedTuple):
    """Hold what was typed: cents, and the currency when one was named."""

    cents: int
    currency: str | None


def _currency(name: str) -> str | None:
    upper = name.upper()
    code = _SIGNS.get(upper) or _WORDS.get(upper) or upper
    return code if code in _CODES else None


def _cents(number: str) -> int | None:
    for pattern in _NUMBERS:
        if found := pattern.fullmatch(number):
            whole, decimals = re.sub(r"[^0-9]", "", found[1]), (found[2] or "").ljust(2, "0")
            return int(whole + decimals) if len(whole) <= len(str(MOST_CENTS)) else None
    return None


def read_amount(text: str) -> Amount | None:
    """Read an amount with or without its currency, in cents (a hundredth of the unit); None when not certain."""
    typed = plain_spaces(text).replace("’", "'")
    if inside := _SIGN_INSIDE.fullmatch(typed):
        typed = f"{inside[1].strip()},{inside[2]} €"
    found = _SHAPE.fullmatch(typed)
    if not found or (found["before"] and found["after"]):
        return None
    cents, name = _cents(found["number"]), found["before"] or found["after"]
    currency = _currency(name) if name else None
    if cents is None or cents > MOST_CENTS or (name and currency is None):
        return None
    return Amount(cents, currency)
