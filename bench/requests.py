"""Slash commands signed as Slack signs them, sent in process or over connections kept open."""

import hmac
import socket
import threading
import time
from collections.abc import Sequence
from urllib.parse import urlencode

from slack_bolt import App, BoltRequest

from bench.measure import timed

FORM = "application/x-www-form-urlencoded"
SECRET = "0123456789abcdef"  # noqa: S105 - of nothing
USER = "UALICE"
_ENOUGH = 65536


def command(text: str) -> bytes:
    """Write a slash command's body."""
    fields = {"command": "/impayes", "text": text, "user_id": USER, "team_id": "T1", "channel_id": "C1"}
    hook = "https://hooks.slack.example/1"
    return urlencode(fields | {"trigger_id": "1.2", "response_url": hook}).encode()


def signed(body: bytes) -> dict[str, str]:
    """Give the headers of a body signed now."""
    at = str(int(time.time()))
    signature = hmac.new(SECRET.encode(), f"v0:{at}:".encode() + body, "sha256").hexdigest()
    return {"Content-Type": FORM, "X-Slack-Request-Timestamp": at, "X-Slack-Signature": f"v0={signature}"}


def dispatch(app: App, bodies: Sequence[bytes]) -> float:
    """Send requests one after the other in process; give the seconds of one."""
    requests = [
        BoltRequest(body=body.decode(), headers={name: [value] for name, value in signed(body).items()})
        for body in bodies
    ]

    def send() -> None:
        for request in requests:
            assert app.dispatch(request).status == 200

    return timed(send) / len(bodies)


def load(port: int, bodies: Sequence[bytes], connections: int) -> float:
    """Send requests over so many connections at once; give the seconds of one, all connections together."""
    shares = [[_http(body) for body in bodies[start::connections]] for start in range(connections)]

    def send() -> None:
        threads = [threading.Thread(target=_send, args=(port, share)) for share in shares]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return timed(send) / len(bodies)


def _http(body: bytes) -> bytes:
    headers = signed(body) | {"Host": "127.0.0.1", "Content-Length": str(len(body))}
    head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
    return f"POST /slack/events HTTP/1.1\r\n{head}\r\n".encode() + body


def _send(port: int, requests: Sequence[bytes]) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for request in requests:
            connection.sendall(request)
            _read(connection)


def _read(connection: socket.socket) -> None:
    got = b""
    while b"\r\n\r\n" not in got:
        got += connection.recv(_ENOUGH)
    head, _, body = got.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    length = int(head.lower().split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
    while len(body) < length:
        body += connection.recv(_ENOUGH)
