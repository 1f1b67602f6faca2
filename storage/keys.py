"""Ids: the one a single insert made, or a block reserved for a bulk insert."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, CursorResult, Table, func, select, text


def new_id(result: CursorResult[Any]) -> int:
    """Give the id that an insert of one row made."""
    key = result.inserted_primary_key
    if key is None:
        raise LookupError("the insert made no key")
    return int(key[0])


def reserve(connection: Connection, table: Table, count: int) -> Sequence[int]:
    """Reserve `count` ids of a table for a bulk insert.

    On SQLite the transaction is the only writer, so the next ids are free; on PostgreSQL each comes from the sequence.
    """
    if connection.dialect.name == "sqlite":
        start = connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one() + 1
        return range(start, start + count)
    ids = text("SELECT nextval(:name) FROM generate_series(1, :count)")
    return connection.execute(ids, {"name": f"{table.name}_id_seq", "count": count}).scalars().all()
