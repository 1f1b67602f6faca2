"""What a listener is given to work with: the book, the reader, the day, and the people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from domain.acts import Act
from domain.people import People
from domain.policy import Policy
from domain.ports import OpenBook
from domain.reader import OpenReader


@dataclass(frozen=True, slots=True)
class Office:
    """The tools of every listener; `nudge` wakes the announcer after a commit and never raises.

    `channel` is where debtors are told of, `approvals` where decisions are asked for.
    """

    open_book: OpenBook
    open_reader: OpenReader
    policy: Policy
    people: People
    now: Callable[[], datetime]
    today: Callable[[], date]
    nudge: Callable[[], None]
    channel: str
    approvals: str

    def act(self, user: str, once: str | None = None) -> Act:
        """Make an act of this person, now."""
        return Act(user, self.now(), self.today(), once)
