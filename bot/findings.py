"""What a check found, one line each, and a way to run checks so that the failure of one stops no other."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.failures import sentence


class Mark(StrEnum):
    """How a finding stands: only `WRONG` is a failure."""

    GOOD = "✓"
    NOTE = "!"
    WRONG = "✗"


class Finding(NamedTuple):
    """One line of `impayes check`: what it is about, what was found, and what to do when that is wrong."""

    mark: Mark
    about: str
    said: str

    def __str__(self) -> str:
        line = re.sub(r"[ \t\r\n]+", " ", self.said)
        return f"{self.mark} {self.about}\u00a0: {line}"


Check = Callable[[], Iterable[Finding]]


def good(about: str, said: str) -> Finding:
    """Say that all is well."""
    return Finding(Mark.GOOD, about, said)


def note(about: str, said: str) -> Finding:
    """Say what a person should know, which is no failure."""
    return Finding(Mark.NOTE, about, said)


def wrong(about: str, said: str) -> Finding:
    """Say what is wrong and what to do."""
    return Finding(Mark.WRONG, about, said)


def safely(about: str, check: Check) -> Iterator[Finding]:
    """Run a check; what it raises becomes a finding, without a traceback."""
    try:
        yield from check()
    except Exception as error:  # noqa: BLE001 - a check that fails must not stop the next one
        yield wrong(about, sentence(error) or f"vérification impossible ({type(error).__name__})")
