"""Slack is told what the database says, once and in order, whatever Slack answers and whoever dies."""

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import select

from bot.pacing import SLACK
from domain.journal import Kind
from sandbox.faults import FaultKind
from sandbox.server import Server
from sandbox.workspace import BOT_USER
from storage.tables import journal, places
from tests.bot.announcing import CHANNEL, TODAY, Newsroom, a_workspace, some_debtors
from tests.bot.waiting import overtaken
from tests.storage.books import Company, day, invoice


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(a_workspace()) as one:
        yield one


@pytest.fixture
def room(company: Company, server: Server) -> Newsroom:
    return _opened(Newsroom(company, server))


@pytest.fixture
def quick_room(sqlite_company: Company, server: Server) -> Newsroom:
    return _opened(Newsroom(sqlite_company, server))


def _opened(room: Newsroom) -> Newsroom:
    room.company.load(invoice("F1", (day(-10), 10_000)))
    room.announcer.sweep()
    return room


def test_a_root_stands_before_its_replies_and_they_stand_in_order(room: Newsroom) -> None:
    for text in ("un", "deux", "trois"):
        room.note(text)
    room.sweep()

    assert room.expected() == room.keys()
    assert ["un", "deux", "trois"] == room.thread()
    root = room.messages()[0]
    assert root.thread_ts in {None, root.ts}


def test_nothing_is_posted_again_when_nothing_is_new(room: Newsroom) -> None:
    room.note("un")
    room.ask_digest()
    room.sweep()
    before = len(room.server.workspace.inspector)
    for _ in range(3):
        room.announcer.sweep()

    assert before == len(room.server.workspace.inspector)


POSTS = ("root", "reply", "digest")


@pytest.mark.parametrize("which", POSTS)
def test_a_post_accepted_then_dropped_is_found_again(quick_room: Newsroom, which: str) -> None:
    _say(quick_room, which, "accepted_then_dropped")

    assert quick_room.expected() == quick_room.keys()


@pytest.mark.parametrize("kind", ["dropped", "5xx", "ratelimited"])
@pytest.mark.parametrize("which", POSTS)
def test_a_post_that_failed_is_done_again(quick_room: Newsroom, which: str, kind: FaultKind) -> None:
    _say(quick_room, which, kind)

    assert quick_room.expected() == quick_room.keys()


@pytest.mark.parametrize("kind", ["accepted_then_dropped", "dropped", "5xx", "ratelimited"])
def test_all_is_told_once_after_many_faults(room: Newsroom, kind: FaultKind) -> None:
    for method in ("chat.postMessage", "chat.update", "conversations.history", "conversations.replies"):
        room.server.faults.add(kind, method, count=2, retry_after=0)
    room.ask_digest()
    for text in ("un", "deux", "trois"):
        room.note(text)
    room.sweep(also=lambda: all("post" not in one.method for one in room.server.faults.pending()))
    room.note("quatre")
    room.sweep()

    assert room.expected() == room.keys()
    assert ["un", "deux", "trois", "quatre"] == room.thread()


def test_an_answer_that_comes_too_late_is_looked_up(quick_room: Newsroom) -> None:
    quick_room.server.faults.add("slow", "chat.postMessage", seconds=2.3)
    quick_room.note("un")
    quick_room.sweep()

    assert quick_room.expected() == quick_room.keys()


def test_a_rate_limit_is_waited_for_by_all(quick_room: Newsroom) -> None:
    quick_room.server.faults.add("ratelimited", "chat.postMessage", retry_after=30)
    quick_room.note("un")
    quick_room.announcer.sweep()

    assert not quick_room.messages()
    place = quick_room.place("debtor:1")
    assert "ratelimited" == place.failure
    assert place.tried_at is None


