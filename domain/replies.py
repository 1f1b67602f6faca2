"""What people write in a debtor's thread is kept in the debtor's journal; edits and deletions are followed."""

from dataclasses import dataclass

from domain.acts import Act
from domain.journal import Event, Kind
from domain.ports import OpenBook


@dataclass(frozen=True, slots=True)
class Reply:
    """A message in a thread of `channel`: `thread_ts` is the root's, `ts` its own, `text` what it says now."""

    channel: str
    thread_ts: str
    ts: str
    text: str


def keep_reply(open_book: OpenBook, act: Act, reply: Reply) -> bool:
    """Keep a reply written in a debtor's thread; say False when the thread is no debtor's."""
    return _follow(open_book, act, reply, Kind.REPLY_WRITTEN)


def keep_edit(open_book: OpenBook, act: Act, reply: Reply) -> bool:
    """Keep what a reply says after an edit; say False when the thread is no debtor's."""
    return _follow(open_book, act, reply, Kind.REPLY_EDITED)


def keep_deletion(open_book: OpenBook, act: Act, reply: Reply) -> bool:
    """Keep that a reply was deleted, its text with it; say False when the thread is no debtor's."""
    return _follow(open_book, act, reply, Kind.REPLY_DELETED)


def _follow(open_book: OpenBook, act: Act, reply: Reply, kind: Kind) -> bool:
    with open_book() as book:
        if not book.first_time(act):
            return True
        debtor_id = book.places.debtor_at(reply.channel, reply.thread_ts)
        if debtor_id is None:
            return False
        book.debtors.get(debtor_id)
        book.tell(act, Event(kind, debtor_id, {"channel": reply.channel, "ts": reply.ts, "text": reply.text}))
    return True
