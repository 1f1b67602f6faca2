"""What the schedule does: each job asks the database what is due, so that a missed tick costs nothing."""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta

from bot.program import Program
from domain.absences import begin_absences
from domain.acts import PROGRAM, Act
from domain.digest import request_digest
from domain.dispute_credits import settle_disputes
from domain.plan_judging import judge_plans
from domain.promises import judge_promises
from storage.engine import writing
from storage.inbox import forget
from storage.runs import Runs

KEYS_LIVE = timedelta(days=60)

log = logging.getLogger(__name__)


def tick(program: Program, today: date, now: datetime) -> int:
    """Judge promises, plans and founded disputes as of a day, begin absences; safe to repeat. Give how many judged."""
    act = Act(PROGRAM, now, today)
    begin_absences(program.open_book, act)
    judging = (judge_promises, judge_plans, settle_disputes)
    return sum(judge(program.open_book, act) for judge in judging)


def post_digest(program: Program, today: date, now: datetime) -> bool:
    """Ask for the digest of a day; say True when it is the first time."""
    return request_digest(program.open_book, Act(PROGRAM, now, today), program.channel)


class Jobs:
    """The jobs of one worker; `nudge` wakes its announcer."""

    def __init__(self, program: Program, nudge: Callable[[], None]) -> None:
        self._program = program
        self._runs = Runs(program.engine, program.me)
        self._nudge = nudge

    def due(self) -> None:
        """Do what is due now: an hourly tick, the digest of a working day once its time has come, the cleaning."""
        now, today = self._program.clock.now(), self._program.clock.today()
        self._once("tick", f"{today}T{now:%H}", now, lambda: tick(self._program, today, now))
        calendar = self._program.policy.reminders.calendar
        if now.time() >= self._program.settings.digest_time and calendar.is_working_day(today):
            self._once("digest", str(today), now, lambda: self._digest(today, now))
        self._once("clean", str(today), now, lambda: self._clean(now))
        self._nudge()

    def _once(self, job: str, period: str, now: datetime, work: Callable[[], object]) -> None:
        """Do a job once a period among all workers; its failure is logged, stops no other job, and is tried again."""
        if not self._runs.claim(job, period, now):
            return
        try:
            work()
        except Exception:
            log.exception("the job %s failed", job)
        else:
            self._runs.done(job, period, now)

    def _digest(self, today: date, now: datetime) -> None:
        tick(self._program, today, now)
        post_digest(self._program, today, now)

    def _clean(self, now: datetime) -> None:
        with writing(self._program.engine) as connection:
            forget(connection, now - KEYS_LIVE)
