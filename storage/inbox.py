"""Keys of what was already done: a second delivery or a second click finds its own and stops there."""

from datetime import datetime

from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects import postgresql, sqlite

from domain.acts import Act
from storage.tables import inbox


def first_time(connection: Connection, act: Act) -> bool:
    """Claim the act's key inside its transaction; say False when somebody has it. True without a key."""
    if act.once is None:
        return True
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    claim = insert(inbox).values(key=act.once, at=act.at).on_conflict_do_nothing().returning(inbox.c.key)
    return connection.execute(claim).first() is not None  # an insert's rowcount is -1 on PostgreSQL


def was_done(connection: Connection, key: str) -> bool:
    """Say whether a key was claimed."""
    return connection.execute(select(inbox.c.key).where(inbox.c.key == key)).first() is not None


def forget(connection: Connection, before: datetime) -> int:
    """Drop keys older than an instant: nobody sends anything again after that. Give how many went."""
    return connection.execute(delete(inbox).where(inbox.c.at < before)).rowcount
