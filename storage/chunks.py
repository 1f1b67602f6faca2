"""Long lists of ids are asked for in pieces, since databases bound the values of one query."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

SIZE = 5000

T = TypeVar("T")


def chunked(items: Sequence[T], size: int = SIZE) -> Iterator[Sequence[T]]:
    """Cut a sequence into pieces of at most `size`."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
