"""Faults on demand: what can go wrong between a bot and Slack, asked for by method and number of times."""

import threading
import time
from collections import deque
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal, cast, get_args

FaultKind = Literal[
    "ratelimited", "5xx", "accepted_then_dropped", "dropped", "slow", "error", "disconnect", "twice", "unacked"
]
POST_BURST = 5
POSTS_A_SECOND = 1.0
MINUTE = 60.0
BY_MINUTE = {"chat.update": 50, "views.publish": 100, "conversations.history": 50}


@dataclass
class Fault:
    """One thing that goes wrong, `count` times, on each method that matches `method` (fnmatch).

    `method` is a Web API method, or the type of a delivery: events_api, slash_commands, interactive.
    """

    kind: FaultKind
    method: str = "*"
    count: int = 1
    retry_after: int = 1
    seconds: float = 1.0
    status: int = 500
    error: str = "fatal_error"

    def __post_init__(self) -> None:
        """Raise ValueError for a kind nobody knows."""
        if self.kind not in get_args(FaultKind):
            raise ValueError(f"unknown fault {self.kind!r}, known: {', '.join(get_args(FaultKind))}")


class Faults:
    """The faults that are still to happen; thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self.strict = False
        self._buckets: dict[str, tuple[float, float]] = {}
        self._calls: dict[str, deque[float]] = {}

    def add(self, kind: FaultKind, method: str = "*", **how: Any) -> Fault:  # noqa: ANN401 - the fields of Fault
        """Ask for one more fault; raises TypeError or ValueError when it cannot be understood."""
        fault = Fault(kind, method, **how)
        with self._lock:
            self._faults.append(fault)
        return fault

    def replace(self, wanted: object) -> None:
        """Set the faults from a JSON list, all former ones forgotten; `{"kind": "strict"}` holds Slack's rates.

        Raises TypeError or ValueError when the list cannot be understood; nothing is changed then.
        """
        if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
            raise TypeError("faults are a list of objects")
        items = cast("list[dict[str, Any]]", wanted)
        faults = [Fault(**one) for one in items if one.get("kind") != "strict"]
        with self._lock:
            self._faults = faults
            self.strict = any(one.get("kind") == "strict" for one in items)

    def clear(self) -> None:
        """Forget the faults that are still to happen; the strict rates stay as they are."""
        with self._lock:
            self._faults.clear()

    def pending(self) -> list[Fault]:
        """Give the faults that are still to happen."""
        with self._lock:
            return list(self._faults)

    def take(self, method: str, *, kinds: frozenset[str] | None = None) -> Fault | None:
        """Give the fault that happens to this call, used up by one, or nothing."""
        with self._lock:
            for fault in self._faults:
                if fnmatchcase(method, fault.method) and (kinds is None or fault.kind in kinds):
                    fault.count -= 1
                    if fault.count <= 0:
                        self._faults.remove(fault)
                    return fault
        return None

    def too_fast(self, method: str, channel: str) -> int:
        """Give the seconds to wait when the strict rates are exceeded, else 0."""
        if not self.strict:
            return 0
        with self._lock:
            if method == "chat.postMessage":
                return self._post_rate(channel, time.monotonic())
            return self._minute_rate(method, time.monotonic())

    def _post_rate(self, channel: str, now: float) -> int:
        left, before = self._buckets.get(channel, (float(POST_BURST), now))
        left = min(float(POST_BURST), left + (now - before) * POSTS_A_SECOND)
        self._buckets[channel] = (left - 1 if left >= 1 else left, now)
        return 0 if left >= 1 else 1

    def _minute_rate(self, method: str, now: float) -> int:
        most = BY_MINUTE.get(method)
        if most is None:
            return 0
        calls = self._calls.setdefault(method, deque())
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if len(calls) >= most:
            return int(calls[0] + MINUTE - now) + 1
        calls.append(now)
        return 0
