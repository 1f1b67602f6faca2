"""The grammar of typed dates as data: each phrase with the rule that gives its date."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from domain.calendar import add_months, end_of_month
from domain.typed_words import COUNTS, MONTHS, WEEKDAYS, alternatives

_CENTURY = 2000
_SHORT_YEAR = 2
_WEEK = 7
_DAY_HOURS = 24
_MIDDLE = 15

Found = re.Match[str]


@dataclass(frozen=True)
class Asked:
    """Say from which day a phrase is read, and whether towards the past."""

    today: date
    past: bool = False

    def years(self) -> tuple[int, int]:
        """Give this year and the one an occurrence may else fall in."""
        return (self.today.year, self.today.year + (-1 if self.past else 1))

    def month(self, gap: int) -> date:
        """Give the first day of the month `gap` months away, on the side asked."""
        return add_months(self.today.replace(day=1), -gap if self.past else gap)

    def nearest(self, days: Iterable[date]) -> date | None:
        """Pick the first day on the side asked; today is on both."""
        return next((day for day in days if (day <= self.today if self.past else day >= self.today)), None)

    def after(self, **gap: int) -> date:
        """Give the day after a gap (`days`, `weeks`)."""
        return self.today + timedelta(**gap)

    def weekday(self, name: str, *, past: bool) -> date:
        """Give the first such weekday after today, or before it."""
        gap = (WEEKDAYS[name] - self.today.weekday()) % _WEEK
        return self.after(days=gap - _WEEK if past else gap or _WEEK)


Rule = Callable[[Found, Asked], "date | None"]


def weekday_pattern() -> str:
    """Give the pattern of a weekday, whole or cut to three letters."""
    return rf"(?P<weekday>{alternatives(WEEKDAYS)})\.?"


def _year(typed: str) -> int:
    return int(typed) + (_CENTURY if len(typed) == _SHORT_YEAR else 0)


def _rank(day: str) -> int:
    return int(day) if day.isdigit() else 1  # « 1er », « premier »


def _exists(day: int, month: int, year: int) -> bool:
    return day <= end_of_month(date(year, month, 1)).day


def _occurrence(day: int, month: int, asked: Asked) -> date | None:
    """Give the next 30/11; 29/02 only when the first February on that side has it."""
    ends = (date(year, month, min(day, end_of_month(date(year, month, 1)).day)) for year in asked.years())
    found = asked.nearest(ends)
    return found if found and found.day == day else None


def _dated(day: int, month: int, year: str | None, asked: Asked) -> date | None:
    return date(_year(year), month, day) if year else _occurrence(day, month, asked)


def _numbers(found: Found, asked: Asked) -> date | None:
    return _dated(int(found["day"]), int(found["month"]), found["year"], asked)


def _named(found: Found, asked: Asked) -> date | None:
    return _dated(_rank(found["day"]), MONTHS[found["name"]], found["year"], asked)


def _day_of_month(found: Found, asked: Asked) -> date | None:
    return Asked(asked.today).month(1 if found["next"] else 0).replace(day=_rank(found["day"]))


def _day_alone(found: Found, asked: Asked) -> date | None:
    day = _rank(found["day"])
    months = (asked.month(gap) for gap in range(3))
    return asked.nearest(month.replace(day=day) for month in months if _exists(day, month.month, month.year))


def _this_weekday(found: Found, asked: Asked) -> date | None:
    return asked.weekday(found["weekday"], past=asked.past)


def _next_weekday(found: Found, asked: Asked) -> date | None:
    return asked.weekday(found["weekday"], past=False)


def _last_weekday(found: Found, asked: Asked) -> date | None:
    return asked.weekday(found["weekday"], past=True)


def _weekday_in(found: Found, asked: Asked) -> date | None:
    if WEEKDAYS[found["weekday"]] == asked.today.weekday():
        return None
    weeks = 1 if found["gap"] in {"huit", "8"} else 2
    return _next_weekday(found, Asked(asked.after(weeks=weeks)))


def _weekday_of_next_week(found: Found, asked: Asked) -> date | None:
    return asked.after(days=_WEEK - asked.today.weekday() + WEEKDAYS[found["weekday"]])


def _move(count: str, unit: str, asked: Asked, sign: int = 1) -> date:
    number = sign * (COUNTS.get(count) or int(count))
    if unit.startswith("m"):
        return add_months(asked.today, number)
    return asked.after(weeks=number) if unit.startswith("s") else asked.after(days=number)


def _delay(found: Found, asked: Asked) -> date | None:
    moved = _move(found["count"], found["unit"], asked)
    return end_of_month(moved) if found["end"] else moved


def _hours(found: Found, asked: Asked) -> date | None:
    days, rest = divmod(int(found["count"]), _DAY_HOURS)
    return None if rest else asked.after(days=days)


def _part(name: str, month: date) -> date:
    if name == "fin":
        return end_of_month(month)
    return month.replace(day=1 if name == "debut" else _MIDDLE)


def _part_of_month(found: Found, asked: Asked) -> date | None:
    if found["next"]:
        return _part(found["part"], Asked(asked.today).month(1))
    return asked.nearest(_part(found["part"], asked.month(gap)) for gap in (0, 1))


def _part_of_named(found: Found, asked: Asked) -> date | None:
    years = (_year(found["year"]),) if found["year"] else asked.years()
    days = [_part(found["part"], date(year, MONTHS[found["name"]], 1)) for year in years]
    return days[0] if found["year"] else asked.nearest(days)


def _end_of_year(_found: Found, asked: Asked) -> date | None:
    return asked.nearest(date(year, 12, 31) for year in asked.years())


def _in(days: int) -> Rule:
    return lambda _found, asked: asked.after(days=days)


_DAY, _MONTH, _YEAR = r"(?P<day>[0-3]?[0-9])", r"(?P<month>[01]?[0-9])", r"(?P<year>[0-9]{4}|[0-9]{2})"
_FIRST = r"1 ?er|premier"
_NAMED = rf"(?P<name>{alternatives(MONTHS)})\.?"
_COUNT = rf"(?P<count>[1-9][0-9]{{0,2}}|{alternatives(COUNTS)})"
_UNIT = r"(?P<unit>jours?|j|semaines?|mois)"
_ON = weekday_pattern()
_PART = r"(?:la )?(?P<part>fin|mi|milieu|debut)"

DAY_ALONE: tuple[str, Rule] = (rf"(?P<day>{_FIRST}|0?[1-9]|[12][0-9]|3[01])", _day_alone)
DATES: tuple[tuple[str, Rule], ...] = (
    (rf"{_DAY}(?P<sign>[/.-]){_MONTH}(?:(?P=sign){_YEAR})?", _numbers),
    (rf"{_DAY} {_MONTH} (?P<year>[0-9]{{4}})", _numbers),
    (rf"(?P<year>[0-9]{{4}})(?P<sign>[/.-]){_MONTH}(?P=sign){_DAY}", _numbers),
    (rf"(?P<day>{_FIRST}|[0-3]?[0-9]) ?{_NAMED}(?: {_YEAR})?", _named),
)
PHRASES: tuple[tuple[str, Rule], ...] = (
    (r"aujourd'? ?hui|ce (?:jour|soir|matin|midi)", _in(0)),
    (r"demain(?: (?:matin|midi|soir))?", _in(1)),
    (r"apres[ -]?demain", _in(2)),
    (r"hier", _in(-1)),
    (r"avant[ -]?hier", _in(-2)),
    (r"(?:d')?aujourd'hui en huit", _in(7)),
    (r"(?:de )?demain en huit", _in(8)),
    (r"(?:sous|dans une) huitaine(?: de jours)?", _in(8)),
    (r"(?:sous|dans une) quinzaine(?: de jours)?", _in(15)),
    (rf"(?:ce )?{_ON}(?: (?:matin|midi|soir))?", _this_weekday),
    (rf"{_ON} (?:prochain|qui vient)", _next_weekday),
    (rf"{_ON} (?:dernier|passe)", _last_weekday),
    (rf"{_ON} en (?P<gap>huit|8|quinze|15)", _weekday_in),
    (rf"{_ON} (?:de )?(?:la )?semaine prochaine", _weekday_of_next_week),
    (rf"(?:dans|sous|d'ici(?: a)?) (?:les )?{_COUNT} ?{_UNIT}(?P<end> fin de mois)?", _delay),
    (r"j ?\+ ?(?P<count>[1-9][0-9]{0,2})(?P<unit>(?P<end>))", _delay),
    (rf"il y a {_COUNT} ?{_UNIT}", lambda found, asked: _move(found["count"], found["unit"], asked, -1)),
    (r"(?:dans|sous|d'ici) (?:les )?(?P<count>[1-9][0-9]{0,2}) ?h(?:eures?)?", _hours),
    (rf"(?P<day>{_FIRST}|[0-3]?[0-9]) (?:du mois(?P<next> prochain)?|de ce mois)", _day_of_month),
    (rf"{_PART}(?:[ -]|(?: du| de| de ce| ce) )mois(?P<next> prochain)?", _part_of_month),
    (rf"{_PART}(?:[ -]| d'| du mois d'| de | du mois de ){_NAMED}(?: {_YEAR})?", _part_of_named),
    (r"(?:la )?fin (?:d'|de l'|de cette )annee", _end_of_year),
)
