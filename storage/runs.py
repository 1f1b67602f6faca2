"""A row for each job and period, claimed with a lease: a job runs once, and a dead worker's is taken over."""

from datetime import datetime, timedelta

from sqlalchemy import Engine, or_, update

from storage.engine import writing
from storage.tables import runs
from storage.upserts import insert_into


class Runs:
    """The runs of one worker, `me`."""

    def __init__(self, engine: Engine, me: str, lease: timedelta = timedelta(minutes=10)) -> None:
        self._engine = engine
        self._me = me
        self._lease = lease

    def claim(self, job: str, period: str, now: datetime) -> bool:
        """Claim a run; False when it is done, or under way elsewhere with its lease still good."""
        values = {"lease_by": self._me, "lease_until": now + self._lease}
        with writing(self._engine) as connection:
            added = insert_into(connection, runs)
            new = added.values(job=job, period=period, **values).on_conflict_do_nothing().returning(runs.c.job)
            if connection.execute(new).first() is not None:
                return True
            free = or_(runs.c.lease_until <= now, runs.c.lease_by == self._me)
            taken = update(runs).where(runs.c.job == job, runs.c.period == period, runs.c.done_at.is_(None), free)
            return connection.execute(taken.values(**values)).rowcount == 1

    def done(self, job: str, period: str, now: datetime) -> None:
        """Note that a run is done."""
        with writing(self._engine) as connection:
            mine = update(runs).where(runs.c.job == job, runs.c.period == period, runs.c.lease_by == self._me)
            connection.execute(mine.values(done_at=now))
