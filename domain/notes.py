"""A note is what somebody wants remembered about a debtor."""

from domain.acts import Act
from domain.journal import Event, Kind
from domain.ports import OpenBook
from domain.refusals import TextMissing, TextTooLong

NOTE_LIMIT = 3000


def keep_note(open_book: OpenBook, act: Act, *, debtor_id: int, text: str, author: str = "") -> None:
    """Keep a note in a debtor's journal, `author` (Slack user id) having written it elsewhere.

    Raise `UnknownDebtor`, `TextMissing`, `TextTooLong`.
    """
    if not text.strip():
        raise TextMissing
    if len(text) > NOTE_LIMIT:
        raise TextTooLong(limit=NOTE_LIMIT)
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        book.tell(act, Event(Kind.NOTE_KEPT, debtor_id, {"text": text} | ({"author": author} if author else {})))
