"""A numbered feed of changes with waiting, so that pages and tests learn of a change without sleeping."""

import threading
import time
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from sandbox.records import Change, ChangeKind

KEPT_CHANGES = 5000
_Found = TypeVar("_Found")


class Feed:
    """Numbered changes kept under the workspace's own lock."""

    def __init__(self, lock: threading.RLock) -> None:
        self._moved = threading.Condition(lock)
        self._changes: deque[Change] = deque(maxlen=KEPT_CHANGES)
        self._rev = 0

    @property
    def rev(self) -> int:
        """Give the number of the newest change, 0 at the start."""
        return self._rev

    def tell(self, kind: ChangeKind, *, channel: str | None = None, user: str | None = None) -> Change:
        """Add a change and wake all who wait."""
        with self._moved:
            self._rev += 1
            change = Change(self._rev, kind, channel, user)
            self._changes.append(change)
            self._moved.notify_all()
            return change

    def since(self, rev: int, timeout: float = 0.0) -> list[Change]:
        """Give the changes after `rev`, waiting up to `timeout` seconds for the first one; empty when there is none."""
        with self._moved:
            self._moved.wait_for(lambda: self._rev > rev, timeout)
            return [change for change in self._changes if change.rev > rev]

    def wait(self, predicate: Callable[[], _Found | None], timeout: float) -> _Found:
        """Give what `predicate` answers as soon as it is true, tried again at each change.

        It runs under the workspace's lock, so it only looks and never waits for another thread.
        Raises TimeoutError after `timeout` seconds.
        """
        deadline = time.monotonic() + timeout
        with self._moved:
            while not (found := predicate()):
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"nothing came within {timeout} s")
                self._moved.wait(left)
            return found
