"""The books that tests write in, and the folders they run the program in."""

from tests.bot.running import (
    bot,
    empty,
    filled,
    imported,
    migrated,
    migrated_postgres,
    on_postgres,
    server,
    shell,
    slack,
    start,
)
from tests.storage.books import company, postgres_company, sqlite_company, sqlite_template

__all__ = [
    "bot",
    "company",
    "empty",
    "filled",
    "imported",
    "migrated",
    "migrated_postgres",
    "on_postgres",
    "postgres_company",
    "server",
    "shell",
    "slack",
    "sqlite_company",
    "sqlite_template",
    "start",
]
