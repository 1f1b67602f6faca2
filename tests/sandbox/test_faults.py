"""Faults on demand: each does to the bot's client what Slack at its worst does."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import RemoteDisconnected
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.faults import Faults
from sandbox.server import Server
from tests.sandbox.stage import Stage, refusal

CHANNEL = "CIMPAYES"
DROPPED = (RemoteDisconnected, ConnectionResetError, URLError)


@pytest.fixture
def client(server: Server) -> WebClient:
    return WebClient("xoxb-local", base_url=server.api_url, retry_handlers=[])


def posted(server: Server) -> list[str]:
    return [one.text for one in server.workspace.history(CHANNEL)]


def test_ratelimited_is_not_done_and_says_when(server: Server, client: WebClient) -> None:
    server.faults.add("ratelimited", "chat.*", retry_after=7)
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="x")

    assert caught.value.response.headers["Retry-After"] == "7"
    assert caught.value.response.status_code == 429
    assert posted(server) == []
    assert client.chat_postMessage(channel=CHANNEL, text="x")["ok"]


def test_accepted_then_dropped_is_done(server: Server, client: WebClient) -> None:
    server.faults.add("accepted_then_dropped", "chat.postMessage")
    with pytest.raises(DROPPED):
        client.chat_postMessage(channel=CHANNEL, text="x")

    assert posted(server) == ["x"]


def test_dropped_is_not_done(server: Server, client: WebClient) -> None:
    server.faults.add("dropped", "chat.postMessage")
    with pytest.raises(DROPPED):
        client.chat_postMessage(channel=CHANNEL, text="x")

    assert posted(server) == []


def test_a_server_error_and_an_error_code(server: Server, client: WebClient) -> None:
    server.faults.add("5xx", "chat.postMessage", status=503)
    server.faults.add("error", "chat.postMessage", error="is_archived")
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel=CHANNEL, text="x")

    assert caught.value.response.status_code == 503
    assert refusal(client.chat_postMessage, channel=CHANNEL, text="x") == "is_archived"
    assert posted(server) == []


def test_slow_takes_its_time(server: Server, client: WebClient) -> None:
    server.faults.add("slow", "auth.test", seconds=0.1)
    started = time.monotonic()
    client.auth_test()

    assert time.monotonic() - started >= 0.1


def test_other_programs_set_faults_and_read_the_inspector(server: Server, client: WebClient) -> None:
    stage = Stage(server)
    wanted = [{"kind": "error", "method": "auth.*", "error": "fatal_error", "count": 2}]

    assert stage.send(f"{server.url}/faults", wanted)[0] == 200
    assert refusal(client.auth_test) == "fatal_error"
    assert json.loads(stage.fetch(f"{server.url}/faults")[1])[0]["count"] == 1
    assert json.loads(stage.fetch(f"{server.url}/inspector")[1])[-1]["answer"]["error"] == "fatal_error"
    assert stage.send(f"{server.url}/faults", [{"kind": "storm"}])[0] == 400
    assert stage.send(f"{server.url}/faults", {})[0] == 400


def test_strict_rates_allow_a_burst_and_no_more() -> None:
    faults = Faults()
    assert [faults.too_fast("chat.postMessage", "C") for _ in range(9)] == [0] * 9
    faults.replace([{"kind": "strict"}])

    assert [faults.too_fast("chat.postMessage", "C") for _ in range(6)] == [0] * 5 + [1]
    assert faults.too_fast("chat.postMessage", "OTHER") == 0
    assert not any(faults.too_fast("chat.update", "C") for _ in range(50))
    assert faults.too_fast("chat.update", "C") > 1


def test_a_server_that_stops_lets_nobody_wait(server: Server) -> None:
    server.delivery.patience = 60
    with ThreadPoolExecutor(1) as pool:
        command = pool.submit(server.acts.command, "UALICE", CHANNEL, "aide")
        server.delivery.sockets.close()

        assert "dispatch_failed" in str(command.result(5).error)
