"""Why a debtor stands where they stand, in words."""

from collections.abc import Iterable
from datetime import date

from domain.priority import Standing, Told, reasons
from messages import words
from messages.words import Mrkdwn

_MOST = 4


def reason(told: Told, today: date) -> Mrkdwn:
    """Word one reason: « promesse de 1 500,00 € non tenue hier »."""
    return words.say(f"reason.{told.reason}", amount=told.amount, on=told.on, days=told.days, today=today)


def worded(standing: Standing, today: date) -> Mrkdwn:
    """Word why a debtor stands there, the strongest reason first, four at most."""
    return Mrkdwn(" · ".join(_distinct(reasons(standing, today), today)))


def _distinct(all_told: Iterable[Told], today: date) -> list[Mrkdwn]:
    return list(dict.fromkeys(reason(told, today) for told in all_told))[:_MOST]