def _say(room: Newsroom, which: str, kind: FaultKind) -> None:
    """Have one post meet a fault: the root's, a reply's or the digest's."""
    if which == "reply":
        room.note("avant")
        room.sweep()
    room.server.faults.add(kind, "chat.postMessage", retry_after=0)
    if which == "digest":
        room.ask_digest()
    else:
        room.note("un")
    room.sweep(also=lambda: not room.server.faults.pending())


def test_a_channel_without_the_bot_keeps_all_until_it_is_invited(room: Newsroom) -> None:
    room.server.workspace.channels[CHANNEL].members.discard(BOT_USER)
    room.ask_digest()
    room.note("un")
    for _ in range(3):
        room.announcer.sweep()

    assert not room.messages()
    assert ["not_in_channel"] == room.warned
    assert {"not_in_channel"} == {code for _, code in room.outbox.failures()}

    room.server.workspace.channels[CHANNEL].members.add(BOT_USER)
    room.sweep()

    assert room.expected() == room.keys()
    assert [] == list(room.outbox.failures())


def test_a_refused_reply_is_shown_as_a_failure(quick_room: Newsroom) -> None:
    quick_room.note("un")
    quick_room.sweep()
    quick_room.server.faults.add("error", "chat.postMessage", error="msg_too_long")
    quick_room.note("deux")
    quick_room.announcer.sweep()

    assert [("debtor:1", "msg_too_long")] == list(quick_room.outbox.failures())


def test_a_revoked_token_stops_the_announcer_which_keeps_all(room: Newsroom) -> None:
    room.server.api.revoked = True
    room.ask_digest()
    room.note("un")

    assert not room.announcer.sweep()
    assert ([], True) == (room.warned, room.waits())
    assert "token_revoked" in {code for _, code in room.outbox.failures()}

    room.server.api.revoked = False
    room.sweep()

    assert room.expected() == room.keys()


def test_a_root_somebody_deleted_is_posted_anew_with_what_comes_next(room: Newsroom) -> None:
    room.note("un")
    room.sweep()
    gone = room.place("debtor:1").ts
    room.server.workspace.delete(CHANNEL, gone)
    room.note("deux")
    room.sweep()

    assert ["deux"] == room.thread()
    with room.company.open_book() as book:  # people may still write in the old thread
        assert [1, 1] == [book.places.debtor_at(CHANNEL, ts) for ts in (gone, room.place("debtor:1").ts)]


def test_a_digest_somebody_deleted_is_posted_anew_when_asked_for(room: Newsroom) -> None:
    room.ask_digest()
    room.sweep()
    room.server.workspace.delete(CHANNEL, room.place(room.digest_key()).ts)
    room.announcer.sweep()
    assert not room.messages()

    room.ask_digest()
    room.sweep()

    assert {room.digest_key(): 1} == room.keys()


def test_the_digest_is_drawn_again_after_what_is_told(quick_room: Newsroom) -> None:
    quick_room.ask_digest()
    quick_room.sweep()
    before = quick_room.place(quick_room.digest_key()).drawn
    quick_room.note("un")
    quick_room.sweep()

    assert before < quick_room.place(quick_room.digest_key()).drawn


@pytest.mark.parametrize(("asked_on", "posted"), [(date(2026, 11, 4), 0), (TODAY, 1)])
def test_a_digest_is_posted_the_day_it_is_asked_for_and_not_later(
    quick_room: Newsroom, asked_on: date, posted: int
) -> None:
    with quick_room.company.open_book() as book:
        book.places.want("digest:2026-11-04", CHANNEL, quick_room.company.act(asked_on).at)
    quick_room.sweep()

    assert posted == len(quick_room.messages())


def test_the_digest_is_posted_once_by_four_announcers(room: Newsroom) -> None:
    room.ask_digest()
    barrier = Barrier(4)

    def sweep() -> None:
        one = room.hire()
        barrier.wait(10)
        one.sweep()

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(sweep) for _ in range(4)]:
            done.result(30)
    room.sweep()

    assert {room.digest_key(): 1} == room.keys()


