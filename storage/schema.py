"""Bring a database to the newest schema, or say how far it is from it."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

HERE = Path(__file__).parent / "migrations"


def migrate(engine: Engine, revision: str = "head") -> None:
    """Upgrade to a revision.

    On SQLite foreign keys are off meanwhile, since a batch would delete children in silence, and checked after.
    """
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            raw = connection.connection.driver_connection
            assert raw is not None  # noqa: S101 - a live connection has a driver connection
            raw.execute("PRAGMA foreign_keys=OFF")
        command.upgrade(_config(connection), revision)
        connection.commit()
        if connection.dialect.name == "sqlite":
            _check_references(connection)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Go back to a revision, for tests of the way back."""
    with engine.connect() as connection:
        command.downgrade(_config(connection), revision)
        connection.commit()


def check_drift(engine: Engine) -> None:
    """Raise when the tables in the code and those of the database differ."""
    with engine.connect() as connection:
        command.check(_config(connection))


def is_current(engine: Engine) -> bool:
    """Say whether the database has the newest schema."""
    with engine.connect() as connection:
        heads = MigrationContext.configure(connection).get_current_heads()
    return set(heads) == set(ScriptDirectory(str(HERE)).get_heads())


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.attributes["connection"] = connection
    return config


def _check_references(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    assert raw is not None  # noqa: S101 - as above
    broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    raw.execute("PRAGMA foreign_keys=ON")
    if broken:
        raise RuntimeError(f"{len(broken)} rows point to nothing after the migration")
