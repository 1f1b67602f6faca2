"""Two acts that meet on purpose: one holds a debtor, the other has begun and waits for it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic

from sqlalchemy import text

from domain.ports import Book
from tests.storage.books import Company

_HELD_UP = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


def behind(company: Company, first: Callable[[Book], object], second: Callable[[], object]) -> object:
    """Do `first` on a debtor that it holds, `second` having begun before; give what `second` gives or raises."""
    with ThreadPoolExecutor(1) as pool:
        with company.open_book() as book:
            book.debtors.get(company.debtor())
            done = pool.submit(second)
            if company.engine.dialect.name == "postgresql":  # on SQLite it cannot have begun: one writes at a time
                _until_held_up(company)
            first(book)
        return done.result(60)


def _until_held_up(company: Company, within: float = 30.0) -> None:
    deadline = monotonic() + within
    while not company.scalar(_HELD_UP):
        assert monotonic() < deadline, "nobody waits"
