"""Logs: one line a record, no token, no payload, no value an exception carried."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App, BoltRequest
from slack_bolt.authorization import AuthorizeResult

from bot import logs


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def root_as_it_was() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    hooks = sys.excepthook, threading.excepthook
    yield
    sys.excepthook, threading.excepthook = hooks
    root.handlers[:] = handlers
    root.setLevel(level)


@pytest.fixture
def stream() -> io.StringIO:
    stream = io.StringIO()
    logs.setup("DEBUG", stream)
    return stream


def _records(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_record_is_one_line_of_json_with_its_request_and_job(stream: io.StringIO) -> None:
    with logs.during(request="command"), logs.during(job="digest"):
        logging.getLogger("bot.announcer").info("posted\n%d rows", 3)

    (record,) = _records(stream)
    assert {
        "level": "INFO",
        "logger": "bot.announcer",
        "message": "posted\n3 rows",
        "request": "command",
        "job": "digest",
    } == {name: value for name, value in record.items() if name != "time"}


def test_the_request_is_forgotten_after_it(stream: io.StringIO) -> None:
    with logs.during(request="command"):
        pass
    logging.getLogger("bot").warning("later")

    assert "request" not in _records(stream)[0]


def test_secrets_are_hidden_wherever_they_stand(stream: io.StringIO) -> None:
    logging.getLogger("bot").error(
        "%s %s %s %s",
        "xoxb-12-ab",
        "xapp-1-A0-9f",
        "postgresql+psycopg://impayes:m0t@base/x",
        "https://hooks.slack.com/commands/T0/1/zz",
    )

    assert "*** *** postgresql+psycopg://***@base/x https://hooks.slack.com/***" == _records(stream)[0]["message"]


def test_an_exception_gives_its_class_and_stack_and_never_its_words(stream: io.StringIO) -> None:
    try:
        try:
            raise KeyError("Dupuis SARL")  # noqa: TRY301 - the cause is what is looked at
        except KeyError as cause:
            raise ValueError("1 500,00 € dus par Dupuis") from cause
    except ValueError:
        logging.getLogger("handlers.promises").exception("listener failed")

    assert "Dupuis" not in stream.getvalue()
    assert ["builtins.ValueError", "builtins.KeyError"] == [each["type"] for each in _records(stream)[0]["errors"]]
    assert "test_logs.py" in _records(stream)[0]["errors"][0]["stack"][0]


def test_an_error_nobody_caught_is_told_the_same_way(stream: io.StringIO) -> None:
    def fail() -> None:
        raise ValueError("Dupuis")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    try:
        fail()
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)

    assert ["a thread was stopped by an error", "stopped by an error"] == [each["message"] for each in _records(stream)]
    assert "Dupuis" not in stream.getvalue()


def test_other_libraries_keep_only_their_first_words(stream: io.StringIO) -> None:
    logging.getLogger("slack_bolt.App").warning("Unhandled request ({'text': 'Dupuis'})")
    logging.getLogger("slack_sdk.web").error("Failed to run a listener: Dupuis")

    assert ["Unhandled request", "Failed to run a listener"] == [
        record["message"].split(" [")[0] for record in _records(stream)
    ]


def test_a_record_that_cannot_be_put_together_is_still_written() -> None:
    record = logging.makeLogRecord({"name": "bot", "msg": "%d rows", "args": ("x",)})

    assert "%d rows" == json.loads(logs.JsonFormatter().format(record))["message"]


def test_on_a_terminal_the_same_is_said_in_plain_text() -> None:
    terminal = Terminal()
    logs.setup("INFO", terminal)
    try:
        raise ValueError("Dupuis")  # noqa: TRY301 - what is logged is what is looked at
    except ValueError:
        with logs.during(job="tick"):
            logging.getLogger("bot.schedule").exception("failed")

    first, kind, frame = terminal.getvalue().splitlines()
    assert first.endswith("ERROR bot.schedule (tick): failed")
    assert ("  builtins.ValueError", True) == (kind, frame.startswith("    "))
    assert "Dupuis" not in terminal.getvalue()


def test_bolt_never_writes_the_body_of_a_request_it_refuses(stream: io.StringIO) -> None:
    app = App(signing_secret="s", authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T", bot_token="x"))
    refused = app.dispatch(BoltRequest(body="text=Dupuis&command=/impayes", headers={"x-slack-signature": "v0=0"}))

    assert 401 == refused.status
    assert "Dupuis" not in stream.getvalue()


def test_bolt_never_writes_the_body_of_a_request_nobody_handles(stream: io.StringIO) -> None:
    app = App(
        signing_secret="s",
        request_verification_enabled=False,
        authorize=lambda: AuthorizeResult(enterprise_id=None, team_id="T", bot_token="x"),
    )
    unhandled = app.dispatch(BoltRequest(body="text=Dupuis&command=/Dupuis&team_id=T&user_id=U"))

    assert 404 == unhandled.status
    assert ["Unhandled request"] == [record["message"].split(" [")[0] for record in _records(stream)]
    assert "Dupuis" not in stream.getvalue()
