"""`impayes digest`: post the digest of a day, or draw it anew; never twice."""

import argparse
import json
import time
from datetime import date

from bot.commands.opening import opened
from bot.failures import Failure
from bot.jobs import post_digest
from bot.program import Program
from bot.slack_advice import advice, passes
from domain.digest import digest_key
from messages.digest import as_json, plain
from messages.french import long_day

PATIENCE_S = 60.0
ROWS = 25
ALL = 1_000_000


def run(options: argparse.Namespace) -> int:
    """Post the digest of the day; with `--dry-run` only print it."""
    with opened(None if options.dry_run else "post") as program:
        on = options.on or program.clock.today()
        if not options.dry_run:
            _post(program, on)
        if options.dry_run or options.json:
            _print(program, on, as_lines=not options.json)
        else:
            print(f"Le digest du {long_day(on)} est dans le canal.")
    return 0


def _post(program: Program, on: date) -> None:
    """Ask for the digest and deliver it ourselves, unless a worker is quicker; raise `Failure` when Slack refuses.

    A silent or hurried Slack is asked again, after the time the announcer gives it.
    """
    from bot.wiring import make_announcer  # noqa: PLC0415 - a dry run needs no client of Slack

    post_digest(program, on, program.clock.now())
    announcer = make_announcer(program, today=lambda: on)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        announcer.draw(digest_key(on))
        standing = program.outbox.standing(digest_key(on))
        if standing.drawn:
            return
        if standing.failure and not passes(standing.failure):
            raise Failure(f"le digest reste à publier ({standing.failure})\u00a0: {advice(standing.failure)}")
        if time.monotonic() > deadline:
            raise Failure("Slack ne répond pas\u202f; le prochain worker ou un nouvel appel publiera le digest")
        time.sleep(0.2)


def _print(program: Program, on: date, *, as_lines: bool) -> None:
    with program.open_reader() as reader:
        digest = reader.digest(on, rows=ROWS if as_lines else ALL)
    print(plain(digest, on) if as_lines else json.dumps(as_json(digest, on), ensure_ascii=False, indent=2))
