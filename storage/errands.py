"""Errands in SQL: work written down for whichever worker is free, taken for a lease, put off when it fails."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Table, select, update

from storage.engine import reading, writing

LEASE = timedelta(minutes=2)
"""Longer than an errand may last: one begun by a worker that died is begun again by another."""


class Errands:
    """The errands of one table. Each method is a short transaction; none is open while an errand is run."""

    def __init__(self, engine: Engine, errands: Table, lease: timedelta = LEASE) -> None:
        self._engine = engine
        self._table = errands
        self._lease = lease

    def take(self, now: datetime) -> int | None:
        """Take the errand that waits longest, which counts as a try; give its id, None when there is none to run."""
        waits = self._table.c.done_at.is_(None) & (self._table.c.free_at <= now)
        oldest = select(self._table.c.id).where(waits).order_by(self._table.c.id).limit(1)
        with reading(self._engine) as connection:
            if connection.execute(oldest).first() is None:
                return None
        with writing(self._engine) as connection:
            found: int | None = connection.execute(oldest.with_for_update(skip_locked=True)).scalar()
            if found is not None:
                self._set(connection, found, free_at=now + self._lease, tries=self._table.c.tries + 1)
        return found

    def begin(self, errand_id: int, now: datetime) -> None:
        """Note, before it is done, that an errand is begun."""
        with writing(self._engine) as connection:
            self._set(connection, errand_id, tried_at=now)

    def put_off(self, errand_id: int, until: datetime, *, counted: bool) -> None:
        """Let an errand wait; the try is taken back unless it is `counted`."""
        tries = self._table.c.tries - int(not counted)
        with writing(self._engine) as connection:
            self._set(connection, errand_id, free_at=until, tries=tries)

    def finish(self, errand_id: int, now: datetime, outcome: str) -> None:
        """Note that an errand is done, and how it ended."""
        with writing(self._engine) as connection:
            self._set(connection, errand_id, done_at=now, outcome=outcome)

    def _set(self, connection: Any, errand_id: int, **values: Any) -> None:  # noqa: ANN401 - columns of the table
        connection.execute(update(self._table).where(self._table.c.id == errand_id).values(**values))
