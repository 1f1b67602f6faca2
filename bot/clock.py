"""The one source of the present: everything else is told the day and the instant."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the instant and the company's day."""

    def now(self) -> datetime:
        """Return the present instant, aware."""
        ...

    def today(self) -> date:
        """Return the present day where the company is."""
        ...


@dataclass(frozen=True)
class SystemClock:
    """The machine's clock, read in the company's zone."""

    zone: ZoneInfo

    def now(self) -> datetime:
        """Return the present instant in the company's zone."""
        return datetime.now(UTC).astimezone(self.zone)

    def today(self) -> date:
        """Return the present day in the company's zone."""
        return self.now().date()
