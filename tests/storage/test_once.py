"""What is done once is done once: keys of acts, jobs of a day, also when two come at the same instant."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from sqlalchemy import func, select

from domain.notes import keep_note
from storage.inbox import forget, was_done
from storage.outbox import Outbox
from storage.runs import Runs
from storage.tables import inbox, journal
from tests.storage.books import Company, day, invoice, now


def together(*acts: Callable[[], object]) -> list[object]:
    """Do acts at the same instant, each in its thread; give what each gave, or raise what one raised."""
    barrier = Barrier(len(acts))

    def start(act: Callable[[], object]) -> object:
        barrier.wait(10)
        return act()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [done.result(60) for done in [pool.submit(start, act) for act in acts]]


def test_an_act_under_a_key_is_done_once(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)))
    debtor_id = company.debtor()
    for _ in range(3):
        keep_note(company.open_book, company.act(day(0), once="view:V1:note"), debtor_id=debtor_id, text="Une fois")

    assert ["note.kept"] == company.kinds()


def test_two_at_the_same_instant_do_it_once(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)))
    debtor_id = company.debtor()
    acts = [company.act(day(0), once="event:E1") for _ in range(4)]
    together(*(lambda act=act: keep_note(company.open_book, act, debtor_id=debtor_id, text="Une fois") for act in acts))

    assert ["note.kept"] == company.kinds()


def test_keys_are_forgotten_when_nobody_sends_them_again(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)))
    act = company.act(day(0), once="event:E1")
    keep_note(company.open_book, act, debtor_id=company.debtor(), text="Une fois")
    with company.engine.begin() as connection:
        assert was_done(connection, "event:E1")
        assert 0 == forget(connection, act.at)
        assert 1 == forget(connection, act.at + timedelta(days=1))

    assert 0 == company.scalar(select(func.count()).select_from(inbox))


def test_a_warning_is_claimed_once(company: Company) -> None:
    outbox = Outbox(company.engine, "one")
    claims = together(*[lambda: outbox.claim_once("warned:not_in_channel", now())] * 4)

    assert 1 == claims.count(True)


def test_a_job_of_a_day_is_claimed_by_one_worker(company: Company) -> None:
    claims = together(*(lambda me=me: Runs(company.engine, me).claim("digest", "2026-11-02", now()) for me in "abcd"))

    assert 1 == claims.count(True)


def test_a_dead_worker_s_job_is_taken_over_and_a_done_one_is_not(company: Company) -> None:
    at = now()
    dead, alive = (Runs(company.engine, me, timedelta(seconds=30)) for me in ("dead", "alive"))
    assert dead.claim("tick", "2026-11-02", at)
    assert not alive.claim("tick", "2026-11-02", at + timedelta(seconds=29))
    assert alive.claim("tick", "2026-11-02", at + timedelta(seconds=30))
    alive.done("tick", "2026-11-02", at + timedelta(seconds=31))

    assert not dead.claim("tick", "2026-11-02", at + timedelta(hours=1))


def test_notes_on_one_debtor_stand_in_line(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)))
    debtor_id = company.debtor()

    def write() -> None:
        for number in range(5):
            keep_note(company.open_book, company.act(day(0)), debtor_id=debtor_id, text=f"Note {number}")

    together(*[write] * 4)

    assert 21 == company.scalar(select(func.max(journal.c.seq)))
    assert 21 == company.scalar(select(func.count()).select_from(journal))
