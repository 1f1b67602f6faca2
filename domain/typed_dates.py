"""Dates as French people type them: a date, or nothing; never a wrong one.

Choices, where French leaves room:
- a day without its year or its month is its next occurrence, today included; with `past` (payments) the last one;
- a weekday alone is the next one after today (before it with `past`): for today people type « aujourd'hui »;
  « vendredi prochain » is that same day, the first to come; « de la semaine prochaine » counts in calendar weeks;
- « en huit », « en quinze » add one, two weeks to it; said on that very weekday they have two readings: nothing;
- « sous huitaine », « sous quinzaine » are delays of 8 and 15 days; « dans N jours » counts calendar days;
- « fin » is the last day of a month, « mi » the 15th, « début » the 1st; « fin de semaine » is nothing;
- « dans N jours fin de mois » adds the days, then goes to the end of that month; a bare « 30 jours fin de mois »
  counts from an invoice: nothing;
- a weekday that disagrees with its date, a day that does not exist, a year 20 years away are nothing.
"""

import re
from datetime import date

from domain.folding import fold
from domain.typed_phrases import DATES, DAY_ALONE, PHRASES, Asked, weekday_pattern
from domain.typed_words import WEEKDAYS

_LONGEST = 60
_YEARS_AROUND = 20
_LEAD = re.compile(r"^(?:pour (?:le |la |l')?|au plus tard (?:le |a |la )?|le |la |l'|au |a la |a |en )?")
_UNTIL = re.compile(r"^d'ici (?:le |au |a la |a |la |l')?")
_TAIL = re.compile(r"(?: au plus tard)?[ .,;!]*$")
_PERIOD = re.compile(r"(?:du|de|a partir du) (?P<start>.+?) (?:au|a|jusqu'au) (?P<end>.+)")

_DATES = tuple((re.compile(pattern, re.ASCII), rule) for pattern, rule in DATES)
_ALL = (*_DATES, *((re.compile(pattern, re.ASCII), rule) for pattern, rule in PHRASES))
_DAY_ALONE = re.compile(DAY_ALONE[0], re.ASCII)
_AFTER_WEEKDAY = re.compile(rf"{weekday_pattern()} (?:le )?(?P<rest>[0-9].*)", re.ASCII)
_AFTER_ARTICLE = re.compile(r"(?:le|au|pour le|d'ici le|d'ici au) (?P<rest>.*)")


def read_date(text: str, today: date, *, past: bool = False) -> date | None:
    """Read a date typed on `today`; None when it is not certain. `past` reads payments: the last occurrence."""
    typed = _TAIL.sub("", fold(text)) if len(text) <= _LONGEST else ""
    try:
        found = _read(typed, Asked(today, past=past))
    except (ValueError, OverflowError):  # a day that no calendar has, or beyond Python's years
        return None
    return found if found and abs(found.year - today.year) < _YEARS_AROUND else None


def read_period(text: str, today: date) -> tuple[date, date] | None:
    """Read « du … au … »; the end is read from the start on. None when one is not certain or they are reversed."""
    found = _PERIOD.fullmatch(fold(text))
    start = read_date(found["start"], today) if found else None
    end = read_date(found["end"], start) if found and start else None
    return (start, end) if start and end and start <= end else None


def _read(typed: str, asked: Asked) -> date | None:
    if (article := _AFTER_ARTICLE.fullmatch(typed)) and (alone := _DAY_ALONE.fullmatch(article["rest"])):
        return DAY_ALONE[1](alone, asked)
    forms = dict.fromkeys((_LEAD.sub("", typed, count=1), _UNTIL.sub("", typed, count=1)))
    return next((found for form in forms if (found := _phrase(form, asked))), None)


def _phrase(bare: str, asked: Asked) -> date | None:
    if agreed := _AFTER_WEEKDAY.fullmatch(bare):
        return _agreeing(agreed, asked)
    return next((rule(match, asked) for pattern, rule in _ALL if (match := pattern.fullmatch(bare))), None)


def _agreeing(agreed: re.Match[str], asked: Asked) -> date | None:
    rest = agreed["rest"]
    rules = (*_DATES, (_DAY_ALONE, DAY_ALONE[1]))
    found = next((rule(match, asked) for pattern, rule in rules if (match := pattern.fullmatch(rest))), None)
    return found if found and found.weekday() == WEEKDAYS[agreed["weekday"]] else None
