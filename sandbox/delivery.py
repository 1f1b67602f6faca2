"""The way from the workspace to the bot: interactions that wait for an answer, events that are sent again."""

import contextlib
import heapq
import itertools
import json
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from sandbox import signed
from sandbox.events import MANIFEST_EVENTS, subscription
from sandbox.faults import Faults
from sandbox.records import APP, BOT_USER, TEAM, Exchange, Json
from sandbox.sockets import Sockets
from sandbox.triggers import Permissions
from sandbox.workspace import Workspace

PATIENCE = 3.0
RETRY_DELAYS = (0.2, 1.0, 3.0)
EVENT_FAULTS = frozenset({"twice"})
LINK_FAULTS = frozenset({"disconnect", "unacked"})


@dataclass(frozen=True)
class Ack:
    """The bot's answer to a delivery: `error` is Slack's word for why there is none, `status` of HTTP when refused."""

    error: str | None = None
    body: Json = field(default_factory=dict)
    no_retry: bool = False
    status: int | None = None

    @property
    def told(self) -> Json:
        """Give what the inspector shows of it."""
        if self.error is None:
            return self.body
        return {"error": self.error} | ({"status": self.status} if self.status else {})


@dataclass(order=True)
class _Due:
    at: float
    turn: int
    payload: Json = field(compare=False)
    attempt: int = field(compare=False)
    reason: str = field(compare=False, default="")
    fault: str = field(compare=False, default="")


