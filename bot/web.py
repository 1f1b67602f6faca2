"""The web application of `serve`: Bolt behind the door that checks signatures, health and figures beside it."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from wsgiref.types import WSGIApplication

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.app import build_app, listener_client
from bot.directory import Directory
from bot.http import router
from bot.metrics import Metrics, OutboxState
from bot.outcomes import NO_SLACK
from bot.program import Program
from bot.refreshing import refreshing
from bot.slack_door import SlackDoor
from bot.wiring import make_office
from storage.engine import reading
from storage.outbox import Outbox

log = logging.getLogger(__name__)


@contextmanager
def web(program: Program) -> Iterator[WSGIApplication]:
    """Give the whole application; what it refreshes in the background stops with it."""
    client = listener_client(program.settings)
    directory = Directory(client, program.settings)
    metrics = Metrics()
    metrics.watch_outbox(lambda: _state(program.outbox))
    office = make_office(program, directory, nudge=lambda: None)
    app = build_app(program.settings, office, client=client)
    door = SlackDoor(app, program.settings.slack_signing_secret or "", metrics)
    with refreshing(directory.refresh):
        yield router(door, _readiness(program), metrics)


def _state(outbox: Outbox) -> OutboxState:
    waiting, oldest = outbox.state()
    return OutboxState(waiting, (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0)


def _readiness(program: Program) -> Callable[[], list[str]]:
    """Say what keeps the bot from working: the database, or a Slack that no longer knows us."""

    def ready() -> list[str]:
        try:
            with reading(program.engine) as connection:
                connection.execute(text("SELECT 1"))
            gone = sorted({code for _, code in program.outbox.failures() if code in NO_SLACK})
        except DBAPIError:
            return ["database"]
        return [f"slack: {code}" for code in gone]

    return ready
