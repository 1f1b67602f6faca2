"""A CSV of 100 000 lines imported, new and again unchanged, against the plain reading and one bulk upsert."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine

from bench import floor
from bench.data import LINES, NOW, TODAY
from bench.databases import Home, copied, homes
from bench.exports import write_export
from bench.measure import Report, Work, growth, median, timed
from bot.commands.progress import progress
from bot.policies import load_policy
from connectors.files import read_ledger
from domain.acts import PROGRAM, Act
from domain.imports import ImportSummary, import_ledger
from storage.book import book_opener
from storage.schema import migrate

SIZES = (1_000, 10_000, LINES)


class Terminal(io.StringIO):
    """A terminal that nobody looks at."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def import_file(engine: Engine, path: Path, *, bar: bool = False) -> ImportSummary:
    """Import a file as the command line does."""
    with progress(Terminal() if bar else io.StringIO(), path.name) as tell:
        ledger = read_ledger(path, today=TODAY, progress=tell)
    return import_ledger(book_opener(engine, load_policy(None)), Act(PROGRAM, NOW, TODAY), ledger, path.name)


def new(home: Home, path: Path, *, bar: bool = False) -> Work:
    """Import into an empty database."""

    def work() -> float:
        with copied(home, "empty", migrate) as engine:
            return timed(lambda: import_file(engine, path, bar=bar))

    return work


def upserted(home: Home, path: Path) -> Work:
    """Read plainly and upsert into an empty table."""

    def work() -> float:
        with copied(home, "flat", floor.make_flat) as engine:
            return timed(lambda: floor.upsert(engine, path))

    return work


def measure(home: Home, report: Report, folder: Path) -> None:
    """Measure on one database."""
    path = write_export(folder / "export.csv", LINES)
    what = f"import of {LINES:,} lines"
    plain = report.compare(f"{what}, new, {home.name}", new(home, path), upserted(home, path), at_most=3)
    with_bar = median(new(home, path, bar=True), 3)
    report.hold(f"{what}, new, with a bar, {home.name}", with_bar, plain, at_most=3)
    with copied(home, "empty", migrate) as ours, copied(home, "flat", floor.make_flat) as flat:
        first = import_file(ours, path)
        assert (first.added, len(first.rejected)) == (LINES, 0)
        floor.upsert(flat, path)
        again = import_file(ours, path)
        assert (again.added, again.changed, again.unchanged) == (0, 0, LINES)
        report.compare(
            f"{what}, unchanged, {home.name}",
            lambda: timed(lambda: import_file(ours, path)),
            lambda: timed(lambda: floor.upsert(flat, path)),
            at_most=2,
        )
    report.grow(f"import, {home.name}", SIZES, growth(_sized(home, folder), SIZES))


def _sized(home: Home, folder: Path) -> Callable[[int], Work]:
    return lambda size: new(home, write_export(folder / f"{size}.csv", size))


def main() -> None:
    """Measure on every database there is."""
    report = Report()
    with homes() as found, tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for home in found:
            measure(home, report, Path(folder))
    report.end()


if __name__ == "__main__":
    main()
