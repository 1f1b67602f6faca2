"""The tick over 100 000 open due lines: 5 000 promises past their end judged, then a tick with nothing new."""

from collections.abc import Callable

from sqlalchemy import Engine

from bench import floor
from bench.data import LINES, LINES_EACH, NOW, TODAY, fill_with_promises
from bench.databases import Home, copied, homes
from bench.measure import Report, Work, growth, timed
from bot.policies import load_policy
from domain.acts import PROGRAM, Act
from domain.promises import judge_promises
from storage.book import book_opener

SIZES = (1_000, 10_000, LINES)


POLICY = load_policy(None)


def tick(engine: Engine) -> int:
    """Judge promises as the schedule does; give how many changed."""
    return judge_promises(book_opener(engine, POLICY), Act(PROGRAM, NOW, TODAY))


def first(home: Home, work: Callable[[Engine], object], lines: int = LINES) -> Work:
    """Do a piece of work on a copy where nothing is judged yet."""

    def once() -> float:
        with copied(home, f"promises_{lines}", lambda engine: fill_with_promises(engine, lines)) as engine:
            return timed(lambda: work(engine))

    return once


def measure(home: Home, report: Report) -> None:
    """Measure on one database."""
    what = f"tick over {LINES:,} lines"
    judged = first(home, lambda engine: floor.judge(engine, NOW, TODAY))
    report.compare(f"{what}, first, {home.name}", first(home, tick), judged, at_most=3)
    with copied(home, f"promises_{LINES}", fill_with_promises) as engine:
        assert tick(engine) == LINES // LINES_EACH
        assert floor.nothing_to_judge(engine, TODAY) == []
        report.compare(
            f"{what}, nothing new, {home.name}",
            lambda: timed(lambda: tick(engine)),
            lambda: timed(lambda: floor.nothing_to_judge(engine, TODAY)),
            at_most=3,
        )
    report.grow(f"tick, {home.name}", SIZES, growth(lambda size: first(home, tick, size), SIZES))


def main() -> None:
    """Measure on every database there is."""
    report = Report()
    with homes() as found:
        for home in found:
            measure(home, report)
    report.end()


if __name__ == "__main__":
    main()
