"""The door of HTTP mode: what Slack signs reaches Bolt, and nothing else ends in a traceback or a 500."""

import json
import logging

import pytest
from werkzeug.test import Client, EnvironBuilder

from bot.slack_door import MAX_BODY
from bot.slack_shape import well_shaped
from tests.bot.served import COMMAND, FORM, Served, serve_small_app, signed
from tests.bot.slack_requests import MALFORMED, WELL_FORMED, broken


@pytest.fixture
def served() -> Served:
    return serve_small_app()


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


@pytest.mark.parametrize("kind", [FORM, "application/json"])
@pytest.mark.parametrize("body", MALFORMED, ids=lambda body: body[:60].decode(errors="replace"))
def test_a_malformed_request_ends_below_500_without_a_traceback(
    served: Served, body: bytes, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = served.post(body, signed(body, kind))

    assert 500 > answer.status_code
    assert [] == [record for record in caplog.records if record.levelno >= logging.ERROR or record.exc_info]


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
