"""Snoozes in SQL."""

from datetime import date

from sqlalchemy import Connection, insert

from domain.acts import Act
from storage.tables import snoozes


class SqlSnoozes:
    """Snoozes, as they were set; see `domain.ports.Snoozes`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, debtor_id: int, until: date, reason: str, act: Act) -> None:
        """Store a snooze."""
        self._connection.execute(
            insert(snoozes).values(debtor_id=debtor_id, until=until, reason=reason, set_on=act.today, set_by=act.by)
        )
