"""Alembic runs here: one transaction a migration, one migration at a time, SQLite's cascades off."""

from alembic import context
from sqlalchemy import Connection, text

from storage.tables import metadata

LOCK = 8_204_517


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
        context.run_migrations()


_run(context.config.attributes["connection"])
