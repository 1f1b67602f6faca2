"""What every table is made of: naming, strictness, keys, cents and texts that are never null."""

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, String, Table

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns and constraints, as SQLAlchemy types them
    """Make a table, strict on SQLite."""
    return Table(name, metadata, *parts, sqlite_strict=True)


def key() -> Column[int]:
    """Make the primary key."""
    return Column("id", BigInteger, primary_key=True, autoincrement=True)


def ref(column: str, target: str, *, optional: bool = False) -> Column[int]:
    """Make a reference to a row of another table."""
    return Column(column, BigInteger, ForeignKey(f"{target}.id"), nullable=optional)


def words(name: str, length: int) -> Column[str]:
    """Make a text of at most `length` characters, "" when there is none."""
    return Column(name, String(length), nullable=False, server_default="")


def cents(name: str, *, default: str | None = None) -> Column[int]:
    """Make an amount in cents."""
    return Column(name, BigInteger, nullable=False, server_default=default)
