"""Bring a database to the newest schema, or say whether it is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

HERE = Path(__file__).parent / "migrations"
HEAD = "0002"
"""The newest revision; a test proves that Alembic agrees. Kept here since Alembic takes half a second to import."""


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to a revision.

    On SQLite foreign keys are off meanwhile, since a batch would delete children in silence, and checked after.
    """
    with engine.connect() as connection, _no_references(connection):
        _alembic().upgrade(_config(connection), revision)
        connection.commit()


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back to a revision, for tests of the way back."""
    with engine.connect() as connection:
        _alembic().downgrade(_config(connection), revision)
        connection.commit()


def check_drift(engine: Engine) -> None:
    """Raise when the tables in the code and those of the database differ."""
    with engine.connect() as connection:
        _alembic().check(_config(connection))


def is_current(engine: Engine) -> bool:
    """Say whether the database has the newest schema."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all() == [HEAD]


def _alembic() -> ModuleType:
    from alembic import command  # noqa: PLC0415 - half a second, for those who migrate

    return command


def _config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - half a second, for those who migrate

    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


@contextmanager
def _no_references(connection: Connection) -> Iterator[None]:
    """Switch references off on SQLite, and on again whatever happens: the connection goes back to its pool."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 - a live connection has a driver connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
        broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.rollback()  # inside a transaction the pragma would do nothing
        raw.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"{len(broken)} rows point to nothing after the migration")
