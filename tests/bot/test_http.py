"""HTTP mode: what Slack signs reaches Bolt, and nothing else ends in a traceback or a 500."""

import hmac
import json
import logging
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from wsgiref.types import WSGIApplication

import pytest
from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from werkzeug.test import Client, EnvironBuilder, TestResponse

from bot.http import router
from bot.metrics import Metrics, OutboxState
from bot.slack_door import MAX_BODY, SlackDoor
from bot.slack_shape import well_shaped

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


@pytest.fixture
def served() -> Served:
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


def test_a_signed_command_reaches_its_listener(served: Served) -> None:
    answer = served.post(COMMAND)

    assert (200, "Bonjour") == (answer.status_code, answer.text)


def test_slack_s_first_call_gets_its_challenge_back(served: Served) -> None:
    body = json.dumps({"type": "url_verification", "challenge": "abc"}).encode()

    assert '{"challenge": "abc"}' == served.post(body, signed(body, "application/json")).text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Slack-Signature": "v0=é", "X-Slack-Request-Timestamp": "abc"},
        {"X-Slack-Signature": "v0=" + "0" * 64, "X-Slack-Request-Timestamp": "²"},
        signed(COMMAND.encode(), secret="another"),
        signed(b"another body"),
    ],
    ids=["unsigned", "signature no ASCII", "timestamp no number", "another secret", "another body"],
)
def test_what_slack_did_not_sign_is_refused(
    served: Served, headers: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    assert 401 == served.post(COMMAND, headers).status_code
    assert [] == caplog.records


@pytest.mark.parametrize("age", [301, -310])
def test_a_stale_request_is_refused(served: Served, age: int) -> None:
    assert 401 == served.post(COMMAND, signed(COMMAND.encode(), age=age)).status_code


NESTED = "[" * 100_000
MALFORMED = [
    b"[]",
    b"7",
    b"{}",
    b"null",
    b'"text"',
    b"not json",
    b'{"type": ',
    b"payload=",
    b"payload=%7B%22type%22%3A%22block_ac",
    b"payload=[]",
    b"payload=7",
    b"payload=%FF%FE",
    b"%%%&&&===",
    b"\xff\xfe\x00",
    b"",
    NESTED.encode(),
    b"payload=" + NESTED.encode(),
    b'{"type": ["event_callback"]}',
    b'{"type": "event_callback"}',
    b'{"type": "event_callback", "event": 7}',
    b'{"type": "event_callback", "event": {}}',
    b'{"type": "event_callback", "event": {"type": 7}}',
    b'{"type": "event_callback", "authorizations": [7], "event": {"type": "message"}}',
    b'{"type": "event_callback", "event": {"type": "message", "user": {}, "channel": []}}',
    b'{"type": "event_callback", "event": {"type": "message", "subtype": []}}',
    b'{"type": "block_actions"}',
    b'{"type": "block_actions", "actions": []}',
    b'{"type": "block_actions", "actions": 7}',
    b'{"type": "block_actions", "actions": [7]}',
    b'{"type": "block_actions", "actions": [{}], "user": 7}',
    b'{"type": "block_actions", "actions": [{"action_id": 7, "type": []}], "team": 7}',
    b'{"type": "block_actions", "actions": [{"action_id": {}}], "channel": {}, "user": {}}',
    b'{"type": "block_actions", "actions": [{"action_id": "promise.open"}], "user": null, "channel": null}',
    b'{"type": "block_suggestion"}',
    b'{"type": "shortcut", "callback_id": []}',
    b'{"type": "message_action"}',
    b'{"type": "view_submission"}',
    b'{"type": "view_submission", "view": {}}',
    b'{"type": "view_submission", "view": "x"}',
    b'{"type": "view_submission", "view": {"callback_id": []}}',
    b'{"type": "view_submission", "view": {"callback_id": "x", "state": 7}, "response_urls": 7}',
    b'{"type": "view_closed", "view": null}',
    b'{"command": {}, "enterprise": 7}',
    b'{"type": "dialog_submission", "callback_id": 7}',
    b'{"type": "function_executed", "event": {"type": "function_executed", "function": 7}}',
    b'{"type": "event_callback", "event": {"type": "function_executed", "inputs": 7, "function_data": 7}}',
]


@pytest.mark.parametrize("kind", [FORM, "application/json"])
@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: body[:60].decode(errors="replace"))
def test_a_malformed_request_ends_below_500_without_a_traceback(
    served: Served, body: bytes, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = served.post(body, signed(body, kind))

    assert 500 > answer.status_code
    assert [] == [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


VIEW = {"type": "modal", "id": "V1", "callback_id": "promise.submit", "private_metadata": "", "state": {"values": {}}}
PEOPLE = {"user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1", "domain": "x"}, "enterprise": None}
ACTION = {"type": "button", "action_id": "promise.open", "block_id": "b", "value": "1"}
MESSAGE = {"type": "message", "ts": "1.0", "user": "U1", "bot_id": "B1", "text": "x", "metadata": {"event_type": "e"}}
AUTHORIZATIONS = [{"team_id": "T1", "user_id": "UB", "is_bot": True, "enterprise_id": None}]
WELL_FORMED: dict[str, dict[str, Any]] = {
    "block_actions": {
        "type": "block_actions",
        "actions": [ACTION],
        "container": {"type": "message", "message_ts": "1.0", "channel_id": "C1", "is_ephemeral": False},
        "channel": {"id": "C1", "name": "impayes"},
        "message": MESSAGE,
        "response_url": "https://hooks.slack.example/1",
        "trigger_id": "1.2",
        "is_enterprise_install": False,
        **PEOPLE,
    },
    "view_submission": {"type": "view_submission", "view": VIEW, "response_urls": [], **PEOPLE},
    "view_closed": {"type": "view_closed", "view": VIEW, **PEOPLE},
    "block_suggestion": {"type": "block_suggestion", "action_id": "client", "value": "dup", "view": VIEW, **PEOPLE},
    "shortcut": {"type": "shortcut", "callback_id": "find", "trigger_id": "1.2", **PEOPLE},
    "message_action": {
        "type": "message_action",
        "callback_id": "note",
        "message": MESSAGE,
        "channel": {"id": "C1"},
        **PEOPLE,
    },
    "message": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": AUTHORIZATIONS,
        "event": MESSAGE | {"channel": "C1", "channel_type": "channel", "thread_ts": "1.0", "files": [{"id": "F1"}]},
    },
    "message_changed": {
        "type": "event_callback",
        "team_id": "T1",
        "is_ext_shared_channel": True,
        "authorizations": AUTHORIZATIONS,
        "event": {
            "type": "message",
            "subtype": "message_changed",
            "channel": "C1",
            "message": MESSAGE,
            "previous_message": MESSAGE,
        },
    },
    "app_home_opened": {
        "type": "event_callback",
        "team_id": "T1",
        "authorizations": None,
        "event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "view": VIEW},
    },
    "function_executed": {
        "type": "event_callback",
        "event": {"type": "function_executed", "function": {"callback_id": "x"}, "inputs": {}, "bot_access_token": "x"},
    },
    "command": {
        "command": "/impayes",
        "text": "aide",
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
        "response_url": "https://hooks.slack.example/1",
        "trigger_id": "1.2",
    },
}


