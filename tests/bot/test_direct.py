"""A question to one person stands in their direct messages: posted once whatever Slack answers, then redrawn there."""

from collections.abc import Iterator

import pytest

from domain.sales import Answer, answer_ask, ask_salesperson, sales_key
from sandbox.faults import FaultKind
from sandbox.records import Message
from sandbox.server import Server
from storage.tables import debtors
from tests.bot.announcing import TODAY, Newsroom, a_workspace
from tests.storage.books import Company, day, invoice


@pytest.fixture
def server() -> Iterator[Server]:
    space = a_workspace()
    space.add_user("lucas")
    with Server(space) as one:
        yield one


@pytest.fixture
def room(sqlite_company: Company, server: Server) -> Newsroom:
    sqlite_company.load(invoice("F1", (day(-10), 10_000)))
    sqlite_company.write(debtors.update().values(salesperson="ULUCAS"))
    return Newsroom(sqlite_company, server)


def ask(room: Newsroom) -> None:
    ask_salesperson(room.company.open_book, room.company.act(TODAY), debtor_id=1)


def direct(room: Newsroom) -> list[Message]:
    space = room.server.workspace
    return list(space.messages[space.im("ULUCAS").id])


@pytest.mark.parametrize("method", ["conversations.open", "chat.postMessage"])
@pytest.mark.parametrize("kind", ["accepted_then_dropped", "dropped", "5xx", "ratelimited"])
def test_a_question_is_posted_once_whatever_slack_answers(room: Newsroom, method: str, kind: FaultKind) -> None:
    room.server.faults.add(kind, method, count=3)
    ask(room)
    room.sweep()

    assert 1 == len(direct(room))
    assert room.server.workspace.im("ULUCAS").id == room.place(sales_key(1)).channel


def test_an_answer_is_drawn_in_the_same_message(room: Newsroom) -> None:
    ask(room)
    room.sweep()
    answer_ask(room.company.open_book, room.company.act(TODAY, by="ULUCAS"), ask_id=1, answer=Answer.CALLS)
    room.sweep()

    (drawn,) = direct(room)
    assert "Vous avez répondu" in drawn.blocks[-1]["text"]["text"]
