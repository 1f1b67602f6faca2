"""Tells the demo's past through the product's own doors: imports, use cases, ticks and the announcer, day by day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.jobs import post_digest, tick
from sandbox.deeds import Deeds
from sandbox.portfolio import Days, history, ledger

BEGINS = -40
"""Working days from today to the first import."""
MONDAY = 0
IMPORT_AT, TICK_AT, DIGEST_AT = time(8, 5), time(8, 30), time(9)


class StoryClock:
    """A clock that stands where the story is, then runs with the machine's; program and workspace share it."""

    def __init__(self, zone: ZoneInfo, present: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._zone = zone
        self._present = present
        self._at: datetime | None = None
        self._ahead = timedelta()

    def now(self) -> datetime:
        """Return the instant of the story."""
        return (self._at or self._present() + self._ahead).astimezone(self._zone)

    def today(self) -> date:
        """Return the day of that instant."""
        return self.now().date()

    def seconds(self) -> float:
        """Return that instant as seconds since 1970."""
        return self.now().timestamp()

    def stand(self, day: date, at: time) -> None:
        """Stand at an hour of a day."""
        self._at = datetime.combine(day, at, self._zone)

    def run(self) -> None:
        """Run at the machine's pace, from where it stands or from the present when that is later."""
        if self._at is not None:
            self._ahead = max(self._at - self._present(), timedelta())
        self._at = None

    def reset(self) -> None:
        """Run with the machine's clock again."""
        self._at, self._ahead = None, timedelta()


@dataclass(frozen=True)
class Story:
    """Plays the past into an empty database, and has the announcer tell it to the workspace at the dates it bears."""

    deeds: Deeds
    clock: StoryClock

    def play(self) -> None:
        """Play all days until today's digest, then let the clock run; what was asked for on the last day is unread."""
        days = self.deeds.days
        acts, every_day = history(days), list(days.between(BEGINS))
        for day in every_day:
            self._morning(day, days, first=day == every_day[0], last=day == every_day[-1])
            if day == every_day[-1]:
                self._everybody_has_read(self.deeds.program.settings.approvals_in or self.deeds.program.channel)
            for at, done in groupby((one for one in acts if one.day == day), key=lambda one: one.at):
                self.clock.stand(day, at)
                for act in done:
                    self.deeds.do(act)
                self.deeds.announce()
        self._everybody_has_read(self.deeds.program.channel)
        self.clock.run()
        self._digest()

    def _morning(self, day: date, days: Days, *, first: bool, last: bool) -> None:
        """Import on Mondays, judge promises every day, and publish the digest of the eve alone."""
        if first or last or day.weekday() == MONDAY:
            self.clock.stand(day, IMPORT_AT)
            self.deeds.bring(ledger(days, day), f"balance_clients_{day}.csv")
        self.clock.stand(day, TICK_AT)
        tick(self.deeds.program, day, self.clock.now())
        self.deeds.announce()
        if last:
            self.clock.stand(day, DIGEST_AT)
            self._digest()

    def _digest(self) -> None:
        now, today = self.clock.now(), self.clock.today()
        tick(self.deeds.program, today, now)
        post_digest(self.deeds.program, today, now)
        self.deeds.announce()

    def _everybody_has_read(self, channel: str) -> None:
        space = self.deeds.workspace
        for user in space.users:
            space.mark_read(user, channel)
