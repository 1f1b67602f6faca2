"""`impayes migrate`: bring the database to the newest schema."""

import argparse

from bot.commands.opening import settings_here
from storage.engine import make_engine
from storage.schema import is_current, migrate


def run(_options: argparse.Namespace) -> int:
    """Migrate; safe to repeat and to run from several processes."""
    engine = make_engine(settings_here().database_url)
    try:
        if not is_current(engine):  # Alembic takes half a second to load
            migrate(engine)
    finally:
        engine.dispose()
    print("La base est au dernier schéma.")
    return 0
