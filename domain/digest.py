"""The digest of a day: totals, what changed since the one before, and debtors by priority."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.acts import Act
from domain.money import Money
from domain.overdue import DebtorRow
from domain.ports import OpenBook


@dataclass(frozen=True, slots=True)
class Digest:
    """A day's digest. `changes` counts journal kinds since the digest before it, which was of the day `since`.

    `outstanding` is what is left on all lines less `unallocated`, which is shown apart (RULES §2).
    """

    on: date
    overdue: tuple[Money, ...]
    outstanding: tuple[Money, ...]
    unallocated: tuple[Money, ...]
    rows: tuple[DebtorRow, ...]
    debtors: int
    snoozed: int
    since: date | None
    changes: Mapping[str, int]


def digest_key(on: date) -> str:
    """Name the place of a day's digest."""
    return f"digest:{on.isoformat()}"


def request_digest(open_book: OpenBook, act: Act, channel: str) -> bool:
    """Ask for the day's digest in a channel: posted once, redrawn when asked again; say True when it is new."""
    with open_book() as book:
        return book.places.want(digest_key(act.today), channel, act.at)