class Delivery:
    """One bot, reached over Socket Mode or, when `bot_url` is given, over signed HTTP.

    `patience` is the seconds an answer may take, `retry_delays` the seconds before an event is sent again.
    """

    def __init__(self, workspace: Workspace, faults: Faults, *, bot_url: str | None = None) -> None:
        self.workspace = workspace
        self.faults = faults
        self.bot_url = bot_url
        self.permissions = Permissions(workspace)
        self.sockets = Sockets()
        self.subscribed: set[str] = set(MANIFEST_EVENTS)
        self.patience = PATIENCE
        self.retry_delays: Sequence[float] = RETRY_DELAYS
        self._queue: list[_Due] = []
        self._turns = itertools.count()
        self._more = threading.Condition()
        self._busy = False
        self._stopped = False
        self._courier = threading.Thread(target=self._carry, name="sandbox-events", daemon=True)

    def start(self) -> None:
        """Start sending events."""
        self._courier.start()

    def stop(self) -> None:
        """Stop sending, cut the connections and wait for the courier."""
        with self._more:
            self._stopped = True
            self._more.notify_all()
        self.sockets.close()
        if self._courier.is_alive():
            self._courier.join(self.patience + 1)

    def ask(self, kind: str, payload: Json) -> Ack:
        """Deliver a command or an interaction and wait for the bot's answer."""
        return self._deliver(kind, payload, {})

    def channel_events(self, channel: str, events: Iterable[Json]) -> None:
        """Send events of a channel, only when the bot is in it."""
        if BOT_USER in self.workspace.channels[channel].members:
            for event in events:
                self.event(event)

    def event(self, event: Json) -> None:
        """Send one event, if the app subscribes to it, in the order they come; it is sent again when not answered."""
        if subscription(event) not in self.subscribed:
            return
        payload = self._event_payload(event)
        twice = self.faults.take(str(event["type"]), kinds=EVENT_FAULTS)
        with self._more:
            for _ in range(2 if twice else 1):
                due = _Due(0.0, next(self._turns), payload, 0, fault=twice.kind if twice else "")
                heapq.heappush(self._queue, due)
            self._more.notify_all()

    def settle(self, timeout: float = 5.0) -> None:
        """Wait until every event was answered or given up; raises TimeoutError after `timeout` seconds."""
        with self._more:
            if not self._more.wait_for(lambda: not self._queue and not self._busy, timeout):
                raise TimeoutError(f"{len(self._queue)} events still to send after {timeout} s")

    def _event_payload(self, event: Json) -> Json:
        with self.workspace.lock:
            number = self.workspace.next_id("Ev")
        authorization = {
            "enterprise_id": None,
            "team_id": TEAM,
            "user_id": BOT_USER,
            "is_bot": True,
            "is_enterprise_install": False,
        }
        return {
            "token": "local-verification-token",
            "team_id": TEAM,
            "context_team_id": TEAM,
            "context_enterprise_id": None,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": number,
            "event_time": int(self.workspace.now()),
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
            "event_context": f"local-{number}",
        }

    # -- the courier -------------------------------------------------------------------------------------------------
    def _carry(self) -> None:
        while (due := self._next_due()) is not None:
            ack = self._deliver("events_api", due.payload, _retry_facts(due), due.fault)
            self._after(due, ack)

    def _next_due(self) -> _Due | None:
        with self._more:
            self._busy = False
            self._more.notify_all()
            while not self._stopped:
                wait = self._queue[0].at - time.monotonic() if self._queue else None
                if wait is not None and wait <= 0:
                    self._busy = True
                    return heapq.heappop(self._queue)
                self._more.wait(wait)
            return None

    def _after(self, due: _Due, ack: Ack) -> None:
        if ack.error is None or ack.no_retry or due.attempt >= len(self.retry_delays):
            return
        at = time.monotonic() + self.retry_delays[due.attempt]
        reason = "http_timeout" if ack.error == "operation_timeout" else "http_error"
        with self._more:
            heapq.heappush(self._queue, _Due(at, next(self._turns), due.payload, due.attempt + 1, reason))

    # -- one delivery --------------------------------------------------------------------------------------------
    def _deliver(self, kind: str, payload: Json, retry: Mapping[str, str], asked: str = "") -> Ack:
        started = time.monotonic()
        fault = self.faults.take(kind, kinds=LINK_FAULTS)
        if fault is not None and fault.kind == "disconnect":
            self.sockets.disconnect()
        ack = self._by_http(kind, payload, retry) if self.bot_url else self._by_socket(kind, payload, retry)
        if fault is not None and fault.kind == "unacked":
            ack = Ack(error="operation_timeout")
        ms, attempt = (time.monotonic() - started) * 1000, int(retry.get("num", 0))
        happened = fault.kind if fault else asked
        told = Exchange(self.workspace.now(), "out", _name(kind, payload), payload, ack.told, ms, happened, attempt)
        self.workspace.inspect(told)
        return ack

    def _by_socket(self, kind: str, payload: Json, retry: Mapping[str, str]) -> Ack:
        facts = {"retry_attempt": int(retry["num"]), "retry_reason": retry["reason"]} if retry else None
        try:
            body = self.sockets.ask(kind, payload, timeout=self.patience, retry=facts)
        except ConnectionError:
            return Ack(error="dispatch_failed")
        return Ack(error="operation_timeout") if body is None else Ack(body=_as_dict(body))

    def _by_http(self, kind: str, payload: Json, retry: Mapping[str, str]) -> Ack:
        headers = {f"X-Slack-Retry-{name.capitalize()}": value for name, value in retry.items()}
        try:
            answer = signed.post(str(self.bot_url), kind, payload, timeout=self.patience, headers=headers)
        except TimeoutError:
            return Ack(error="operation_timeout")
        except OSError:
            return Ack(error="dispatch_failed")
        if answer.status != HTTPStatus.OK:
            return Ack(error="dispatch_failed", no_retry=answer.no_retry, status=answer.status)
        return Ack(body=_from_text(answer.body))


def _name(kind: str, payload: Json) -> str:
    about = payload.get("event", payload)
    return str(about.get("type") or about.get("command") or kind)


def _retry_facts(due: _Due) -> dict[str, str]:
    return {"num": str(due.attempt), "reason": due.reason} if due.attempt else {}


def _as_dict(body: Any) -> Json:  # noqa: ANN401 - whatever the bot answered
    return body if isinstance(body, dict) else {"text": str(body)}


def _from_text(body: str) -> Json:
    if not body.strip():
        return {}
    with contextlib.suppress(ValueError):
        return _as_dict(json.loads(body))
    return {"text": body}
