"""Measures ours against a floor in the same run, so that a figure means the same on any machine and on a busy one."""

import gc
import math
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence

MOST_MEMORY = 500  # megabytes
_SLOW, _FAST = 3, 9  # repetitions
_LONG = 1.0  # seconds

Work = Callable[[], float]
"""Does a piece of work once, what it needs made before and undone after, and gives the seconds of the work alone."""


def timed(work: Callable[[], object]) -> float:
    """Do a piece of work once; give its seconds on the wall."""
    gc.collect()
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def median(work: Work, repetitions: int = 5) -> float:
    """Give the median seconds of a piece of work."""
    return statistics.median(work() for _ in range(repetitions))


def alternately(ours: Work, floor: Work) -> tuple[float, float]:
    """Give both median seconds, each repetition of the one beside one of the other; a first one of each is not kept."""
    repetitions = _SLOW if ours() + floor() > _LONG else _FAST
    pairs = [(ours(), floor()) for _ in range(repetitions)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


class Report:
    """What one benchmark found, printed as it is found; `end` exits with 1 when a bound does not hold."""

    def __init__(self) -> None:
        self._missed: list[str] = []

    def compare(self, what: str, ours: Work, floor: Work, *, at_most: float) -> float:
        """Measure ours beside the floor and hold their ratio; give the floor's median in seconds."""
        medians = alternately(ours, floor)
        self.hold(what, *medians, at_most=at_most)
        return medians[1]

    def hold(self, what: str, ours: float, floor: float, *, at_most: float) -> None:
        """Hold the ratio of two medians in seconds."""
        ratio = ours / floor
        print(f"{what:<58}{_seconds(ours):>12}{_seconds(floor):>12}{ratio:>8.2f} x  (at most {at_most:g})", flush=True)
        self._check(what, held=ratio <= at_most)

    def grow(self, what: str, sizes: Sequence[int], seconds: Sequence[float]) -> None:
        """Hold that a cost grows no faster than n log n from the first size to the last."""
        told = ", ".join(f"{size:,}: {_seconds(one)}" for size, one in zip(sizes, seconds, strict=True))
        slope = math.log(seconds[-1] / seconds[0]) / math.log(sizes[-1] / sizes[0])
        most = sizes[-1] / sizes[0] * math.log(sizes[-1]) / math.log(sizes[0])
        print(f"{what:<58}{told}; slope {slope:.2f}", flush=True)
        self._check(what, held=seconds[-1] / seconds[0] <= most)

    def remember(self, what: str, megabytes: float) -> None:
        """Hold the peak memory of a process."""
        print(f"{what:<58}{megabytes:>9.0f} MB  (at most {MOST_MEMORY})", flush=True)
        self._check(what, held=megabytes < MOST_MEMORY)

    def end(self) -> None:
        """Hold this process's peak memory, then exit with 1 when anything was missed."""
        self.remember("peak memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        if self._missed:
            sys.exit("MISSED: " + "; ".join(self._missed))

    def _check(self, what: str, *, held: bool) -> None:
        if not held:
            self._missed.append(what)


def growth(work: Callable[[int], Work], sizes: Iterable[int]) -> list[float]:
    """Give the median seconds of a piece of work at each size."""
    return [median(work(size), _SLOW) for size in sizes]


def _seconds(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
