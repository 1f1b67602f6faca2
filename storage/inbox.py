"""Keys of what was already done: a second delivery or a second click finds its own and stops there."""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from domain.acts import Act
from storage.tables import inbox
from storage.upserts import insert_into


def first_time(connection: Connection, act: Act) -> bool:
    """Claim the act's key inside its transaction; say False when somebody has it. True without a key."""
    return act.once is None or claim(connection, act.once, act.at)


def claim(connection: Connection, key: str, at: datetime) -> bool:
    """Claim a key; say False when somebody has it."""
    new = insert_into(connection, inbox).values(key=key, at=at).on_conflict_do_nothing().returning(inbox.c.key)
    return connection.execute(new).first() is not None  # an insert's rowcount is -1 on PostgreSQL


def was_done(connection: Connection, key: str) -> bool:
    """Say whether a key was claimed."""
    return connection.execute(select(inbox.c.key).where(inbox.c.key == key)).first() is not None


def forget(connection: Connection, before: datetime) -> int:
    """Drop keys older than an instant: nobody sends anything again after that. Give how many went."""
    return connection.execute(delete(inbox).where(inbox.c.at < before)).rowcount
