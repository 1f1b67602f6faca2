"""Tells how far a reading is, for the progress bar of a terminal."""

from collections.abc import Callable

Tell = Callable[[int, int], None]
STEPS = 4


class Progress:
    """Counts the steps of a reading: `tell` is given rows done and rows in all."""

    def __init__(self, tell: Tell | None) -> None:
        self._tell = tell
        self._done = 0

    def step(self, rows: int) -> None:
        """Tell one step more of a file of so many rows."""
        self._done = min(self._done + 1, STEPS)
        if self._tell is not None:
            self._tell(rows * self._done // STEPS, rows)
