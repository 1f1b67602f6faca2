"""A refusal is how the domain says no: a code that the words are found by, and the facts they need."""

import re
from typing import Any, ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Say no, for a reason that the person is told in the words of `messages`.

    `field` names what the person may correct; `facts` are values for the sentence (dates, money, names).
    """

    field: ClassVar[str] = ""

    def __init__(self, **facts: Any) -> None:  # noqa: ANN401 - facts are for the words only
        super().__init__(self.code())
        self.facts = facts

    @classmethod
    def code(cls) -> str:
        """Give the refusal's code: its class name in snake case."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


class UnknownDebtor(Refusal):
    """No debtor is known by that id any more."""


class NothingLeft(Refusal):
    """Nothing is left to pay on the lines chosen."""

    field = "lines"


class MixedCurrencies(Refusal):
    """The lines chosen are in several currencies: two currencies are never added (RULES §2)."""

    field = "lines"


class DateInThePast(Refusal):
    """The date is before today."""

    field = "on"


class DateInTheFuture(Refusal):
    """The date is after today."""

    field = "on"


class DateBeyondHorizon(Refusal):
    """The date is after `last`, the horizon of the policy."""

    field = "on"


class TextTooLong(Refusal):
    """The text is longer than `limit` characters."""

    field = "text"


class TextMissing(Refusal):
    """A text is needed."""

    field = "text"
