"""The digest of 100 000 open due lines, drawn, against the one plain query that groups and sorts them."""

from collections.abc import Callable

from sqlalchemy import Engine

from bench import floor
from bench.data import LINES, TODAY, fill
from bench.databases import Home, copied, homes
from bench.measure import Report, Work, growth, timed
from bot.pictures import ROWS
from messages.digest import digest
from storage.reader import reader_opener

SIZES = (1_000, 10_000, LINES)


def drawn(engine: Engine) -> Work:
    """Compute the digest and draw it, as the announcer does."""
    open_reader = reader_opener(engine)

    def draw() -> None:
        with open_reader() as reader:
            found = reader.digest(TODAY, rows=ROWS)
        assert digest(found, TODAY).blocks

    return lambda: timed(draw)


def plain(engine: Engine) -> Work:
    """Run the plain query and read its rows."""
    return lambda: timed(lambda: floor.late_by_debtor(engine, TODAY))


def measure(home: Home, report: Report) -> None:
    """Measure on one database."""
    with copied(home, "lines", fill) as engine:
        report.compare(f"digest of {LINES:,} lines, {home.name}", drawn(engine), plain(engine), at_most=3)
    report.grow(f"digest, {home.name}", SIZES, growth(_sized(home), SIZES))


def _sized(home: Home) -> Callable[[int], Work]:
    def work(size: int) -> Work:
        def draw() -> float:
            with copied(home, f"lines_{size}", lambda engine: fill(engine, size)) as engine:
                one = drawn(engine)
                one()
                return one()

        return draw

    return work


def main() -> None:
    """Measure on every database there is."""
    report = Report()
    with homes() as found:
        for home in found:
            measure(home, report)
    report.end()


if __name__ == "__main__":
    main()
