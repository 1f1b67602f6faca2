"""Who was greeted, in SQL."""

from sqlalchemy import Connection, select

from domain.acts import Act
from storage.tables import greeted
from storage.upserts import insert_into


class SqlGreetings:
    """Who was greeted; see `domain.greetings.Greetings`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, act: Act) -> bool:
        """Note that whoever acts is greeted; say False when they were already."""
        added = insert_into(self._connection, greeted).values(user_id=act.by, at=act.at)
        return bool(self._connection.execute(added.on_conflict_do_nothing()).rowcount)


def was_greeted(connection: Connection, user: str) -> bool:
    """Say whether a person was greeted."""
    return connection.execute(select(greeted.c.user_id).where(greeted.c.user_id == user)).first() is not None
