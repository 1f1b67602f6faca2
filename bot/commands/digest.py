"""`impayes digest`: post the digest of a day, or draw it anew; never twice."""

import argparse
import json
import time
from datetime import date

from bot.commands.opening import opened
from bot.failures import Failure
from bot.jobs import post_digest
from bot.pictures import ROWS
from bot.wiring import Program, make_announcer
from domain.digest import digest_key
from messages.digest import as_json, plain
from messages.french import long_day

PATIENCE_S = 60.0
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
    """Ask for the digest and deliver it ourselves, unless a worker is quicker; raise `Failure` when Slack refuses."""
    post_digest(program, on, program.clock.now())
    announcer = make_announcer(program, today=lambda: on)
    deadline = time.monotonic() + PATIENCE_S
    while True:
        announcer.draw(digest_key(on))
        standing = program.outbox.standing(digest_key(on))
        if standing.drawn:
            return
        if standing.failure:
            raise Failure(f"Slack n’a pas pris le digest ({standing.failure}) ; il reste à publier")
        if time.monotonic() > deadline:
            raise Failure("Slack ne répond pas ; le digest reste à publier et le sera par le prochain worker")
        time.sleep(0.2)


def _print(program: Program, on: date, *, as_lines: bool) -> None:
    with program.open_reader() as reader:
        digest = reader.digest(on, rows=ROWS if as_lines else ALL)
    print(plain(digest, on) if as_lines else json.dumps(as_json(digest, on), ensure_ascii=False, indent=2))
