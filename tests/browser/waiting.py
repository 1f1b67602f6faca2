"""Waiting for what nothing announces."""

import threading
import time
from collections.abc import Callable

PATIENCE_MS = 10_000


def until(condition: Callable[[], bool], timeout: float = 5.0) -> None:
    """Wait for a condition; raises TimeoutError after `timeout` seconds."""
    tick, deadline = threading.Event(), time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {timeout} s")
        tick.wait(0.02)
