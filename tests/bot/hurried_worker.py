"""A worker as `impayes worker` runs it, whose clock stands at an instant and whose leases are short.

Started as `python -m tests.bot.hurried_worker 2026-11-23T10:00:00+01:00`, with the settings in the environment.
"""

import logging
import os
import sys
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property

from bot.logs import setup
from bot.program import Program, make_program
from bot.settings import load_settings
from bot.wiring import make_announcer
from bot.worker import until_told, working
from storage.outbox import Outbox

LEASE = timedelta(seconds=1.5)


@dataclass(frozen=True)
class StandingClock:
    """A clock that stands still."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()


class Hurried(Program):
    """The program, with an outbox that takes places for a second or so."""

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.engine, self.me, LEASE)


def main(at: str) -> None:
    told = until_told()
    setup("INFO")
    made = make_program(load_settings(os.environ, slack="post"), StandingClock(datetime.fromisoformat(at)))
    program = Hurried(made.settings, made.policy, made.clock, made.engine, made.me)
    with working(program, make_announcer(program)):
        logging.getLogger("bot.test").info("working as %s", program.me)
        told.wait()
    program.close()


if __name__ == "__main__":
    main(sys.argv[1])
