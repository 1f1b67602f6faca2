"""What people write in a debtor's thread is kept in the debtor's journal, and nowhere told again."""

from collections.abc import Callable

import pytest
from sqlalchemy import insert, select

from domain.replies import Reply, keep_deletion, keep_edit, keep_reply
from storage.tables import journal, places
from tests.storage.books import MONDAY, Company, day, invoice

REPLY = Reply("C1", "100.1", "100.2", "Le chèque part demain")


@pytest.fixture
def book(sqlite_company: Company) -> Company:
    sqlite_company.load(invoice("F1", (day(-30), 100)))
    at = sqlite_company.act(MONDAY).at
    root = {"key": "debtor:1", "debtor_id": 1, "channel": "C1", "ts": "100.1", "created_at": at}
    sqlite_company.write(insert(places).values(**root))
    return sqlite_company


@pytest.mark.parametrize(
    ("keep", "kind"),
    [(keep_reply, "reply.written"), (keep_edit, "reply.edited"), (keep_deletion, "reply.deleted")],
)
def test_a_reply_is_kept_once_and_never_told_again(book: Company, keep: Callable[..., bool], kind: str) -> None:
    for _ in range(2):
        assert keep(book.open_book, book.act(MONDAY, once="event:E1"), REPLY)

    assert [kind] == book.kinds()
    told = select(journal.c.announced_at).where(journal.c.kind == kind)
    assert None is not book.scalar(told)
    assert "Le chèque part demain" == book.journal()[-1].payload["text"]


@pytest.mark.parametrize("reply", [Reply("C2", "100.1", "1", "x"), Reply("C1", "9", "1", "x")])
def test_a_thread_that_is_no_debtor_s_is_left_alone(book: Company, reply: Reply) -> None:
    assert not keep_reply(book.open_book, book.act(MONDAY), reply)
    assert [] == book.kinds()
