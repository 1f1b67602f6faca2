"""The fixtures of a workspace and a bot, over Socket Mode and over HTTP."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from slack_bolt import App
from slack_sdk import WebClient

from sandbox.server import Server
from sandbox.workspace import BOT_TOKEN
from tests.sandbox.stage import Clock, Stage, a_workspace, http_bot, socket_bot


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(clock: Clock) -> Iterator[Server]:
    with Server(a_workspace(clock)) as one:
        one.delivery.retry_delays = (0.02, 0.02, 0.02)
        yield one


@pytest.fixture(params=[socket_bot, http_bot], ids=["socket", "http"])
def stage(request: pytest.FixtureRequest, server: Server) -> Iterator[Stage]:
    bot: Callable[[Server], AbstractContextManager[App]] = request.param
    with bot(server) as app:
        yield Stage(server, app)


@pytest.fixture
def socket_stage(server: Server) -> Iterator[Stage]:
    with socket_bot(server) as app:
        yield Stage(server, app)


@pytest.fixture
def client(server: Server) -> WebClient:
    return WebClient(BOT_TOKEN, base_url=server.api_url)


@pytest.fixture
def http_stage(server: Server) -> Iterator[Stage]:
    with http_bot(server) as app:
        yield Stage(server, app)
