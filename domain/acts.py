"""An act is who does something, when, and the key under which it is done only once."""

from dataclasses import dataclass
from datetime import date, datetime

PROGRAM = ""


@dataclass(frozen=True, slots=True)
class Act:
    """Who acts (Slack user id, `PROGRAM` for the schedule), the instant (aware), the company's day, the key.

    `once` is None for what may be repeated; else a second act under the same key changes nothing: a modal sent again
    after a lost answer, an event delivered again (SLACK.md, « Time and rate »).
    """

    by: str
    at: datetime
    today: date
    once: str | None = None
