"""The databases that benchmarks run on, each filled once, then copied: SQLite, and PostgreSQL where there is one."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from storage.engine import make_engine
from tests.postgres import Cluster, NoPostgresError, running_cluster

Fill = Callable[[Engine], None]


class Home(Protocol):
    """Where databases are made."""

    name: str

    def copy(self, name: str, fill: Fill) -> str:
        """Give the address of a new copy of the database of that name, filled the first time."""
        ...

    def drop(self, url: str) -> None:
        """Remove a copy that nobody is connected to."""
        ...


class SqliteHome:
    """A directory of files."""

    name = "SQLite"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._copies = 0

    def copy(self, name: str, fill: Fill) -> str:
        """Copy the file."""
        template = self._directory / f"{name}.db"
        if not template.exists():
            _filled(f"sqlite:///{template}", fill)
        self._copies += 1
        path = self._directory / f"copy{self._copies}.db"
        shutil.copyfile(template, path)
        return f"sqlite:///{path}"

    def drop(self, url: str) -> None:
        """Remove the file and those that SQLite put beside it."""
        path = Path(url.removeprefix("sqlite:///"))
        for each in path.parent.glob(f"{path.name}*"):
            each.unlink()


class PostgresHome:
    """A cluster of its own, thrown away at the end."""

    name = "PostgreSQL"

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster

    def copy(self, name: str, fill: Fill) -> str:
        """Copy the database."""
        return self._cluster.fresh_database(self._cluster.template(name, lambda url: _filled(url, fill)))

    def drop(self, url: str) -> None:
        """Drop the database."""
        self._cluster.drop(url)


def _filled(url: str, fill: Fill) -> None:
    engine = make_engine(url)
    fill(engine)
    engine.dispose()


@contextmanager
def copied(home: Home, name: str, fill: Fill) -> Iterator[Engine]:
    """Open a new copy of a database; it is removed on the way out."""
    url = home.copy(name, fill)
    engine = make_engine(url)
    try:
        yield engine
    finally:
        engine.dispose()
        home.drop(url)


@contextmanager
def homes() -> Iterator[list[Home]]:
    """Open every home there is on this machine."""
    with ExitStack() as stack:
        directory = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-"))
        found: list[Home] = [SqliteHome(Path(directory))]
        try:
            found.append(PostgresHome(stack.enter_context(running_cluster())))
        except NoPostgresError as reason:
            print(f"no PostgreSQL: {reason}")
        yield found
