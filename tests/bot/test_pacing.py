"""Slack's rates are kept by all workers together, whatever they have to say."""

from collections import deque
from datetime import UTC, datetime, timedelta

import pytest

from bot.outcomes import Outcome, Refused
from bot.pacing import Pacing, Stopping
from sandbox.faults import BY_MINUTE, POST_BURST, POSTS_A_SECOND
from storage.outbox import Outbox
from tests.storage.books import Company

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


class Times:
    """A clock that only moves when somebody waits."""

    def __init__(self) -> None:
        self.at = START
        self.stopped = False

    def now(self) -> datetime:
        return self.at

    def wait(self, seconds: float) -> bool:
        self.at += timedelta(seconds=seconds)
        return self.stopped


def turns(company: Company, kind: str, count: int) -> list[float]:
    """Give the seconds at which two workers made calls, as fast as they are let."""
    times = Times()
    workers = [Pacing(Outbox(company.engine, me), times.now, times.wait) for me in ("one", "two")]
    calls = []
    for number in range(count):
        pacing = workers[number % 2]
        with pacing.posting("C") if kind == "post" else pacing.updating() if kind == "update" else pacing.looking():
            calls.append((times.at - START).total_seconds())
    return calls


@pytest.mark.parametrize(("kind", "method"), [("update", "chat.update"), ("lookup", "conversations.history")])
def test_no_minute_holds_more_than_slack_allows(sqlite_company: Company, kind: str, method: str) -> None:
    seen: deque[float] = deque()
    for at in turns(sqlite_company, kind, 150):
        seen.append(at)
        while seen[0] <= at - 60:
            seen.popleft()

        assert len(seen) <= BY_MINUTE[method]


def test_posts_stay_within_a_burst_then_one_a_second(company: Company) -> None:
    left, before = float(POST_BURST), 0.0
    for at in turns(company, "post", 30):
        left, before = min(float(POST_BURST), left + (at - before) * POSTS_A_SECOND) - 1, at

        assert left >= 0


def test_a_rate_limit_makes_all_workers_wait(sqlite_company: Company) -> None:
    times = Times()
    one, two = (Pacing(Outbox(sqlite_company.engine, me), times.now, times.wait) for me in ("one", "two"))
    with pytest.raises(Refused, match="ratelimited"), one.posting("C"):
        raise Refused(Outcome.LATER, "ratelimited", 30)
    with two.posting("C"):
        pass

    assert 30 == (times.at - START).total_seconds()


def test_who_waits_stops_when_the_program_does(sqlite_company: Company) -> None:
    times = Times()
    times.stopped = True
    with pytest.raises(Stopping), Pacing(Outbox(sqlite_company.engine, "one"), times.now, times.wait).updating():
        pytest.fail("it went on")
