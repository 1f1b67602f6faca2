"""A worker that is killed at a chosen step: `python -m tests.bot.dying_worker DATABASE API STEP COUNT`."""

import os
import signal
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from storage.outbox import Outbox
from tests.bot.announcing import make_announcer, open_company

STEPS = {"trying", "posted", "trying_row", "announced"}


class DyingOutbox(Outbox):
    """An outbox whose process is killed as it comes to a step: before it notes it, or after it noted a post begun."""

    step = ""
    left = 1

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        return self._dying(found) if name in STEPS and name == self.step else found

    def _dying(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def die(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if method.__name__.startswith("trying") or self.left:
                method(*given, **named)
            if not self.left:
                os.kill(os.getpid(), signal.SIGKILL)

        return die


def main(url: str, api: str, step: str, count: str) -> None:
    company = open_company(url)
    outbox = DyingOutbox(company.engine, "dying", timedelta(seconds=1))
    outbox.step, outbox.left = step, int(count)
    announcer = make_announcer(company, api, outbox)
    while True:
        announcer.sweep()


if __name__ == "__main__":
    main(*sys.argv[1:])
