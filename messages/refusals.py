"""Each way the domain says no has its French sentence, found by the refusal's code."""

from domain.ledger import NotALedger
from domain.refusals import Refusal
from messages import words
from messages.words import Mrkdwn


def sentence(refusal: Refusal) -> str:
    """Word a refusal: what is wrong, and what to do; plain text."""
    if isinstance(refusal, NotALedger):
        return refusal.sentence
    return words.plain(f"refusal.{refusal.code()}", **refusal.facts)


def spoken(refusal: Refusal) -> Mrkdwn:
    """Word a refusal for a message, where the people it names are shown."""
    return words.say(f"refusal.{refusal.code()}", **refusal.facts)
