"""The HTTP application around a small Bolt app, and requests signed as Slack signs them."""

import hmac
import time
from dataclasses import dataclass
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication

from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from werkzeug.test import Client, TestResponse

from bot.http import router
from bot.metrics import Metrics
from bot.slack_door import SlackDoor

SECRET = "0123456789abcdef"
FORM = "application/x-www-form-urlencoded"
COMMAND = urlencode({"command": "/impayes", "text": "aide", "user_id": "U1", "team_id": "T1", "channel_id": "C1"})


def signed(body: bytes, kind: str = FORM, *, age: float = 0, secret: str = SECRET) -> dict[str, str]:
    timestamp = str(int(time.time() - age))
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:".encode() + body, "sha256").hexdigest()
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass
class Served:
    application: WSGIApplication
    metrics: Metrics
    failures: list[str]

    def post(self, body: bytes | str, headers: dict[str, str] | None = None) -> TestResponse:
        raw = body.encode() if isinstance(body, str) else body
        return Client(self.application).post(
            "/slack/events", data=raw, headers=signed(raw) if headers is None else headers
        )

    def get(self, path: str) -> TestResponse:
        return Client(self.application).get(path)


def serve_small_app() -> Served:
    app = App(
        signing_secret=SECRET,
        process_before_response=True,
        authorize=lambda: AuthorizeResult(
            enterprise_id=None, team_id="T1", bot_token="xoxb-1", bot_id="B", bot_user_id="UB"
        ),
    )

    def answer_command(ack: Ack) -> None:
        ack("Bonjour")

    def fail() -> None:
        raise ValueError("Dupuis")

    app.command("/impayes")(answer_command)
    app.event("app_mention")(fail)
    app.event("message")(lambda: None)
    app.event("app_home_opened")(lambda: None)
    app.action("promise.open")(lambda ack: ack())
    app.options("client")(lambda ack: ack(options=[]))
    app.view("promise.submit")(lambda ack: ack())
    app.view_closed("promise.submit")(lambda ack: ack())
    app.shortcut("find")(lambda ack: ack())
    metrics, failures = Metrics(), list[str]()
    return Served(router(SlackDoor(app, SECRET, metrics), lambda: failures, metrics), metrics, failures)
