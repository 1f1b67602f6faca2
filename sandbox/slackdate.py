"""The formats of `<!date^…>` in French, as Slack writes them for a person whose client is in French."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

from babel.dates import format_datetime

_NBSP = "\N{NO-BREAK SPACE}"
_KEPT = 8192
_FORMATS: Mapping[str, str] = {
    "date_num": "yyyy-MM-dd",
    "date_slash": "dd/MM/yyyy",
    "date": "d MMMM yyyy",
    "date_short": "d MMM yyyy",
    "date_long": "EEEE d MMMM yyyy",
    "date_pretty": "d MMMM yyyy",
    "date_short_pretty": "d MMM yyyy",
    "date_long_pretty": "EEEE d MMMM yyyy",
    "time": "HH:mm",
    "time_secs": "HH:mm:ss",
    "ago": "'le' d MMMM yyyy",
}


def slack_date(instant: datetime, pattern: str) -> str:
    """Fill the tokens of a Slack date pattern such as `{date_long} à {time}`; an unknown token stays.

    `instant` is aware, in the reader's zone.
    """
    return re.sub(r"\{(\w+)\}", lambda found: _token(instant, found[1]) or found[0], pattern)


def _token(instant: datetime, token: str) -> str:
    return format_datetime(instant, _FORMATS[token], locale="fr_FR") if token in _FORMATS else ""


def day_label(instant: datetime, today: datetime) -> str:
    """Name a day as a divider shows it: « Aujourd’hui », « Hier », else « Lundi 23 novembre »."""
    if instant.date() == today.date():
        return "Aujourd’hui"
    if instant.date() == today.date() - timedelta(days=1):
        return "Hier"
    year = "" if instant.year == today.year else " yyyy"
    return format_datetime(instant, f"EEEE d MMMM{year}", locale="fr_FR").capitalize()


def clock(instant: datetime) -> str:
    """Write the time of a message, such as « 09:05 »."""
    return instant.strftime("%H:%M")


def moment(instant: datetime, today: datetime) -> str:
    """Write when a message was written, such as « 09:05 », « hier à 14:32 » or « 12 nov. à 09:00 »."""
    if instant.date() == today.date():
        return clock(instant)
    if instant.date() == today.date() - timedelta(days=1):
        return f"hier à {clock(instant)}"
    year = "" if instant.year == today.year else " yyyy"
    return f"{format_datetime(instant, f'd MMM{year}', locale='fr_FR')} à {clock(instant)}"


@lru_cache(_KEPT)
def full(instant: datetime) -> str:
    """Write the whole date and time of a message, for its tooltip."""
    return format_datetime(instant, f"EEEE d MMMM yyyy 'à'{_NBSP}HH:mm:ss", locale="fr_FR")
