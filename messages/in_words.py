"""Sums in words, as agreements state them: « mille cinq cents euros et cinquante centimes »."""

from babel.numbers import get_currency_name

from domain.money import Money

LARGEST = 10**12
"""Whole units from which a sum is refused: no debt is that large, and the words stop at the milliards."""

_SMALL = (
    *("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"),
    *("treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"),
)
_TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
_GROUPS = ((10**9, "milliard"), (10**6, "million"))


def in_words(amount: Money) -> str:
    """Write a sum in full; raise `ValueError` under zero or from a thousand milliards on."""
    whole, rest = divmod(amount.cents, 100)
    if not 0 <= whole < LARGEST:
        raise ValueError("this sum has no words here")
    unit = get_currency_name(amount.currency, count=max(whole, 1), locale="fr_FR")
    parts = [_of(whole, unit)] if whole or not rest else []
    if rest:
        parts.append(f"{cardinal(rest)} centime{'s' if rest > 1 else ''}")
    return " et ".join(parts)


def cardinal(number: int) -> str:
    """Write a whole number from zero to under a thousand milliards."""
    words = []
    for size, name in _GROUPS:
        count, number = divmod(number, size)
        if count:
            words.append(f"{cardinal(count)} {name}{'s' if count > 1 else ''}")
    thousands, number = divmod(number, 1000)
    if thousands:
        words.append("mille" if thousands == 1 else f"{_hundreds(thousands, last=False)} mille")
    if number or not words:
        words.append(_hundreds(number, last=True))
    return " ".join(words)


def _of(whole: int, unit: str) -> str:
    """Join a number and its unit: « un million d'euros », « deux euros »."""
    words = cardinal(whole)
    if not words.endswith(("million", "millions", "milliard", "milliards")):
        return f"{words} {unit}"
    return f"{words} d'{unit}" if unit[0] in "aeiouyéh" else f"{words} de {unit}"


def _hundreds(number: int, *, last: bool) -> str:
    """Write a number under a thousand; « cents » and « quatre-vingts » lose their s before another number or mille."""
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _tens(rest, last=last)
    head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent{'s' if last and not rest else ''}"
    return f"{head} {_tens(rest, last=last)}" if rest else head


def _tens(number: int, *, last: bool) -> str:
    if number < len(_SMALL):
        return _SMALL[number]
    tens, units = divmod(number, 10)
    if tens in {7, 9}:  # soixante-dix, quatre-vingt-dix: counted on from sixty and eighty
        units += 10
    if not units:
        return f"{_TENS[tens]}{'s' if last and tens == 8 else ''}"  # noqa: PLR2004 - quatre-vingts
    joined = " et " if units in {1, 11} and tens < 8 else "-"  # noqa: PLR2004 - vingt et un, quatre-vingt-un
    return f"{_TENS[tens]}{joined}{_SMALL[units]}"
