"""`serve` and two workers over one PostgreSQL: each act is told once, whoever dies, and the digest is posted once."""

import json
import os
import signal
import socket
from collections import Counter

import pytest
from sqlalchemy import Engine, select

from sandbox.desk import Desk
from sandbox.server import Server
from storage.engine import make_engine, reading
from storage.tables import journal, places
from tests.bot.running import CHANNEL, Start
from tests.bot.shell import Process, Shell, wait_until
from tests.bot.test_web import Web

MONDAY = "2026-11-23T10:00:00+01:00"
WORKER = "tests.bot.hurried_worker"
NOTES = [f"note numéro {number}" for number in range(5)]

pytestmark = pytest.mark.postgres


@pytest.fixture
def company(on_postgres: Shell, slack: dict[str, str]) -> Shell:
    """Give a folder whose database holds a ledger, and the settings of the workspace."""
    on_postgres.said("import", "grand_livre.csv")
    on_postgres.settings |= slack
    return on_postgres


def test_each_act_is_told_once_though_a_worker_is_killed(company: Shell, server: Server, start: Start) -> None:
    workers = [start(company, MONDAY, module=WORKER) for _ in range(2)]  # first: who starts takes time from who answers
    web = Web(start(company, "serve", "--port", "0"))
    server.delivery.bot_url = web.url
    desk = Desk(server, "alice")
    server.faults.add("slow", "chat.postMessage", seconds=0.4, count=4)
    for number, note in enumerate(NOTES):
        desk.command(f"note {('dupuis', 'martin')[number % 2]} {note}")
    engine = make_engine(company.settings["DATABASE_URL"])
    killed = wait_until(lambda: holder(engine, workers), "a worker at work")
    os.kill(killed.pid, signal.SIGKILL)
    wait_until(lambda: not waiting(engine), "all to be told")
    engine.dispose()
    texts = Counter(note for note in NOTES for one in replies(server) if note in one)

    assert dict.fromkeys(NOTES, 1) == texts
    assert {"debtor:1", "debtor:2"} == {key for key in keys(server) if key.startswith("debtor:")}
    assert len(keys(server)) == len(set(keys(server)))
    assert [0, 0] == [one.stop() for one in (web.process, *workers) if one is not killed]


def holder(engine: Engine, workers: list[Process]) -> Process | None:
    """Give a worker that holds a place now, if any does."""
    with reading(engine) as connection:
        held = set(connection.execute(select(places.c.lease_by).where(places.c.lease_by.is_not(None))).scalars())
    return next((one for one in workers for name in held if f"{socket.gethostname()}:{one.pid}:" in name), None)


def waiting(engine: Engine) -> bool:
    with reading(engine) as connection:
        untold = connection.execute(select(journal.c.id).where(journal.c.announced_at.is_(None))).first()
        undrawn = connection.execute(select(places.c.key).where(places.c.wanted > places.c.drawn)).first()
    return untold is not None or undrawn is not None


def replies(server: Server) -> list[str]:
    """Give the words of each message of the channel."""
    messages = server.workspace.messages[CHANNEL]
    return [json.dumps([one.text, one.blocks], ensure_ascii=False) for one in messages if one.is_reply]


def keys(server: Server) -> list[str]:
    """Give the key each message of the channel carries."""
    messages = [one for one in server.workspace.messages[CHANNEL] if not one.ephemeral_to]
    return [str((one.metadata or {})["event_payload"]["key"]) for one in messages]


def test_two_workers_post_one_digest_when_its_time_has_come(company: Shell, server: Server, start: Start) -> None:
    workers = [start(company, MONDAY, module=WORKER, IMPAYES_DIGEST_TIME="09:00") for _ in range(2)]
    engine = make_engine(company.settings["DATABASE_URL"])
    for one in workers:
        one.wait_for("working as")
    wait_until(lambda: "digest:2026-11-23" in keys(server) and not waiting(engine), "the digest")
    engine.dispose()

    assert [0, 0] == [one.stop() for one in workers]
    assert ["digest:2026-11-23"] == keys(server)
