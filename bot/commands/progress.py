"""A progress bar on a terminal, nothing elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

WIDTH = 30


@contextmanager
def progress(stream: TextIO, name: str) -> Iterator[Callable[[int, int], None] | None]:
    """Give a function to tell (done, total), or None when nobody watches; the bar is wiped at the end."""
    if not stream.isatty():
        yield None
        return

    def tell(done: int, total: int) -> None:
        filled = WIDTH * done // max(total, 1)
        stream.write(f"\r{name} [{'█' * filled}{'░' * (WIDTH - filled)}] {100 * done // max(total, 1):3d} %")
        stream.flush()

    try:
        yield tell
    finally:
        stream.write("\r\x1b[K")
        stream.flush()
