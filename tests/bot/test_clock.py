"""The clock: instants are aware, and the day is the company's."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from bot.clock import SystemClock


def test_the_day_is_the_company_s() -> None:
    east, west = SystemClock(ZoneInfo("Pacific/Kiritimati")), SystemClock(ZoneInfo("Pacific/Niue"))

    assert timedelta(days=1) <= east.today() - west.today() <= timedelta(days=2)


def test_an_instant_is_the_same_everywhere() -> None:
    before = SystemClock(ZoneInfo("UTC")).now()
    now = SystemClock(ZoneInfo("Europe/Paris")).now()

    assert before <= now <= SystemClock(ZoneInfo("UTC")).now()
    assert now.astimezone(UTC).tzinfo is UTC
