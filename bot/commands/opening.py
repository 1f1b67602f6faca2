"""What verbs begin with: the settings read, the program put together, the schema found current."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.failures import Failure
from bot.program import Program, make_program
from bot.settings import Settings, SlackMode, load_settings
from storage.schema import is_current


def settings_here(slack: SlackMode | None = None) -> Settings:
    """Read the settings from the environment and from `.env` in this folder; raise `SettingsError`."""
    return load_settings(os.environ, Path(".env"), slack=slack)


@contextmanager
def opened(slack: SlackMode | None = None) -> Iterator[Program]:
    """Open the program over a database whose schema is current; raise `Failure` when it is not."""
    program = make_program(settings_here(slack))
    try:
        if not is_current(program.engine):
            raise Failure("le schéma de la base n’est pas à jour : lancez « impayes migrate »")
        yield program
    finally:
        program.close()
