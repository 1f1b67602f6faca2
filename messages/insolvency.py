"""What is said of an insolvency to who notes, corrects or lifts it."""

from datetime import date

from domain.concerns import Concerns
from domain.debtors import Debtor
from messages import words
from messages.reasons import deadlines
from messages.shown import Shown
from messages.words import clip

_NAME, _CODE = 150, 60


def noted(debtor: Debtor, concerns: Concerns, today: date, *, new: bool) -> Shown:
    """Say what was noted and what ends when; or that it was known."""
    ends = deadlines(concerns, today)
    return _said("noted" if new else "noted_already", debtor, code=clip(debtor.code, _CODE), deadlines=ends)


def lifted(debtor: Debtor) -> Shown:
    """Say that the insolvency is over."""
    return _said("lifted", debtor)


def changed(debtor: Debtor) -> Shown:
    """Say that somebody was quicker, and what they noted."""
    return _said("changed", debtor)


def _said(name: str, debtor: Debtor, **facts: object) -> Shown:
    return Shown(words.say(f"insolvency.{name}", name=clip(debtor.name, _NAME), debtor=debtor, **facts), [])
