"""Files fetched over HTTP from real servers on this machine: one plays Slack, the other has no business with us."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bot.outcomes import Outcome as Answer
from bot.outcomes import Refused
from bot.pacing import Stopping
from bot.slack_files import NotGiven, Origin, SlackFiles, files_origin
from bot.slack_post import make_client
from domain.proofs import MOST_BYTES, Outcome

PDF = b"%PDF-1.7\nun bon"
TOKEN = "xoxb-1"
Reply = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Host:
    """A server: what it says of the file, what it answers for it, and the tokens it was shown."""

    port: int
    told: dict[str, Any] = field(default_factory=dict)
    reply: Reply = lambda _request: None
    tokens: list[str | None] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served() -> Iterator[Host]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            host.tokens.append(self.headers.get("Authorization"))
            host.reply(self)

        def do_POST(self) -> None:
            answering(body=json.dumps({"ok": True, "file": host.told} if host.told else REFUSED).encode())(self)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host = Host(http.server_port)
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield host
    finally:
        http.shutdown()
        thread.join()
        http.server_close()


REFUSED = {"ok": False, "error": "file_not_found"}


def answering(status: int = 200, body: bytes = PDF, kind: str = "application/pdf", **headers: str) -> Reply:
    def reply(request: BaseHTTPRequestHandler) -> None:
        request.send_response(status)
        for name, value in ({"Content_Type": kind, "Content_Length": str(len(body))} | headers).items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body)

    return reply


def endless(request: BaseHTTPRequestHandler) -> None:
    """Answer with more than may be taken, its length untold."""
    request.send_response(200)
    request.end_headers()
    try:
        for _ in range(10 * MOST_BYTES // 65_536):
            request.wfile.write(b"x" * 65_536)
    except OSError:
        request.close_connection = True


def silent(request: BaseHTTPRequestHandler) -> None:
    """Answer nothing until the other side goes."""
    request.connection.recv(1)
    request.close_connection = True


@pytest.fixture
def slack() -> Iterator[Host]:
    with served() as host:
        host.told = {"id": "F1", "name": "bon.pdf", "mimetype": "application/pdf", "size": len(PDF)}
        host.told["url_private_download"] = f"{host.url}/files/F1/bon.pdf"
        host.reply = answering()
        yield host


@pytest.fixture
def elsewhere() -> Iterator[Host]:
    with served() as host:
        host.reply = answering()
        yield host


def files(slack: Host, **how: Any) -> SlackFiles:
    return SlackFiles(make_client(TOKEN, f"{slack.url}/api/"), **how)


def test_a_file_is_fetched_with_the_token(slack: Host) -> None:
    fetched = files(slack).fetch("F1")

    assert ("bon.pdf", "application/pdf", PDF) == (fetched.name, fetched.media_type, fetched.content)
    assert [f"Bearer {TOKEN}"] == slack.tokens


@pytest.mark.parametrize(
    ("api", "origin"),
    [
        ("https://slack.com/api/", Origin("https", "files.slack.com", 443)),
        ("https://slack-gov.com/api/", Origin("https", "files.slack-gov.com", 443)),
        ("http://127.0.0.1:8420/api/", Origin("http", "127.0.0.1", 8420)),
    ],
)
def test_files_come_from_the_host_that_the_address_of_slack_implies(api: str, origin: Origin) -> None:
    assert origin == files_origin(api)


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{other}/F1",
        "http://localhost:{port}/F1",
        "https://127.0.0.1:{port}/F1",
        "http://127.0.0.1:{port}@127.0.0.1:{other}/F1",
        "file:///etc/hostname",
        "http://127.0.0.1:99999999/F1",
        "http://[/F1",
        "",
    ],
)
def test_the_token_is_shown_to_no_other_host(slack: Host, elsewhere: Host, address: str) -> None:
    slack.told["url_private_download"] = address.format(port=slack.port, other=elsewhere.port)
    with pytest.raises(NotGiven) as refusal:
        files(slack).fetch("F1")

    assert (Outcome.NO_ACCESS, "bon.pdf") == (refusal.value.outcome, refusal.value.name)
    assert [] == [*slack.tokens, *elsewhere.tokens]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed(slack: Host, elsewhere: Host, status: int) -> None:
    slack.reply = answering(status, b"", Location=f"{elsewhere.url}/F1")
    with pytest.raises(NotGiven) as refusal:
        files(slack).fetch("F1")

    assert Outcome.NO_ACCESS is refusal.value.outcome
    assert [] == elsewhere.tokens


@pytest.mark.parametrize(
    ("reply", "outcome"),
    [
        (answering(200, b"<html>Sign in</html>", "text/html; charset=utf-8"), Outcome.NO_ACCESS),
        (answering(403, b"<html>Sign in</html>", "text/html"), Outcome.NO_ACCESS),
        (answering(401), Outcome.NO_ACCESS),
        (answering(404), Outcome.GONE),
        (answering(410), Outcome.GONE),
        (endless, Outcome.TOO_BIG),
    ],
)
def test_what_slack_will_never_give_is_said_why(slack: Host, reply: Reply, outcome: Outcome) -> None:
    slack.reply = reply
    with pytest.raises(NotGiven) as refusal:
        files(slack).fetch("F1")

    assert (outcome, "bon.pdf") == (refusal.value.outcome, refusal.value.name)


def test_a_file_said_to_be_too_big_is_not_even_asked_for(slack: Host) -> None:
    slack.told["size"] = MOST_BYTES + 1
    with pytest.raises(NotGiven) as refusal:
        files(slack).fetch("F1")

    assert Outcome.TOO_BIG is refusal.value.outcome
    assert [] == slack.tokens


def test_a_file_of_just_the_most_is_taken(slack: Host) -> None:
    slack.reply = answering(200, b"x" * MOST_BYTES)

    assert MOST_BYTES == len(files(slack).fetch("F1").content)


def test_a_deleted_file_is_gone(slack: Host) -> None:
    slack.told = {}
    with pytest.raises(NotGiven) as refusal:
        files(slack).fetch("F1")

    assert Outcome.GONE is refusal.value.outcome


@pytest.mark.parametrize(
    ("reply", "outcome", "wait"),
    [
        (answering(500), Answer.UNCLEAR, 0.0),
        (answering(503), Answer.UNCLEAR, 0.0),
        (answering(429, Retry_After="7"), Answer.LATER, 7.0),
        (answering(429, Retry_After="demain"), Answer.LATER, 1.0),
        (answering(200, PDF, Content_Length="1000"), Answer.UNCLEAR, 0.0),
        (silent, Answer.UNCLEAR, 0.0),
    ],
)
def test_what_may_be_given_later_is_asked_for_again(slack: Host, reply: Reply, outcome: Answer, wait: float) -> None:
    slack.reply = reply
    with pytest.raises(Refused) as refusal:
        files(slack, timeout=0.2).fetch("F1")

    assert (outcome, wait) == (refusal.value.outcome, refusal.value.wait)


def test_a_file_that_comes_drop_by_drop_is_left(slack: Host) -> None:
    with pytest.raises(Refused) as refusal:
        files(slack, longest=-1.0).fetch("F1")

    assert Answer.UNCLEAR is refusal.value.outcome


def test_a_program_that_stops_leaves_its_file_for_the_next_one(slack: Host) -> None:
    with pytest.raises(Stopping):
        files(slack, stopping=lambda: True).fetch("F1")
