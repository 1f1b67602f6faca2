"""The same program over Socket Mode."""

import threading
from collections.abc import Iterator

import pytest
from slack_bolt.adapter.socket_mode import SocketModeHandler

from sandbox.desk import Desk
from sandbox.server import Server
from sandbox.workspace import APP_TOKEN
from tests.journeys.program import Program


@pytest.fixture
def socket(server: Server, bot: Program) -> Iterator[SocketModeHandler]:
    """Connect the program over a WebSocket in the place of HTTP."""
    server.delivery.bot_url = None
    handler = SocketModeHandler(bot.app, APP_TOKEN)
    handler.connect()  # type: ignore[no-untyped-call] # Bolt leaves it untyped
    if handler.client.current_session is not None and handler.client.current_session.sock is not None:
        handler.client.current_session.sock.settimeout(0.05)  # so that it ends as fast
    assert server.delivery.sockets.wait_connected(5)
    yield handler
    ending = threading.Thread(target=handler.close)
    ending.start()
    while ending.is_alive():
        handler.client.enqueue_message("{}")  # wakes the reader of an empty queue
        ending.join(0.01)


@pytest.mark.usefixtures("socket")
def test_a_command_a_form_and_a_reply_work_alike(desk: Desk, bot: Program) -> None:
    desk.command("promesse dupuis 1500 vendredi")
    desk.submit("Promesse")
    desk.write("c'est noté", thread="Dupuis")

    assert ["promise.made", "reply.written"] == bot.told("DUPUIS")


@pytest.mark.usefixtures("socket")
def test_a_refusal_is_told_alike(desk: Desk, bot: Program) -> None:
    stranger = desk.as_("sam")
    stranger.command("client DUPUIS")

    assert "Vous n'avez pas accès" in stranger.last_ephemeral
    assert [] == bot.journal("DUPUIS")
