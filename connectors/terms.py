"""Reads payment terms, « 45 jours fin de mois », into a due date (RULES §7, LAW §1.1: two lawful counts exist)."""

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from connectors.wording import fold

DEFAULT_DAYS = 30
"""Days after the invoice when neither a due date nor terms are given (C. com. L441-10)."""
_LONGEST = 365
_DAYS = re.compile(
    r"(\d{1,3}) ?(?:jours?|jrs?|js?|days?)(?![a-z])|\b(?:net|j|a) ?(\d{1,3})\b(?! ?(?:mois|%))"
    r"|(\d{1,3}) ?(?=fin de|fdm)|^(\d{1,3})$"
)
_MONTHS = re.compile(r"(\d{1,2}) mois(?! fin)")
_END = re.compile(r"fin (?:de |du )?mois|fdm|\bfm\b|jfm\b|end of month|\beom\b")
_ON = re.compile(r"\ble (\d{1,2})\b")
_AT_ONCE = re.compile(r"\b(?:comptant|a reception|reception|immediat|immediate|due on receipt|a la commande)\b")
_DISCOUNT = re.compile(r"[,;(]? ?(?:escompte|-?\d+(?:[.,]\d+)? ?%).*", re.IGNORECASE)
_DUE_DAY_LIMIT = 31


class Terms(NamedTuple):
    """So many days, months, to the end of the month before or after them, then a day of the next month."""

    days: int
    months: int = 0
    end: str = ""  # "", "after" the days, or "before" them
    day: int = 0

    def due(self, issued: date) -> date:
        """Give the due date of what was issued that day; months clip to their end."""
        start = _month_end(issued) if self.end == "before" else issued
        found = _add_months(start, self.months) + timedelta(days=self.days)
        if self.end == "after":
            found = _month_end(found)
        if self.day:
            found = _on_day(found, self.day, after=bool(self.end))
        return found


def read_terms(text: str) -> Terms | None:
    """Read terms; None when nothing, or more than one count, is understood."""
    words = fold(_DISCOUNT.sub("", text)).replace("fin mois", "fin de mois")
    words = re.sub(r"(\d) ?j ?fdm|(\d) ?jfm", lambda m: f"{m[1] or m[2]} jours fdm", words)
    days = {int("".join(found)) for found in _DAYS.findall(words)}
    months = {int(count) for count in _MONTHS.findall(words)}
    end, on = _END.search(words), _ON.search(words)
    if len(days) + len(months) > 1 or any(count > _LONGEST for count in days):
        return None
    if not days and not months and not end:
        return Terms(0) if _AT_ONCE.search(words) else None
    return Terms(
        days=days.pop() if days else 0,
        months=months.pop() if months else 0,
        end=_side(words, end),
        day=min(int(on[1]), _DUE_DAY_LIMIT) if on else 0,
    )


def _side(words: str, end: re.Match[str] | None) -> str:
    """Tell « fin de mois + 45 jours » (the end first) from « 45 jours fin de mois » (the days first)."""
    if end is None:
        return ""
    count = re.search(r"\d+ ?(?:j|mois)", words)
    says_before = re.search(r"(?:apres|a compter de|a partir de|suivant)(?: la)? (?:fin|fdm)", words)
    return "before" if count and (end.start() < count.start() or says_before) else "after"


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _on_day(found: date, number: int, *, after: bool) -> date:
    """Move to that day of the month: the next month's after an end of month, else the first that comes."""
    first = _add_months(found.replace(day=1), 1 if after or found.day > number else 0)
    return first.replace(day=min(number, monthrange(first.year, first.month)[1]))
