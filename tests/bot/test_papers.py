"""Rows told with a paper: the file stands once in the thread, whatever Slack does meanwhile."""

from collections.abc import Iterator

import pytest

from domain.documents import Document, DocumentKind
from domain.journal import JournalRow
from sandbox.faults import FaultKind
from sandbox.server import Server
from storage.outbox import debtor_key
from tests.bot.announcing import CHANNEL, Newsroom, a_workspace
from tests.storage.books import Company, day, invoice


class Binder:
    """Prints a paper for each row, named after it."""

    def paper(self, row: JournalRow) -> Document:
        return Document(
            row.debtor_id, DocumentKind.OTHER, f"papier-{row.id}.pdf", "application/pdf", f"papier {row.id}".encode()
        )


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(a_workspace()) as one:
        yield one


@pytest.fixture
def binders(sqlite_company: Company, server: Server) -> Newsroom:
    sqlite_company.load(invoice("F1", (day(-10), 10_000)))
    room = Newsroom(sqlite_company, server, papers=Binder())
    room.announcer.sweep()
    return room


def papers(room: Newsroom) -> list[tuple[str, str]]:
    root = room.place(debtor_key(room.company.debtor("C1"))).ts
    replies = room.server.workspace.replies(CHANNEL, root)
    return [(one.text.partition("\n> ")[2], file.name) for one in replies for file in one.files]


def test_a_row_is_told_with_its_paper_in_the_thread(binders: Newsroom) -> None:
    binders.note("un")
    binders.note("deux")
    binders.sweep()

    assert ["un", "deux"] == [text for text, _ in papers(binders)]
    assert 2 == len({name for _, name in papers(binders)})


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal"])
@pytest.mark.parametrize("kind", ["accepted_then_dropped", "dropped", "5xx", "ratelimited"])
def test_a_paper_stands_once_whatever_slack_does(binders: Newsroom, method: str, kind: FaultKind) -> None:
    binders.server.faults.add(kind, method, retry_after=0)
    binders.note("un")
    binders.sweep()

    assert ["un"] == [text for text, _ in papers(binders)]