def broken(value: Any) -> Iterator[Any]:
    """Yield `value` with each of its parts, at any depth, replaced by something of another kind, or gone."""
    yield from (None, 7, "x", True, [], [7], {})
    parts: Iterable[tuple[Any, Any]] = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, part in parts:
        for other in broken(part):
            copy = value.copy()
            copy[name] = other
            yield copy
        if isinstance(value, dict):
            yield {each: kept for each, kept in value.items() if each != name}


@pytest.mark.parametrize("name", WELL_FORMED)
def test_a_request_with_any_part_of_another_kind_ends_below_500(
    served: Served, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    for body in broken(WELL_FORMED[name]):
        raw = json.dumps(body).encode()

        assert 500 > served.post(raw, signed(raw, "application/json")).status_code, body
    assert [] == [record for record in caplog.records if record.levelno >= logging.ERROR]


@pytest.mark.parametrize("name", WELL_FORMED)
def test_what_slack_sends_passes_the_door(name: str) -> None:
    assert well_shaped(WELL_FORMED[name])


def test_a_body_over_the_bound_is_refused_unread(served: Served) -> None:
    environ = EnvironBuilder(path="/slack/events", method="POST").get_environ()
    environ |= {"CONTENT_LENGTH": str(MAX_BODY + 1), "wsgi.input": None}

    assert 413 == Client(served.application).open(environ).status_code


def test_a_failed_event_answers_500_so_that_slack_sends_it_again(served: Served) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}, "team_id": "T1"})

    assert 500 == served.post(body).status_code


