"""A workspace, the program and a desk to sit at; the database is migrated and filled once, then copied."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.acts import PROGRAM, Act
from domain.imports import import_ledger
from domain.policy import Policy
from domain.policy_reading import read_policy
from sandbox.desk import Desk
from sandbox.server import Server
from storage.book import book_opener
from storage.engine import make_engine
from storage.schema import migrate
from tests.journeys.ledger import ledger
from tests.journeys.program import NOW, Program, a_workspace, program


@pytest.fixture(scope="session")
def policy() -> Policy:
    shipped = tomllib.loads(Path("domain/data/policy.toml").read_text(encoding="utf-8"))
    return read_policy({}, shipped)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, policy: Policy) -> Path:
    """Give a filled database, closed."""
    path = tmp_path_factory.mktemp("journeys") / "template.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    import_ledger(book_opener(engine, policy), Act(PROGRAM, NOW, NOW.date()), ledger(), "grand_livre.csv")
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    return path


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(a_workspace()) as one:
        one.delivery.retry_delays = (0.02, 0.02, 0.02)
        yield one


@pytest.fixture
def bot(server: Server, template: Path, tmp_path: Path, policy: Policy) -> Iterator[Program]:
    with program(server, template, tmp_path / "impayes.db", policy) as running:
        running.settle()  # what the import wrote is settled, as by the sweep that follows it
        yield running


@pytest.fixture
def desk(server: Server, bot: Program) -> Desk:
    """Sit Alice, a collector, at the channel."""
    return Desk(server, "alice", "impayes", settle=bot.settle)
