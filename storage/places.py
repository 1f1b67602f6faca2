"""Where things stand in Slack: one row a message, with what is wanted there and what is drawn."""

from datetime import datetime

from sqlalchemy import Connection, select, update

from storage.tables import places
from storage.upserts import insert_into


class SqlPlaces:
    """Places; see `domain.ports.Places`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def debtor_at(self, channel: str, thread_ts: str) -> int | None:
        """Give the debtor whose root message that is, if it is one."""
        query = select(places.c.debtor_id).where(places.c.channel == channel, places.c.ts == thread_ts)
        return self._connection.execute(query).scalar()

    def want(self, key: str, channel: str, at: datetime) -> bool:
        """Ask that a place be drawn, posted first when it never was; say True when it is new."""
        added = insert_into(self._connection, places).values(key=key, channel=channel, created_at=at)
        again = added.on_conflict_do_update(index_elements=["key"], set_={"wanted": places.c.wanted + 1})
        wanted: int = self._connection.execute(again.returning(places.c.wanted)).scalar_one()
        return wanted == 1

    def redraw(self, key: str) -> None:
        """Ask that a place be drawn again, where it stands or is to stand."""
        again = update(places).where(places.c.key == key).values(wanted=places.c.wanted + 1)
        self._connection.execute(again)