def test_a_first_import_opens_no_thread(room: Newsroom) -> None:
    some_debtors(room.company, 5)
    room.sweep()

    assert not room.messages()


def test_an_import_between_two_steps_of_a_sweep_opens_no_thread(room: Newsroom) -> None:
    some_debtors(room.company, 5)

    assert [] == list(room.outbox.debtors_waiting(room.company.act(TODAY).at))


def test_an_import_is_told_where_a_thread_stands_or_is_about_to(quick_room: Newsroom) -> None:
    quick_room.sweep()
    quick_room.note("un")
    quick_room.company.load(invoice("F1", (day(-10), 10_000), paid=4_000), on=TODAY)
    quick_room.sweep()
    told = select(journal.c.kind).where(journal.c.ts.is_not(None)).order_by(journal.c.seq)

    assert [Kind.NOTE_KEPT, Kind.LEDGER_IMPORTED] == [row[0] for row in quick_room.company.rows(told)]


def test_an_announcer_that_lost_its_lease_posts_nothing(quick_room: Newsroom) -> None:
    overtaken(quick_room)

    assert quick_room.expected() == quick_room.keys()


def test_slack_s_own_rates_are_never_exceeded(quick_room: Newsroom) -> None:
    quick_room.server.faults.strict = True
    quick_room.announcer = quick_room.hire(rates=SLACK)
    for number in range(6):
        quick_room.note(f"note {number}")
    quick_room.sweep()

    assert quick_room.expected() == quick_room.keys()
    answers = [one.answer for one in quick_room.server.workspace.inspector]
    assert {"status": 429} not in answers


@pytest.mark.parametrize("step", ["trying", "posted", "trying_row", "announced"])
def test_a_process_killed_between_two_steps_leaves_nothing_untold_nor_told_twice(
    quick_room: Newsroom, step: str
) -> None:
    quick_room.note("un")
    quick_room.note("deux")
    ended = _die(quick_room, step, 1).wait(30)

    assert -9 == ended
    quick_room.sweep()
    assert quick_room.expected() == quick_room.keys()
    assert ["un", "deux"] == quick_room.thread()


@pytest.mark.postgres
def test_two_workers_tell_all_once_in_order_when_one_is_killed(postgres_company: Company, server: Server) -> None:
    room = Newsroom(postgres_company, server)
    codes = some_debtors(postgres_company, 20)
    room.announcer.sweep()
    for number in range(10):
        for code in codes:
            room.note(f"note {number}", code)
    room.ask_digest()
    dying, other = _die(room, "announced", 40), room.hire(lease=1.0)
    try:
        room.until(lambda: bool(room.messages()))
        other.start()
        assert -9 == dying.wait(60)
        room.until(lambda: not room.waits())
    finally:
        dying.kill()
        dying.wait(10)
        other.stop()

    assert room.expected() == room.keys()
    assert 221 == sum(room.keys().values())
    for code in codes:
        assert [f"note {number}" for number in range(10)] == room.thread(code)


def _die(room: Newsroom, step: str, count: int) -> "subprocess.Popen[bytes]":
    """Start a worker of its own process that is killed at a step, the `count`-th time it comes to it."""
    url = room.company.engine.url.render_as_string(hide_password=False)
    program = [sys.executable, "-m", "tests.bot.dying_worker", url, room.server.api_url, step, str(count)]
    return subprocess.Popen(program, cwd=Path(__file__).parents[2])


def test_a_running_announcer_tells_when_nudged_and_stops(quick_room: Newsroom) -> None:
    announcer = quick_room.hire()
    announcer.start()
    quick_room.note("un")
    announcer.nudge()
    quick_room.until(lambda: not quick_room.waits())
    announcer.stop()

    assert ["un"] == quick_room.thread()
    held = quick_room.company.rows(select(places.c.key).where(places.c.lease_by.is_not(None)))
    assert [] == held
