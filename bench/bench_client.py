"""`/impayes client X` answered through the whole bot, against a Bolt app that reads one debtor and ten invoices."""

import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from slack_bolt import App

from bench.client_server import settings
from bench.data import LINES, LINES_EACH, code_of, fill
from bench.databases import Home, homes
from bench.floor import client_app
from bench.measure import Report, alternately
from bench.requests import SECRET, USER, command, dispatch, load
from bot.app import build_app, listener_client
from bot.directory import Directory
from bot.wiring import make_office, make_program
from sandbox.server import Server
from sandbox.workspace import Workspace

SIZES = (1_000, 10_000, LINES)
COUNT = 400
_START_WITHIN = 30.0  # seconds


def bodies(lines: int = LINES) -> list[bytes]:
    """Write commands about clients here and there."""
    chance = random.Random(1)  # noqa: S311 - made-up data
    clients = lines // LINES_EACH
    return [command(f"client {code_of(chance.randrange(clients) + 1)}") for _ in range(COUNT)]


@contextmanager
def slack() -> Iterator[Server]:
    """Run the Slack that is asked who the people are."""
    space = Workspace()
    space.add_user(USER.removeprefix("U").lower())
    with Server(space) as server:
        yield server


@contextmanager
def bot(home: Home, lines: int, api_url: str) -> Iterator[tuple[App, App]]:
    """Put the bot together over a database of so many lines, and the floor beside it."""
    url = home.copy(f"lines_{lines}", lambda engine: fill(engine, lines))
    program = make_program(settings(url, api_url))
    client = listener_client(program.settings)
    office = make_office(program, Directory(client, program.settings), nudge=lambda: None)
    yield build_app(program.settings, office, client=client), client_app(url, SECRET)
    program.close()


def in_process(home: Home, report: Report, api_url: str) -> None:
    """Measure requests one after the other through the dispatcher; the floor there has no server to pay for."""
    costs = []
    for size in SIZES:
        sent = bodies(size)
        with bot(home, size, api_url) as (ours, floor):
            costs.append(alternately(partial(dispatch, ours, sent), partial(dispatch, floor, sent)))
    print(f"client, in process, {home.name}: {costs[-1][0] * 1000:.2f} ms, {costs[-1][1] * 1000:.2f} ms for the floor")
    report.grow(f"client, {home.name}", SIZES, [ours for ours, _ in costs])


@contextmanager
def served(kind: str, url: str, api_url: str) -> Iterator[int]:
    """Serve in a process of its own; give its port."""
    command_line = [sys.executable, "-m", "bench.client_server", kind, url, api_url]
    root = Path(__file__).parent.parent
    with tempfile.TemporaryFile("w+") as log, subprocess.Popen(command_line, stderr=log, cwd=root) as process:
        yield _port(log, process)
        process.terminate()


def _port(log: IO[str], process: "subprocess.Popen[bytes]") -> int:
    """Read the port that a server tells once it listens."""
    until = time.monotonic() + _START_WITHIN
    while time.monotonic() < until and process.poll() is None:
        log.seek(0)
        if found := re.search(r"Listening at[^\n]*?:(\d+)", log.read()):
            return int(found[1])
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def over_http(home: Home, report: Report, api_url: str) -> None:
    """Measure one connection and sixteen."""
    url = home.copy(f"lines_{LINES}", fill)
    with served("ours", url, api_url) as ours, served("floor", url, api_url) as floor:
        sent = bodies()
        for connections in (1, 16):
            load(ours, sent, connections)
            report.compare(
                f"client, HTTP, {connections} at once, {home.name}",
                partial(load, ours, sent, connections),
                partial(load, floor, sent, connections),
                at_most=4,
            )


def main() -> None:
    """Measure on every database there is."""
    report = Report()
    with homes() as found, slack() as server:
        for home in found:
            in_process(home, report, server.api_url)
            over_http(home, report, server.api_url)
    report.remember("peak memory of a server", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
    report.end()


if __name__ == "__main__":
    main()
