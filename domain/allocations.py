"""Money fills the oldest line first: one rule, whether a file, a ledger or a person tells of the money."""

from collections.abc import Iterable
from typing import NamedTuple


class Part(NamedTuple):
    """The cents of a sum that go on one line."""

    line_id: int
    cents: int


def fill(lines: Iterable[tuple[int, int]], cents: int) -> tuple[Part, ...]:
    """Lay a sum on lines (id, cents left) in their order, the oldest first; what exceeds them is in no part."""
    parts = []
    for line_id, left in lines:
        taken = min(cents, left)
        if taken > 0:
            cents -= taken
            parts.append(Part(line_id, taken))
    return tuple(parts)


def laid(parts: Iterable[Part]) -> int:
    """Sum the cents of parts."""
    return sum(part.cents for part in parts)
