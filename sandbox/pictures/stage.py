"""The demo on the day of its pictures: the same people, portfolio and past, and a clock that stands."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from werkzeug.serving import WSGIRequestHandler, make_server

from bot.app import build_app, listener_client
from bot.directory import Directory
from bot.metrics import Metrics
from bot.settings import Settings, load_settings
from bot.slack_door import SlackDoor
from bot.wiring import Program, make_office, make_program
from sandbox.deeds import Deeds
from sandbox.demo_folder import database_url, write_policy
from sandbox.desk import Desk
from sandbox.page import page_app
from sandbox.page.parts import PARIS as ZONE
from sandbox.people import APPROVALS, CHANNEL, ROLES, settle
from sandbox.portfolio import Days
from sandbox.server import HOST, Server
from sandbox.story import Story, StoryClock
from sandbox.workspace import BOT_TOKEN, SIGNING_SECRET, Workspace
from storage.schema import migrate

__all__ = ["PRESENT", "ZONE", "Stage", "stage"]

PRESENT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
"""A Tuesday, half past nine in Paris."""


@dataclass(frozen=True)
class Stage:
    """The workspace, served, with the bot in it; `deeds` have told what is written when they are asked to."""

    server: Server
    deeds: Deeds

    def desk(self, person: str) -> Desk:
        """Sit a person at the channel, with nothing left open of an earlier sitting."""
        desk = Desk(self.server, person, CHANNEL, settle=self._settled)
        space = desk.workspace
        with space.lock:
            space.stacks[desk.user] = []
            for line in space.messages.values():
                for one in line:
                    one.deleted |= one.ephemeral_to == desk.user
        self._settled()
        space.forget_exchanges()
        return desk

    def _settled(self) -> None:
        self.deeds.announce()
        self.server.delivery.settle()


@contextmanager
def stage() -> Iterator[Stage]:
    """Give the demo as it stands at `PRESENT`, its past told; the bot hears of people over HTTP."""
    clock = StoryClock(ZONE, lambda: PRESENT)
    with TemporaryDirectory() as folder, Server(_workspace(clock)) as server:
        server.page = page_app(server)
        program = make_program(_settings(server, Path(folder)), clock)
        try:
            migrate(program.engine)
            heard, server.delivery.subscribed = server.delivery.subscribed, set()  # the bot is not there yet
            deeds = Deeds(program, server.workspace, Days(clock.today(), program.policy.reminders.calendar))
            Story(deeds, clock).play()
            server.delivery.subscribed = heard
            with _listening(program, server):
                yield Stage(server, deeds)
        finally:
            program.close()


def _workspace(clock: StoryClock) -> Workspace:
    space = Workspace(clock.seconds)
    settle(space)
    return space


def _settings(server: Server, folder: Path) -> Settings:
    return load_settings(
        {
            "DATABASE_URL": database_url(folder),
            "SLACK_API_URL": server.api_url,
            "SLACK_BOT_TOKEN": BOT_TOKEN,
            "SLACK_SIGNING_SECRET": SIGNING_SECRET,
            "IMPAYES_CHANNEL": CHANNEL,
            "IMPAYES_APPROVAL_CHANNEL": APPROVALS,
            "IMPAYES_POLICY": str(write_policy(folder)),
            **ROLES,
        },
        slack="http",
    )


@contextmanager
def _listening(program: Program, server: Server) -> Iterator[None]:
    """Let the bot hear of what people do, without the schedule and the threads that would draw at their own time."""
    client = listener_client(program.settings)
    office = make_office(program, Directory(client, program.settings), nudge=lambda: None)
    door = SlackDoor(build_app(program.settings, office, client=client), SIGNING_SECRET, Metrics())
    http = make_server(HOST, 0, door, threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=http.serve_forever, args=(0.02,))
    thread.start()
    server.delivery.bot_url = f"http://{HOST}:{http.server_port}/slack/events"
    try:
        yield
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


class _Quiet(WSGIRequestHandler):
    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""
