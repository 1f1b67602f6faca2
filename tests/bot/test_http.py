"""The addresses of HTTP mode: alive, ready, figures, and a refusal for everything else."""

import json

import pytest
from werkzeug.test import Client

from bot.http import router
from bot.metrics import Metrics, OutboxState
from tests.bot.served import COMMAND, Served, serve_small_app


@pytest.fixture
def served() -> Served:
    return serve_small_app()


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
