"""What Slack was asked, kept a while: fresh for some minutes, stale for an hour when Slack does not answer."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from domain.people import CannotTell

log = logging.getLogger(__name__)

V = TypeVar("V")
FRESH = 5 * 60.0  # seconds
STALE = 60 * 60.0
AGAIN_AFTER = 2.0  # seconds before a silent Slack is asked again
MOST = 10_000


class SilentError(Exception):
    """Slack did not say."""


@dataclass
class _Entry(Generic[V]):
    """One answer; `lock` lets one thread at a time ask for it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    value: list[V] = field(default_factory=list)
    at: float = 0.0
    failed_at: float = float("-inf")
    used_at: float = 0.0


class Kept(Generic[V]):
    """Answers by key. `ask` gives one or raises `SilentError`; `clock` gives seconds that only grow."""

    def __init__(self, ask: Callable[[str], V], clock: Callable[[], float] = time.monotonic) -> None:
        self._ask = ask
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: dict[str, _Entry[V]] = {}

    def get(self, key: str) -> V:
        """Give the answer, asked anew when it is not fresh; raise `CannotTell` when there is none to give."""
        entry = self._entry(key)
        entry.used_at = self._clock()
        if entry.value and self._age(entry) < FRESH:
            return entry.value[0]
        usable = bool(entry.value) and self._age(entry) < STALE
        if entry.lock.acquire(blocking=not usable):
            try:
                self._renew(key, entry, FRESH)
            finally:
                entry.lock.release()
        if entry.value and self._age(entry) < STALE:
            return entry.value[0]
        raise CannotTell

    def refresh(self) -> None:
        """Ask anew what is half-way to stale and was used since; forget what nobody used for an hour. Never raises."""
        now = self._clock()
        for key, entry in list(self._entries.items()):
            if now - entry.used_at >= STALE:
                self._entries.pop(key, None)
            elif self._age(entry) >= FRESH / 2 and entry.lock.acquire(blocking=False):
                try:
                    self._renew(key, entry, FRESH / 2)
                finally:
                    entry.lock.release()

    def _entry(self, key: str) -> _Entry[V]:
        with self._lock:
            if len(self._entries) > MOST:
                self._entries.clear()
            return self._entries.setdefault(key, _Entry(used_at=self._clock()))

    def _age(self, entry: _Entry[V]) -> float:
        return self._clock() - entry.at if entry.value else float("inf")

    def _renew(self, key: str, entry: _Entry[V], older_than: float) -> None:
        """Ask, unless another thread just did or Slack was silent a moment ago."""
        if self._age(entry) < older_than or self._clock() - entry.failed_at < AGAIN_AFTER:
            return
        try:
            entry.value[:], entry.at = [self._ask(key)], self._clock()
        except SilentError as silent:
            entry.failed_at = self._clock()
            log.warning("slack does not answer about people: %s", silent)
