"""Why a debtor stands where they stand, in words."""

from collections.abc import Iterable
from datetime import date

from domain.concerns import Concerns
from domain.priority import Reason, Standing, Told, insolvency, reasons
from messages import words
from messages.words import Mrkdwn

_MOST = 4


def reason(told: Told, today: date) -> Mrkdwn:
    """Word one reason: « promesse de 1 500,00 € non tenue hier »."""
    facts = {"amount": told.amount, "on": told.on, "days": told.days, "rank": told.rank, "of": told.of}
    return words.say(f"reason.{told.reason}", today=today, **facts)


def worded(standing: Standing, today: date) -> Mrkdwn:
    """Word why a debtor stands there, the strongest reason first, four at most."""
    return Mrkdwn(" · ".join(_distinct(reasons(standing, today), today)))


def deadlines(concerns: Concerns, today: date) -> list[Mrkdwn]:
    """Word the deadlines of an insolvency, the first that ends first."""
    return [reason(told, today) for told in insolvency(concerns, today) if told.reason is not Reason.INSOLVENT]


def _distinct(all_told: Iterable[Told], today: date) -> list[Mrkdwn]:
    return list(dict.fromkeys(reason(told, today) for told in all_told))[:_MOST]
