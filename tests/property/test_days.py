"""Whatever a team does in any order, the book holds together after each act, on both databases."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from storage.engine import make_engine
from tests.postgres import Cluster
from tests.property.days import Days
from tests.storage.books import Company, migrated, sqlite_template

__all__ = ["sqlite_template"]


@contextmanager
def on_sqlite(template: Path) -> Iterator[Company]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(template, Path(folder) / "book.db")
        company = Company(make_engine(f"sqlite:///{folder}/book.db"))
        yield company
        company.engine.dispose()


@contextmanager
def on_postgres(cluster: Cluster) -> Iterator[Company]:
    url = cluster.fresh_database(cluster.template("migrated", migrated))
    company = Company(make_engine(url, pool_size=2))
    yield company
    company.engine.dispose()
    cluster.drop(url)


def live(open_company: Callable[[], AbstractContextManager[Company]], *, stories: int, acts: int) -> None:
    """Live so many stories of so many acts each, every one in a company of its own."""

    class Lived(Days):
        pass

    Lived.open_company = open_company
    much = settings(max_examples=stories, stateful_step_count=acts, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(Lived, settings=much)


def test_whatever_a_team_does_the_book_holds_together(sqlite_template: Path) -> None:
    live(partial(on_sqlite, sqlite_template), stories=10, acts=40)


@pytest.mark.postgres
def test_it_holds_together_on_postgresql_too(postgres: Cluster) -> None:
    live(partial(on_postgres, postgres), stories=2, acts=25)
