"""The journal in SQL: rows chained per debtor, and the ones that Slack has still to be told."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.acts import Act
from domain.journal import WRITTEN_IN_SLACK, Event, JournalRow, Kind, digest_of, link
from storage.chunks import chunked
from storage.tables import debtors, journal

_HEADS = select(debtors.c.id, debtors.c.journal_seq, debtors.c.journal_hash)
_SET_HEAD = (
    update(debtors)
    .where(debtors.c.id == bindparam("of"))
    .values(journal_seq=bindparam("seq"), journal_hash=bindparam("head"))
)


def write(connection: Connection, act: Act, events: Iterable[Event]) -> None:
    """Append events to their debtors' chains, in the order given; debtors' rows are locked meanwhile, by id."""
    by_debtor: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_debtor[event.debtor_id].append(event)
    rows, heads = [], []
    for debtor_id, seq, before in _locked_heads(connection, sorted(by_debtor)):
        for event in by_debtor[debtor_id]:
            seq += 1  # noqa: PLW2901 - the chain grows row by row
            row = _row(act, event, seq, before)
            before = row["hash"]  # noqa: PLW2901 - as above
            rows.append(row)
        heads.append({"of": debtor_id, "seq": seq, "head": before})
    if rows:
        connection.execute(insert(journal), rows)
        connection.execute(_SET_HEAD, heads)


def _locked_heads(connection: Connection, ids: Sequence[int]) -> Iterable[tuple[int, int, str]]:
    for some in chunked(ids):
        found = connection.execute(
            _HEADS.where(debtors.c.id.in_(some)).order_by(debtors.c.id).with_for_update(key_share=True)
        )
        yield from ((row.id, row.journal_seq, row.journal_hash) for row in found)


def _row(act: Act, event: Event, seq: int, before: str) -> dict[str, Any]:
    digest = digest_of(event.payload)
    return {
        "debtor_id": event.debtor_id,
        "seq": seq,
        "at": act.at,
        "actor": act.by,
        "kind": event.kind,
        "payload": event.payload,
        "digest": digest,
        "hash": link(
            before, debtor_id=event.debtor_id, seq=seq, at=act.at, actor=act.by, kind=event.kind, digest=digest
        ),
        "announced_at": act.at if event.kind in WRITTEN_IN_SLACK else None,
    }


def rows_of(connection: Connection, debtor_id: int) -> list[JournalRow]:
    """Read a debtor's journal, the oldest row first."""
    found = connection.execute(select(journal).where(journal.c.debtor_id == debtor_id).order_by(journal.c.seq))
    return [row_from(row) for row in found]


def row_from(row: Any) -> JournalRow:  # noqa: ANN401 - a row of `journal`
    """Make a journal row of a stored one."""
    return JournalRow(row.id, row.debtor_id, row.seq, row.at, row.actor, Kind(row.kind), row.payload)


def verify(connection: Connection, debtor_id: int) -> bool:
    """Say whether a debtor's chain holds: each row linked to the one before, as it was written, none missing."""
    before, seq = "", 0
    found = connection.execute(select(journal).where(journal.c.debtor_id == debtor_id).order_by(journal.c.seq))
    for seq, row in enumerate(found, start=1):
        expected = link(
            before, debtor_id=debtor_id, seq=seq, at=row.at, actor=row.actor, kind=row.kind, digest=row.digest
        )
        if (row.seq, row.hash, row.digest) != (seq, expected, digest_of(row.payload)):
            return False
        before = row.hash
    head = connection.execute(_HEADS.where(debtors.c.id == debtor_id)).one()
    return (head.journal_seq, head.journal_hash) == (seq, before)
