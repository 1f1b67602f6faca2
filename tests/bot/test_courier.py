"""The courier against the workspace of this machine: each errand is run once, whatever Slack does meanwhile."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from threading import Event

import pytest
from sqlalchemy import select, update

from bot.courier import Courier
from bot.slack_files import SlackFiles
from bot.slack_post import SlackPost, make_client
from domain.documents import Document, DocumentKind
from domain.handouts import hand_out
from domain.proofs import FileNamed, want_files
from sandbox.faults import FaultKind
from sandbox.server import Server
from sandbox.webapi_files import new_file
from sandbox.workspace import BOT_TOKEN
from storage.tables import documents, handouts, wanted_files
from tests.bot.announcing import TODAY, a_workspace
from tests.storage.books import Company, day, invoice, now

PDF = b"%PDF-1.7\nun bon"


class Mailroom:
    """A company with one debtor, a workspace, and couriers between them."""

    def __init__(self, company: Company, server: Server) -> None:
        self.company = company
        self.server = server
        company.load(invoice("F1", (day(-10), 10_000)))
        self.courier = self.hire()

    def hire(self, nudge: Callable[[], None] = lambda: None) -> Courier:
        client = make_client(BOT_TOKEN, self.server.api_url, timeout=2)
        return Courier(
            self.company.engine,
            self.company.open_book,
            SlackPost(client),
            lambda stopping: SlackFiles(client, stopping=stopping),
            today=lambda: TODAY,
            now=now,
            nudge=nudge,
        )

    def want(self, content: bytes = PDF, name: str = "bon.pdf") -> None:
        file = new_file(self.server.workspace, name, "UALICE", content)
        want_files(
            self.company.open_book,
            self.company.act(day(0)),
            debtor_id=self.company.debtor(),
            kind=DocumentKind.ORDER,
            files=[FileNamed(file.id, name)],
        )

    def ask(self) -> None:
        """Keep a document and ask for it."""
        debtor_id = self.company.debtor()
        with self.company.open_book() as book:
            document = Document(debtor_id, DocumentKind.ORDER, "bon.pdf", "application/pdf", PDF)
            document_id = book.documents.add(document, self.company.act(day(0)))
        hand_out(self.company.open_book, self.company.act(day(0)), debtor_id=debtor_id, document_id=document_id)

    def again(self) -> None:
        """Let the time pass that errands were put off for, and sweep."""
        for table in (wanted_files, handouts):
            self.company.write(update(table).values(free_at=now() - timedelta(seconds=1)))
        self.courier.sweep()

    def received(self) -> list[str]:
        room = self.server.workspace.im("UALICE").id
        return [file.name for one in self.server.workspace.history(room) for file in one.files]

    def direct(self) -> list[str]:
        room = self.server.workspace.im("UALICE").id
        return [one.text for one in self.server.workspace.history(room)]


@pytest.fixture
def mailroom(sqlite_company: Company) -> Iterator[Mailroom]:
    with Server(a_workspace()) as server:
        yield Mailroom(sqlite_company, server)


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "files.completeUploadExternal", "conversations.open"])
@pytest.mark.parametrize("kind", ["accepted_then_dropped", "dropped", "5xx", "ratelimited"])
def test_a_document_is_sent_once_whatever_slack_does(mailroom: Mailroom, method: str, kind: FaultKind) -> None:
    mailroom.server.faults.add(kind, method, retry_after=0)
    mailroom.ask()
    mailroom.courier.sweep()
    mailroom.again()
    mailroom.again()

    assert ["bon.pdf"] == mailroom.received()


def test_a_document_that_slack_refuses_for_good_is_told(mailroom: Mailroom) -> None:
    mailroom.server.faults.add("error", "files.getUploadURLExternal", error="missing_scope")
    mailroom.ask()
    mailroom.courier.sweep()
    mailroom.again()

    assert [] == mailroom.received()
    assert ["n'a pas pu vous être envoyé" in text for text in mailroom.direct()] == [True]
    assert "not_sent" == mailroom.company.scalar(select(handouts.c.outcome))


@pytest.mark.parametrize("kind", ["dropped", "5xx", "ratelimited"])
def test_a_file_is_kept_once_whatever_slack_does(mailroom: Mailroom, kind: FaultKind) -> None:
    mailroom.server.faults.add(kind, "files.info", retry_after=0)
    mailroom.want()
    mailroom.courier.sweep()
    mailroom.again()
    mailroom.again()

    assert ["document.kept"] == mailroom.company.kinds()
    assert [(PDF,)] == mailroom.company.rows(select(documents.c.content))


def test_no_slack_any_more_counts_as_no_try(mailroom: Mailroom) -> None:
    mailroom.server.faults.add("error", "files.info", error="token_revoked", count=50)
    mailroom.want()
    for _ in range(40):
        mailroom.again()

    assert (0, "") == tuple(mailroom.company.rows(select(wanted_files.c.tries, wanted_files.c.outcome))[0])


def test_a_courier_in_its_thread_fetches_what_an_earlier_one_left_and_wakes_the_announcer(mailroom: Mailroom) -> None:
    mailroom.want()
    nudged = Event()
    courier = mailroom.hire(nudged.set)
    courier.start()

    assert nudged.wait(20)
    courier.stop(20)
    assert ["document.kept"] == mailroom.company.kinds()
