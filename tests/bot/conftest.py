"""The books that tests write in."""

from tests.storage.books import company, postgres_company, sqlite_company, sqlite_template

__all__ = ["company", "postgres_company", "sqlite_company", "sqlite_template"]
