"""A small real Bolt program and the workspace it talks to, over both transports."""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from werkzeug.serving import make_server

from sandbox.acts import Acts
from sandbox.server import Server
from sandbox.workspace import APP_TOKEN, BOT_TOKEN, BOT_USER, SIGNING_SECRET, Workspace
from tests.sandbox.small_bot import listen

START = 1_764_000_000.0


@dataclass
class Clock:
    at: float = START

    def __call__(self) -> float:
        return self.at


@dataclass
class Stage:
    server: Server
    app: App | None = None

    @property
    def space(self) -> Workspace:
        return self.server.workspace

    @property
    def acts(self) -> Acts:
        return self.server.acts

    @property
    def client(self) -> WebClient:
        return WebClient(BOT_TOKEN, base_url=self.server.api_url)

    def fetch(self, url: str, token: str = BOT_TOKEN, headers: dict[str, str] | None = None) -> tuple[int, bytes]:
        bearer = {"Authorization": f"Bearer {token}"} if token else {}
        return self._request("GET", url, None, bearer | (headers or {}))

    def send(self, url: str, body: object) -> tuple[int, bytes]:
        return self._request("POST", url, json.dumps(body), {"Content-Type": "application/json"})

    def _request(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> tuple[int, bytes]:
        parts = urlsplit(url)
        with closing(http.client.HTTPConnection(parts.netloc, timeout=5)) as connection:
            connection.request(method, parts.path, body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()


def a_workspace(clock: Clock) -> Workspace:
    space = Workspace(clock)
    for name in ("alice", "bob"):
        space.add_user(name, name.capitalize() + " Martin")
    space.add_user("zoe", "Zoé Étrangère", is_stranger=True)
    space.add_channel("impayes", ["UALICE", "UBOB", BOT_USER], id="CIMPAYES")
    space.add_channel("general", ["UALICE", "UBOB"])
    space.add_channel("direction", ["UALICE"], is_private=True)
    return space


@contextmanager
def socket_bot(server: Server) -> Iterator[App]:
    app = App(client=WebClient(BOT_TOKEN, base_url=server.api_url))
    handler = SocketModeHandler(app, APP_TOKEN)
    listen(app)
    handler.connect()  # type: ignore[no-untyped-call]
    if handler.client.current_session is not None and handler.client.current_session.sock is not None:
        handler.client.current_session.sock.settimeout(0.05)  # so that it ends as fast
    assert server.delivery.sockets.wait_connected(5)
    try:
        yield app
    finally:
        _close(handler)


def _close(handler: SocketModeHandler) -> None:
    """Close a client without waiting for the read of its empty queue to time out."""
    ending = threading.Thread(target=handler.close)
    ending.start()
    while ending.is_alive():
        handler.client.enqueue_message("{}")
        ending.join(0.01)


@contextmanager
def http_bot(server: Server) -> Iterator[App]:
    client = WebClient(BOT_TOKEN, base_url=server.api_url)
    app = App(client=client, signing_secret=SIGNING_SECRET, process_before_response=True)
    listen(app)
    bot = make_server("127.0.0.1", 0, SlackRequestHandler(app, path="/slack/events"), threaded=True)
    thread = threading.Thread(target=bot.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    server.delivery.bot_url = f"http://127.0.0.1:{bot.server_port}/slack/events"
    try:
        yield app
    finally:
        bot.shutdown()
        thread.join()
        bot.server_close()


def refusal(method: Callable[..., Any], **args: Any) -> str:
    """Call a method that must be refused and give Slack's code."""
    with pytest.raises(SlackApiError) as caught:
        method(**args)
    return str(caught.value.response["error"])
