"""`impayes serve` as a process: signed requests answered, the others refused, health and figures told."""

import http.client
import re

import pytest

from sandbox import signed
from sandbox.desk import Desk
from sandbox.records import SIGNING_SECRET
from sandbox.server import Server
from tests.bot.running import CHANNEL, Start
from tests.bot.shell import Process, Shell
from tests.postgres import Cluster

COMMAND = {
    "command": "/impayes",
    "text": "note dupuis vu au salon",
    "user_id": "UALICE",
    "team_id": "TLOCAL",
    "channel_id": CHANNEL,
    "trigger_id": "1.2",
}


class Web:
    """A served program, and its address."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.port = int(re.findall(r":(\d+)", process.wait_for("Listening at"))[-1])
        self.url = f"http://127.0.0.1:{self.port}/slack/events"

    def ask(self, method: str, path: str, body: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, body)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def command(self, secret: str = SIGNING_SECRET) -> signed.HttpAnswer:
        return signed.post(self.url, "slash_commands", COMMAND, timeout=5, headers={}, secret=secret)


@pytest.fixture
def web(bot: Shell, server: Server, start: Start) -> Web:
    one = Web(start(bot, "serve", "--port", "0"))
    server.delivery.bot_url = one.url
    return one


def test_signed_requests_are_answered_and_the_others_are_not(web: Web, server: Server) -> None:
    desk = Desk(server, "alice")
    desk.command("client dupuis")

    assert "Menuiserie Dupuis" in desk.last_ephemeral
    assert 401 == web.ask("POST", "/slack/events", "command=%2Fimpayes&text=aide&user_id=UALICE")[0]
    assert 401 == web.command(secret="somebody-else").status
    assert ["UALICE"] == [one.ephemeral_to for one in server.workspace.messages[CHANNEL]], (
        "only a worker tells the others"
    )
    assert 0 == web.process.stop()


def test_a_person_without_a_role_is_told_nothing(web: Web, server: Server) -> None:
    server.workspace.channels[CHANNEL].members.discard("UCAROLE")
    payload = COMMAND | {"user_id": "UCAROLE", "text": "client dupuis"}
    answer = signed.post(web.url, "slash_commands", payload, timeout=5, headers={})

    assert 200 == answer.status
    assert "Dupuis" not in answer.body


def test_health_readiness_and_figures_are_told(web: Web) -> None:
    web.command()

    assert (200, "ok\n") == web.ask("GET", "/healthz")
    assert (200, "ok\n") == web.ask("GET", "/readyz")
    status, figures = web.ask("GET", "/metrics")
    assert 200 == status
    assert 'impayes_requests_total{kind="command",outcome="ok"} 1.0' in figures
    assert re.search(r"^impayes_outbox_waiting [1-9]", figures, re.MULTILINE)
    assert 404 == web.ask("GET", "/")[0]


def test_a_slack_that_knows_us_no_more_makes_it_unready(web: Web, bot: Shell) -> None:
    bot.write_database(
        "INSERT INTO places (key, channel, created_at, wanted, drawn, failures, failure)"
        " VALUES ('digest:2026-11-23', 'CIMPAYES', '2026-11-23 09:00:00', 1, 0, 1, 'token_revoked')"
    )

    assert (503, "slack: token_revoked\n") == web.ask("GET", "/readyz")
    assert (200, "ok\n") == web.ask("GET", "/healthz")


@pytest.mark.postgres
def test_a_database_that_is_gone_makes_it_unready(
    on_postgres: Shell, slack: dict[str, str], postgres: Cluster, start: Start
) -> None:
    on_postgres.settings |= slack
    web = Web(start(on_postgres, "serve", "--port", "0"))
    before = web.ask("GET", "/readyz")
    postgres.drop(on_postgres.settings["DATABASE_URL"])

    assert (200, "ok\n") == before
    assert (503, "database\n") == web.ask("GET", "/readyz")
    assert (200, "ok\n") == web.ask("GET", "/healthz")
    assert 200 == web.ask("GET", "/metrics")[0]


def test_a_signed_command_sent_again_is_done_once(web: Web, bot: Shell) -> None:
    first, again = web.command(), web.command()

    assert [200, 200] == [first.status, again.status]
    assert ["note.kept"] == [kind for kind in bot.journal() if kind.startswith("note.")]


@pytest.mark.parametrize(
    ("host", "why"), [("127.0.0.1", "ce port est déjà pris"), ("192.0.2.1", "impossible d’écouter à cette adresse")]
)
def test_an_address_that_cannot_be_listened_to_is_told(bot: Shell, web: Web, host: str, why: str) -> None:
    said = bot.refused("serve", "--host", host, "--port", str(web.port))

    assert f"impayes serve\u00a0: {host}:{web.port}, {why}" in said
    assert 1 == said.count("\n")


def test_a_wrong_setting_stops_the_start(bot: Shell) -> None:
    said = bot.refused("serve", "--port", "0", SLACK_SIGNING_SECRET="")

    assert "SLACK_SIGNING_SECRET" in said
