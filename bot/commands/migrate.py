"""`impayes migrate`: bring the database to the newest schema."""

import argparse

from bot.commands.opening import settings_here
from storage.engine import make_engine
from storage.schema import migrate


def run(_options: argparse.Namespace) -> int:
    """Migrate; safe to repeat and to run from several processes."""
    engine = make_engine(settings_here().database_url)
    try:
        migrate(engine)
    finally:
        engine.dispose()
    print("La base est au dernier schéma.")
    return 0
