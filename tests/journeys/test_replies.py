"""What people write in a debtor's thread is kept in the debtor's journal."""

import pytest

from sandbox.desk import Desk
from tests.journeys.program import CHANNEL, Program


@pytest.fixture
def thread(desk: Desk) -> Desk:
    desk.command("note DUPUIS ouvert")
    return desk


def test_a_reply_its_edit_and_its_deletion_are_kept(thread: Desk, bot: Program) -> None:
    reply = thread.write("vu avec M. Dupuis & fils <ok> @bob", thread="Dupuis")
    thread.acts.edit(thread.user, CHANNEL, reply.ts, "vu avec Mme Dupuis")
    thread.acts.delete(thread.user, CHANNEL, reply.ts)
    thread.server.delivery.settle()

    kept = [(str(row.kind), row.payload["text"]) for row in bot.journal("DUPUIS")[1:]]
    assert [
        ("reply.written", "vu avec M. Dupuis & fils <ok> @UBOB"),
        ("reply.edited", "vu avec Mme Dupuis"),
        ("reply.deleted", "vu avec Mme Dupuis"),
    ] == kept


def test_an_event_sent_twice_is_kept_once(thread: Desk, bot: Program) -> None:
    thread.server.faults.add("twice", "message")
    thread.write("une fois", thread="Dupuis")

    assert ["note.kept", "reply.written"] == bot.told("DUPUIS")


def test_the_names_of_files_are_kept_with_the_text(thread: Desk, bot: Program) -> None:
    thread.write("la preuve", thread="Dupuis", files=[("bon.pdf", b"%PDF")])

    assert "la preuve\nbon.pdf" == bot.journal("DUPUIS")[-1].payload["text"]


def test_what_is_said_elsewhere_is_not_kept(thread: Desk, bot: Program) -> None:
    thread.write("hors sujet")
    other = thread.write("un autre fil")
    thread.acts.write(thread.user, CHANNEL, "toujours hors sujet", other.ts)
    thread.acts.write(thread.user, "CGENERAL", "ailleurs", thread.root("Dupuis").ts)
    thread.server.delivery.settle()

    assert ["note.kept"] == bot.told("DUPUIS")


def test_what_the_bot_writes_is_not_kept(thread: Desk, bot: Program) -> None:
    thread.command("note DUPUIS encore")
    thread.server.delivery.settle()

    assert ["note.kept", "note.kept"] == bot.told("DUPUIS")
