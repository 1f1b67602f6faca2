"""Whatever Slack answers, showing never raises, and the person is told another way."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.app import listener_client
from bot.settings import Settings
from handlers.show import Show
from messages.shown import Shown
from sandbox.desk import Desk
from sandbox.server import Server
from sandbox.workspace import BOT_TOKEN, BOT_USER, Workspace

HELLO = Shown("bonjour", [])


@pytest.fixture
def server() -> Iterator[Server]:
    space = Workspace()
    space.add_user("alice")
    space.add_channel("impayes", {"UALICE", BOT_USER})
    space.add_channel("ailleurs", {"UALICE"})
    with Server(space) as one:
        yield one


@pytest.fixture
def client(server: Server) -> WebClient:
    return listener_client(Settings(slack_bot_token=BOT_TOKEN, slack_api_url=server.api_url))


def at_once(work: Callable[[], None]) -> None:
    work()


def stopping(_work: Callable[[], None]) -> None:
    raise RuntimeError("cannot schedule new futures after shutdown")


def show(client: WebClient, **body: Any) -> Show:
    return Show(client, {"user_id": "UALICE", **body}, at_once)


def test_an_address_that_was_used_up_gives_way_to_the_channel(server: Server, client: WebClient) -> None:
    desk = Desk(server, "alice", "impayes")
    show(client, response_url=f"{server.url}/response/gone", channel_id="CIMPAYES").tell(HELLO)

    assert "bonjour" == desk.last_ephemeral


def test_a_channel_the_bot_is_not_in_gives_way_to_a_direct_message(server: Server, client: WebClient) -> None:
    desk = Desk(server, "alice", "impayes")
    show(client, channel_id="CAILLEURS").tell(HELLO)

    assert ["bonjour"] == desk.direct


@pytest.mark.parametrize("kind", ["5xx", "dropped", "accepted_then_dropped", "ratelimited", "error"])
def test_nothing_is_raised_and_nothing_is_sent_twice(server: Server, client: WebClient, kind: Any) -> None:
    server.faults.add(kind, "*", count=20)
    one = show(client, channel_id="CIMPAYES", trigger_id="x")
    one.tell(HELLO)
    one.open({"type": "modal"})
    one.publish({"type": "home", "blocks": []})

    assert 1 >= len([told for told in server.workspace.messages["CIMPAYES"] if told.text == "bonjour"])


def test_nothing_is_raised_without_anything_to_show_to(client: WebClient) -> None:
    one = Show(client, {}, stopping)
    one.tell(HELLO)
    one.open({"type": "modal"})
    one.publish({})


def test_a_slack_that_cannot_be_reached_raises_nothing() -> None:
    nowhere = WebClient(BOT_TOKEN, base_url="http://127.0.0.1:9/api/", timeout=1, retry_handlers=[])
    one = show(nowhere, response_url="http://127.0.0.1:9/x", channel_id="CIMPAYES")
    one.tell(HELLO)
    one.open({"type": "modal"})
