"""Slack's side of Socket Mode: tickets, connections, envelopes and their acknowledgements."""

import contextlib
import json
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import simple_websocket

from sandbox.records import APP, Json

CLOSED = (simple_websocket.ConnectionClosed, OSError)


@dataclass
class Link:
    """One connection of a bot; sends are one at a time."""

    socket: Any
    raw: socket.socket
    turn: threading.Lock = field(default_factory=threading.Lock)

    def send(self, message: Json) -> bool:
        """Send one JSON message and tell whether the connection still stood."""
        with self.turn, contextlib.suppress(*CLOSED):
            self.socket.send(json.dumps(message))
            return True
        return False

    def cut(self) -> None:
        """Close the connection at once."""
        with contextlib.suppress(*CLOSED):
            self.socket.close()
        with contextlib.suppress(OSError):
            self.raw.shutdown(socket.SHUT_RDWR)


@dataclass
class _Waiting:
    done: threading.Event = field(default_factory=threading.Event)
    payload: Any = None


class Sockets:
    """All Socket Mode connections of the one app; an envelope goes to one of them, each in its turn."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._links: list[Link] = []
        self._tickets: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._closed = False

    @property
    def count(self) -> int:
        """Give the number of open connections."""
        with self._changed:
            return len(self._links)

    def ticket(self) -> str:
        """Hand out a ticket for one connection."""
        ticket = secrets.token_hex(16)
        with self._changed:
            self._tickets.add(ticket)
        return ticket

    def serve(self, environ: dict[str, Any], ticket: str) -> None:
        """Hold one connection until it ends, in the request's own thread; an unknown ticket is not let in."""
        with self._changed:
            if ticket not in self._tickets or self._closed:
                return
            self._tickets.discard(ticket)
        # no ping of ours: slack_sdk waits for more bytes after one without a payload, and pings often enough itself
        link = Link(simple_websocket.Server(environ), environ["werkzeug.socket"])
        if link.send(self._hello()):
            self._join(link)
            try:
                self._listen(link)
            finally:
                self._leave(link)
        link.cut()

    def wait_connected(self, timeout: float, count: int = 1) -> bool:
        """Wait until `count` connections are open and tell whether they are."""
        with self._changed:
            return self._changed.wait_for(lambda: len(self._links) >= count or self._closed, timeout)

    def disconnect(self, reason: str | None = "refresh_requested") -> None:
        """Ask every connection to come back, then cut it, as Slack does; without a reason it is cut unasked."""
        with self._changed:
            links, self._links = self._links, []
        for link in links:
            if reason is not None:
                link.send({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})
            link.cut()

    def close(self) -> None:
        """Cut every connection, take no more and let nobody wait."""
        with self._changed:
            links, self._links, self._closed = self._links, [], True
            for waiting in self._waiting.values():
                waiting.done.set()
            self._changed.notify_all()
        for link in links:
            link.cut()

    def ask(
        self, kind: str, payload: Json, *, timeout: float, retry: Mapping[str, object] | None = None
    ) -> Json | None:
        """Send an envelope and give the payload of its acknowledgement, {} when it carries none.

        Gives None after `timeout` seconds; raises ConnectionError when no bot is connected all that time.
        """
        deadline = time.monotonic() + timeout
        envelope_id = secrets.token_hex(16)
        envelope = {"envelope_id": envelope_id, "type": kind, "payload": payload, **(retry or {})}
        envelope["accepts_response_payload"] = kind != "events_api"
        waiting = self._waiting[envelope_id] = _Waiting()
        try:
            self._send_to_one(envelope, deadline)
            acked = waiting.done.wait(max(0.0, deadline - time.monotonic())) and not self._closed
            return (waiting.payload or {}) if acked else None
        finally:
            self._waiting.pop(envelope_id, None)

    def _send_to_one(self, envelope: Json, deadline: float) -> None:
        while True:
            link = self._next_link(deadline)
            if link.send(envelope):
                return
            self._leave(link)

    def _next_link(self, deadline: float) -> Link:
        with self._changed:
            self._changed.wait_for(lambda: self._links or self._closed, max(0.0, deadline - time.monotonic()))
            if not self._links:
                raise ConnectionError("no bot is connected")
            link = self._links.pop(0)
            self._links.append(link)
            return link

    def _listen(self, link: Link) -> None:
        with contextlib.suppress(*CLOSED):
            while True:
                self._acknowledge(link.socket.receive())

    def _acknowledge(self, text: str | bytes) -> None:
        try:
            answer = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.get(str(answer.get("envelope_id"))) if isinstance(answer, dict) else None
        if waiting is not None:
            waiting.payload = answer.get("payload")
            waiting.done.set()

    def _join(self, link: Link) -> None:
        with self._changed:
            self._links.append(link)
            self._changed.notify_all()

    def _leave(self, link: Link) -> None:
        with self._changed:
            if link in self._links:
                self._links.remove(link)
            self._changed.notify_all()

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": self.count + 1,
            "debug_info": {"host": "local", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": APP},
        }
