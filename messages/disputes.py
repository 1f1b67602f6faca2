"""What is said of disputes outside of a form."""

from domain.debtors import Debtor
from domain.disputes import DisputeRow
from messages import labels, words
from messages.shown import Shown
from messages.words import clip

_NAME = 150


def closed_before(debtor: Debtor, row: DisputeRow | None) -> Shown:
    """Say who closed a dispute before, and how; without one, that none is open."""
    name = clip(debtor.name, _NAME)
    if row is None:
        return Shown(words.say("dispute.none", name=name), [])
    return Shown(words.say("dispute.closed", name=name, row=row, labels=labels), [])
