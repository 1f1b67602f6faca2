"""`impayes run` as a process, over Socket Mode: it answers, comes back, and ends with what was under way."""

import signal
import socket
import threading

import pytest

from sandbox.acts import Outcome
from sandbox.desk import Desk
from sandbox.server import Server
from tests.bot.running import CHANNEL, Start
from tests.bot.shell import Process, Shell, wait_until


@pytest.fixture
def running(bot: Shell, server: Server, start: Start) -> Process:
    """Start the bot and wait until it is connected."""
    process = start(bot, "run")
    connected(server, process)
    return process


def connected(server: Server, process: Process) -> None:
    assert server.delivery.sockets.wait_connected(20), process.lines


def test_a_command_is_answered_and_an_act_told_in_the_thread(running: Process, server: Server) -> None:
    desk = Desk(server, "alice", deadline=10)
    desk.command("client dupuis")

    assert "Menuiserie Dupuis" in desk.last_ephemeral
    desk.command("note dupuis rappeler jeudi")
    told = wait_until(lambda: [one for one in desk.thread("Dupuis") if "rappeler jeudi" in one], "the note")
    assert 1 == len(told)
    assert 0 == running.stop()


def test_an_event_sent_twice_is_kept_once(running: Process, bot: Shell, server: Server) -> None:
    desk = Desk(server, "alice", deadline=10)
    desk.command("note dupuis rappeler jeudi")
    wait_until(lambda: desk.thread("Dupuis"), "the thread")
    server.faults.add("twice", "message")
    desk.write("le comptable est absent", thread="Dupuis")

    assert ["reply.written"] == [kind for kind in bot.journal() if kind.startswith("reply.")]
    assert running.running


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_command_under_way_is_answered_before_the_end(running: Process, server: Server, sent: signal.Signals) -> None:
    answers: list[Outcome] = []
    server.faults.add("slow", "users.info", seconds=1.5)
    asking = threading.Thread(target=lambda: answers.append(server.acts.command("UALICE", CHANNEL, "aide")))
    asking.start()
    wait_until(lambda: not server.faults.pending(), "the request to be under way")
    code = running.stop(sent)
    asking.join()

    assert [(True, None)] == [(one.ok, one.error) for one in answers]
    assert 0 == code


def test_a_post_under_way_is_finished_before_the_end(running: Process, bot: Shell, server: Server) -> None:
    server.faults.add("slow", "chat.postMessage", seconds=2)
    Desk(server, "alice").command("note dupuis rappeler jeudi")
    wait_until(lambda: not server.faults.pending(), "the post to be under way")
    code = running.stop()
    roots = [one for one in server.workspace.messages[CHANNEL] if one.metadata]

    assert 0 == code
    assert [one.ts for one in roots] == bot.places()


def test_a_connection_that_slack_closes_is_opened_again(running: Process, server: Server) -> None:
    server.delivery.sockets.disconnect()
    connected(server, running)

    assert server.acts.command("UALICE", CHANNEL, "aide").ok


def test_a_slack_that_is_down_is_waited_for(bot: Shell, server: Server, start: Start) -> None:
    port = free_port()
    process = start(bot, "run", SLACK_API_URL=f"http://127.0.0.1:{port}/api/")
    process.wait_for("Slack does not answer yet")
    with Server(server.workspace, port=port) as late:
        connected(late, process)

        assert late.acts.command("UALICE", CHANNEL, "aide").ok
        assert 0 == process.stop()


def test_a_bot_that_waits_for_slack_ends_when_told(bot: Shell, start: Start) -> None:
    process = start(bot, "run", SLACK_API_URL=f"http://127.0.0.1:{free_port()}/api/")
    process.wait_for("Slack does not answer yet")

    assert 0 == process.stop()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
def test_a_token_slack_does_not_know_ends_the_bot_with_one_line(bot: Shell, start: Start, token: str) -> None:
    process = start(bot, "run", **{token: {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_APP_TOKEN": "xapp-hush"}[token]})

    assert 1 == process.end()
    assert [f"impayes run\u00a0: jeton inconnu de Slack, recopiez {token}"] == [
        line.partition(" depuis")[0] for line in process.said
    ]
    assert "hush" not in "".join(process.lines)
    assert "Traceback" not in "".join(process.lines)
