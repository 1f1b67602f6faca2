"""The schedule only ticks: every minute it asks what is due (LIBRARIES.md, « schedule »)."""

import logging
from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

from bot.jobs import Jobs
from bot.logs import during

log = logging.getLogger(__name__)


class Schedule:
    """A schedule in memory: nothing is lost with it, since what is due is read from the database."""

    def __init__(self, jobs: Jobs) -> None:
        self._scheduler = BackgroundScheduler(
            timezone="UTC", job_defaults={"misfire_grace_time": 3600, "coalesce": True, "max_instances": 1}
        )
        soon = datetime.now(self._scheduler.timezone)
        self._scheduler.add_job(_safely("due", jobs.due), "interval", minutes=1, next_run_time=soon)

    def start(self) -> None:
        """Start ticking, the first time at once."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop, once the job under way is done."""
        self._scheduler.shutdown(wait=True)


def _safely(name: str, job: Callable[[], None]) -> Callable[[], None]:
    """Run a job so that its failure is logged and the next tick comes."""

    def run() -> None:
        with during(job=name):
            try:
                job()
            except Exception:
                log.exception("a job failed")

    return run
