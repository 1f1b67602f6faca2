"""Each thing that may happen is told once, in order in its debtor's thread, whatever Slack does meanwhile."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from domain.journal import WRITTEN_IN_SLACK, Kind
from sandbox.faults import FaultKind
from sandbox.server import Server
from sandbox.workspace import BOT_USER, Message
from storage.outbox import debtor_key
from storage.tables import journal
from tests.bot.announcing import CHANNEL, Newsroom, a_workspace
from tests.bot.eventful import everything, opened
from tests.storage.books import Company

FAULTS: tuple[FaultKind, ...] = ("accepted_then_dropped", "dropped", "5xx", "ratelimited", "accepted_then_dropped")


@pytest.fixture
def server() -> Iterator[Server]:
    space = a_workspace()
    for name in ("bob", "lucas"):
        space.add_user(name)
    space.add_channel("approbations", ["UALICE", BOT_USER], id="CAPPROBATIONS")
    with Server(space) as one:
        yield one


@pytest.fixture
def weeks(sqlite_company: Company, server: Server) -> Newsroom:
    """Open the threads, then live all that may happen and tell it through a Slack that fails now and then."""
    room, bureau = Newsroom(sqlite_company, server), opened(sqlite_company)
    room.sweep()
    everything(bureau)
    room.ask_digest()
    for fault in FAULTS:
        for method in ("chat.postMessage", "chat.update"):
            server.faults.add(fault, method, retry_after=0)
    room.sweep(also=lambda: not server.faults.pending())
    return room


def test_all_that_may_happen_is_told_once_and_in_order(weeks: Newsroom) -> None:
    """Who adds a kind adds what brings it about to `tests.bot.eventful`."""
    assert set(Kind) == {row[0] for row in weeks.company.rows(select(journal.c.kind))}
    assert weeks.expected() == Counter(_key(one) for one in _written(weeks))
    for client in ("C1", "C2"):
        root = weeks.place(debtor_key(weeks.company.debtor(client))).ts
        rows = [row for row in weeks.company.journal(client) if row.kind not in WRITTEN_IN_SLACK]
        replies = [one for one in weeks.server.workspace.replies(CHANNEL, root) if one.ts != root]

        assert [f"journal:{row.id}" for row in rows] == [_key(one) for one in replies]


def _written(room: Newsroom) -> list[Message]:
    space = room.server.workspace
    with space.lock:
        return [one for some in space.messages.values() for one in some if one.user == BOT_USER and not one.deleted]


def _key(message: Message) -> str:
    return str((message.metadata or {})["event_payload"]["key"])
