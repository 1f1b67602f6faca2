"""Socket Mode: Slack's requests over a WebSocket, with the schedule and the announcer beside, in one process."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.app import build_app, listener_client
from bot.directory import Directory
from bot.failures import Failure
from bot.logs import during
from bot.outcomes import LOST_ANSWER, Outcome, refused
from bot.program import Program
from bot.refreshing import refreshing
from bot.slack_advice import APP_TOKEN, BOT_TOKEN, advice
from bot.slack_post import make_client
from bot.wiring import make_announcer, make_office
from bot.worker import working

GRACE_S = 6.0  # Slack itself waits 3 s for an answer
END_S = 13.0  # the program promises to end within 15 s; slack_sdk takes some to close
TIMEOUT_S = 4
LONGEST_WAIT_S = 30.0

log = logging.getLogger(__name__)


class Listener(SocketModeHandler):
    """A Socket Mode handler that can stop: once `told`, no request is taken and those under way are answered."""

    def __init__(self, app: App, program: Program, told: threading.Event) -> None:
        settings = program.settings
        self._web = make_client(settings.slack_bot_token or "", settings.slack_api_url, timeout=TIMEOUT_S)
        super().__init__(app, settings.slack_app_token, web_client=self._web, concurrency=16)
        self._idle = threading.Condition()
        self._under_way = 0
        self._told = told

    def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override] # as Bolt's own
        """Answer a request, unless the program stops: Slack then sends it to another connection, or again."""
        with self._idle:
            if self._told.is_set():
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
        """Connect, waiting for a Slack that does not answer; raise `Failure` when it does not know us."""
        wait = 1.0
        while not self._told.is_set():
            token = BOT_TOKEN
            try:
                self._web.auth_test()  # Socket Mode itself only asks for the app's token
                token = APP_TOKEN
                self.connect()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
            except (SlackApiError, SlackClientError, *LOST_ANSWER) as error:
                outcome = refused(error)
                if outcome.outcome in {Outcome.NO_SLACK, Outcome.NEVER}:
                    raise Failure(advice(outcome.code, token)) from None
                log.warning("Slack does not answer yet: %s", outcome.code)
                self._told.wait(wait)
                wait = min(wait * 2, LONGEST_WAIT_S)
            else:
                return

    def shut(self) -> None:
        """Answer what is under way, for `GRACE_S` at most, and disconnect."""
        with self._idle:
            self._told.set()
            self._idle.wait_for(lambda: not self._under_way, GRACE_S)
        self.client.auto_reconnect_enabled = False
        self.client.logger.setLevel(logging.CRITICAL)  # a message cut in two by the closing is no news
        self.close()  # type: ignore[no-untyped-call] # same


@contextmanager
def listening(program: Program, told: threading.Event | None = None) -> Iterator[None]:
    """Receive, announce and keep the schedule meanwhile; `told` says to stop, while Slack is waited for as well."""
    client = listener_client(program.settings)
    directory = Directory(client, program.settings)
    announcer = make_announcer(program)
    app = build_app(program.settings, make_office(program, directory, announcer.nudge), client=client)
    listener = Listener(app, program, told or threading.Event())
    with working(program, announcer, last_call=0), refreshing(directory.refresh):
        try:
            listener.open()
            yield
        finally:
            until = time.monotonic() + END_S
            announcer.stop(0)  # its last call ends while requests do
            listener.shut()
            announcer.stop(max(0.0, until - time.monotonic()))