def test_the_bot_says_it_is_alive_and_whether_it_is_ready(served: Served) -> None:
    assert (200, "ok\n") == (served.get("/healthz").status_code, served.get("/healthz").text)
    assert (200, "ok\n") == (served.get("/readyz").status_code, served.get("/readyz").text)

    served.failures.append("database: no answer")

    assert (503, "database: no answer\n") == (served.get("/readyz").status_code, served.get("/readyz").text)
    assert 200 == served.get("/healthz").status_code


def test_a_readiness_check_that_fails_means_not_ready(served: Served) -> None:
    def failing() -> list[str]:
        raise ConnectionError

    metrics = Metrics()
    answer = Client(router(served.application, failing, metrics)).get("/readyz")

    assert (503, "readiness unknown\n") == (answer.status_code, answer.text)


def test_a_probe_may_ask_for_the_head_alone(served: Served) -> None:
    answer = Client(served.application).head("/healthz")

    assert (200, "3", "") == (answer.status_code, answer.headers["Content-Length"], answer.text)


@pytest.mark.parametrize(
    ("method", "path", "status", "allow"),
    [
        ("GET", "/", 404, None),
        ("POST", "/slack/events/", 404, None),
        ("GET", "/slack/events", 405, "POST"),
        ("POST", "/healthz", 405, "GET, HEAD"),
        ("DELETE", "/metrics", 405, "GET, HEAD"),
    ],
)
def test_other_addresses_and_methods_are_refused(
    served: Served, method: str, path: str, status: int, allow: str | None
) -> None:
    answer = Client(served.application).open(path, method=method)

    assert (status, allow) == (answer.status_code, answer.headers.get("allow"))


def test_metrics_count_requests_by_kind_and_outcome(served: Served) -> None:
    served.post(COMMAND)
    served.post(COMMAND, {})
    served.post(json.dumps({"type": "event_callback", "event": {"type": "app_mention", "user": "U1"}, "team_id": "T1"}))
    served.post(json.dumps({"type": "invented" * 9, "team_id": "T1"}))
    lines = served.get("/metrics").text.splitlines()

    assert [
        'impayes_requests_total{kind="command",outcome="ok"} 1.0',
        'impayes_requests_total{kind="event_callback",outcome="failed"} 1.0',
        'impayes_requests_total{kind="other",outcome="refused"} 1.0',
        'impayes_requests_total{kind="refused",outcome="401"} 1.0',
    ] == sorted(line for line in lines if line.startswith("impayes_requests_total"))
    assert 'impayes_request_seconds_count{kind="command"} 1.0' in lines


def test_metrics_show_what_slack_was_not_told_yet(served: Served) -> None:
    served.metrics.watch_outbox(lambda: OutboxState(waiting=3, oldest=12.5))
    lines = served.get("/metrics").text.splitlines()

    assert {"impayes_outbox_waiting 3.0", "impayes_outbox_oldest_seconds 12.5"} <= set(lines)


def test_metrics_are_given_even_when_the_database_is_not_there(served: Served) -> None:
    def failing() -> OutboxState:
        raise ConnectionError

    served.metrics.watch_outbox(failing)
    answer = served.get("/metrics")

    assert 200 == answer.status_code
    assert "impayes_outbox" not in answer.text
