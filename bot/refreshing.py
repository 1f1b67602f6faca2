"""A small background beat, so that what requests need is asked of Slack before they need it."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

EVERY_S = 120.0
LAST_S = 1.0  # it only reads: what is under way may be cut

log = logging.getLogger(__name__)


@contextmanager
def refreshing(refresh: Callable[[], None], every: float = EVERY_S) -> Iterator[None]:
    """Call `refresh` now and then again every so many seconds, until the way out."""
    stop = threading.Event()

    def beat() -> None:
        while True:
            try:
                refresh()
            except Exception:
                log.exception("people could not be refreshed")
            if stop.wait(every):
                return

    thread = threading.Thread(target=beat, name="refresh", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(LAST_S)
