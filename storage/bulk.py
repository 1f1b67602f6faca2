"""Many rows at once: COPY on PostgreSQL, one executemany on SQLite, and no parameter named a hundred thousand times."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table

Rows = Sequence[tuple[Any, ...]]


def insert_rows(connection: Connection, table: Table, names: Sequence[str], rows: Rows) -> None:
    """Insert rows whose values, hashable all, stand in the order of these column names."""
    if not rows:
        return
    columns = [table.c[name] for name in names]
    listed = ", ".join(map(connection.dialect.identifier_preparer.format_column, columns))
    turned = list(zip(*map(_turned, [connection] * len(columns), columns, zip(*rows, strict=True)), strict=True))
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({listed}) FROM STDIN", turned)
    else:
        marks = ", ".join("?" * len(columns))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({listed}) VALUES ({marks})", turned)  # noqa: S608 - our own names


def count_anew(connection: Connection, tables: Sequence[Table]) -> None:
    """Let PostgreSQL count tables that a bulk has filled: until it has, the next import is planned for empty ones."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"ANALYZE {', '.join(table.name for table in tables)}")


def _turned(connection: Connection, column: Column[Any], values: Sequence[Any]) -> Sequence[Any]:
    """Give a column's values as the driver takes them, each distinct one turned once."""
    turn = column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect)
    if turn is None:
        return values
    known = {value: turn(value) for value in set(values)}
    return [known[value] for value in values]


def _copy(connection: Connection, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.connection.cursor() as cursor, cursor.copy(statement) as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)
