"""Socket Mode: Slack's requests over a WebSocket, with the schedule and the announcer beside, in one process."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import build_app, listener_client
from bot.directory import Directory
from bot.logs import during
from bot.outcomes import LOST_ANSWER, Outcome, refused
from bot.slack_post import make_client
from bot.wiring import Program, make_announcer, make_office
from bot.worker import working

GRACE_S = 10.0
LONGEST_WAIT_S = 30.0

log = logging.getLogger(__name__)


class Listener(SocketModeHandler):
    """A Socket Mode handler that can stop: no new request is taken, those under way are answered first."""

    def __init__(self, app: App, program: Program) -> None:
        web = make_client(program.settings.slack_bot_token or "", program.settings.slack_api_url)
        super().__init__(app, program.settings.slack_app_token, web_client=web, concurrency=16)
        self._idle = threading.Condition()
        self._under_way = 0
        self._stopping = threading.Event()

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as Bolt's own
        """Answer a request, unless the program stops: Slack then sends it to another connection, or again."""
        with self._idle:
            if self._stopping.is_set():
                return
            self._under_way += 1
        try:
            with during(request=req.type):
                super().handle(client, req)
        finally:
            with self._idle:
                self._under_way -= 1
                self._idle.notify_all()

    def open(self) -> None:
        """Connect, waiting for a Slack that does not answer; raise `Refused` when it does not know us."""
        wait = 1.0
        while not self._stopping.is_set():
            try:
                self.connect()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
            except (SlackApiError, SlackClientError, *LOST_ANSWER) as error:
                outcome = refused(error)
                if outcome.outcome in {Outcome.NO_SLACK, Outcome.NEVER}:
                    raise outcome from None
                log.warning("Slack does not answer yet: %s", outcome.code)
                self._stopping.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)
            else:
                return

    def shut(self) -> None:
        """Answer what is under way, for `GRACE_S` at most, and disconnect."""
        with self._idle:
            self._stopping.set()
            self._idle.wait_for(lambda: not self._under_way, GRACE_S)
        self.client.auto_reconnect_enabled = False
        self.close()  # type: ignore[no-untyped-call] # same


@contextmanager
def listening(program: Program) -> Iterator[None]:
    """Receive, announce and keep the schedule meanwhile."""
    client = listener_client(program.settings)
    directory = Directory(client, program.settings)
    announcer = make_announcer(program)
    app = build_app(program.settings, make_office(program, directory, announcer.nudge), client=client)
    listener = Listener(app, program)
    with working(program, announcer, directory.refresh):
        listener.open()
        try:
            yield
        finally:
            listener.shut()
