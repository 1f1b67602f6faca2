"""What the schedule does: each job once a period whatever the number of workers, at its time, on its days."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property

import pytest
from sqlalchemy import Engine, select

from bot.jobs import Jobs
from bot.program import Program
from bot.settings import Settings
from domain.acts import Act
from domain.imports import import_ledger
from domain.ledger import LedgerFile
from domain.money import Money
from domain.promises import record_promise
from storage.book import SqlBook
from storage.engine import make_engine, reading
from storage.inbox import first_time
from storage.schema import migrate
from storage.tables import due_lines, inbox, journal, places, runs
from tests.storage.books import PARIS, invoice, shipped_policy

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=PARIS)


@dataclass
class Clock:
    """A clock that only the test moves."""

    at: datetime = MONDAY

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    migrate(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def program(engine: Engine, clock: Clock) -> Program:
    return Program(Settings(channel="CIMPAYES", digest_time=time(9)), shipped_policy(), clock, engine, "first")


def nothing() -> None:
    """Nudge nobody."""


def digests(program: Program) -> dict[str, int]:
    """Give the digests that are wanted, and how many times each was asked for."""
    with reading(program.engine) as connection:
        return {row.key: row.wanted for row in connection.execute(select(places))}


def done(program: Program) -> list[tuple[str, str]]:
    with reading(program.engine) as connection:
        query = select(runs).where(runs.c.done_at.is_not(None)).order_by(runs.c.job, runs.c.period)
        return [(row.job, row.period) for row in connection.execute(query)]


def test_the_digest_waits_for_its_time_and_comes_once_a_day(program: Program, clock: Clock) -> None:
    jobs = Jobs(program, nothing)
    clock.at = MONDAY.replace(hour=8, minute=59)
    jobs.due()

    assert {} == digests(program)
    for minute in (0, 1, 59):
        clock.at = MONDAY.replace(hour=9, minute=minute)
        jobs.due()
    clock.at = MONDAY.replace(hour=23)
    jobs.due()
    assert {"digest:2026-11-23": 1} == digests(program)
    clock.at = MONDAY + timedelta(days=1)
    jobs.due()
    assert {"digest:2026-11-23": 1, "digest:2026-11-24": 1} == digests(program)


@pytest.mark.parametrize("closed", [date(2026, 11, 22), date(2026, 11, 21), date(2026, 11, 11), date(2026, 12, 25)])
def test_a_closed_day_has_no_digest_but_its_ticks(program: Program, clock: Clock, closed: date) -> None:
    clock.at = datetime.combine(closed, time(12), PARIS)
    Jobs(program, nothing).due()

    assert {} == digests(program)
    assert [("clean", str(closed)), ("tick", f"{closed}T12")] == done(program)


def test_workers_share_the_jobs_of_a_period(program: Program) -> None:
    workers = [Jobs(replace(program, me=f"worker {number}"), nothing) for number in range(4)]
    ready = threading.Barrier(len(workers))

    def work(jobs: Jobs) -> None:
        ready.wait()
        jobs.due()

    threads = [threading.Thread(target=work, args=(one,)) for one in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {"digest:2026-11-23": 1} == digests(program)
    assert [("clean", "2026-11-23"), ("digest", "2026-11-23"), ("tick", "2026-11-23T09")] == done(program)


def test_what_a_dead_worker_had_begun_is_taken_over(program: Program, clock: Clock) -> None:
    dead = replace(program, me="dead")
    Jobs(dead, nothing)._runs.claim("digest", "2026-11-23", clock.now())  # noqa: SLF001 - it died right there
    jobs = Jobs(program, nothing)
    jobs.due()

    assert {} == digests(program)
    clock.at += timedelta(minutes=11)
    jobs.due()
    assert {"digest:2026-11-23": 1} == digests(program)


def test_a_promise_is_judged_before_the_digest_is_asked_for(program: Program) -> None:
    act = Act("UALICE", MONDAY - timedelta(days=20), MONDAY.date() - timedelta(days=20))
    ledger = LedgerFile("invoices", [invoice("F1", (date(2026, 10, 1), 10_000))], sha256="0")
    import_ledger(program.open_book, act, ledger, "grand_livre.csv")
    with reading(program.engine) as connection:
        line = connection.execute(select(due_lines)).one()
    promised = {"debtor_id": line.debtor_id, "lines": (line.id,), "amount": Money(10_000, "EUR")}
    record_promise(program.open_book, act, **promised, on=date(2026, 11, 10))
    Jobs(program, nothing).due()

    with reading(program.engine) as connection:
        kinds = connection.execute(select(journal.c.kind).order_by(journal.c.id)).scalars().all()
    assert ["ledger.imported", "promise.made", "promise.broken"] == kinds


def test_keys_that_nobody_will_send_again_are_dropped(program: Program) -> None:
    for key, age in (("old", 61), ("new", 59)):
        with program.engine.begin() as connection:
            first_time(connection, Act("UALICE", MONDAY - timedelta(days=age), MONDAY.date(), key))
    Jobs(program, nothing).due()

    with reading(program.engine) as connection:
        assert ["new"] == connection.execute(select(inbox.c.key)).scalars().all()


class Broken(Program):
    """A program whose book cannot be opened, as when a rule of ours fails."""

    @cached_property
    def open_book(self) -> Callable[[], AbstractContextManager[SqlBook]]:
        raise ValueError("a fault of ours")


def test_a_job_that_fails_stops_no_other_and_is_tried_again(program: Program) -> None:
    broken = Broken(program.settings, program.policy, program.clock, program.engine, program.me)
    nudged: list[bool] = []
    Jobs(broken, lambda: nudged.append(True)).due()

    assert [("clean", "2026-11-23")] == done(program)
    assert [True] == nudged
    Jobs(program, nothing).due()
    assert {"digest:2026-11-23": 1} == digests(program)
