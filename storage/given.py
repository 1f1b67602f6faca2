"""Long lists of values given to a query as one parameter: a name for each would cost more than the query itself."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ARRAY, BigInteger, ColumnElement, Dialect, Text, bindparam, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import TypeDecorator, TypeEngine


class _List(TypeDecorator[Sequence[Any]]):
    """A list: JSON on SQLite, an array on PostgreSQL."""

    impl = Text
    cache_ok = True

    def __init__(self, of: type[Text | BigInteger]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Keep an array on PostgreSQL, text elsewhere."""
        return dialect.type_descriptor(ARRAY(self.of) if dialect.name == "postgresql" else Text())

    def process_bind_param(self, value: Sequence[Any] | None, dialect: Dialect) -> Any:  # noqa: ANN401 - text or list
        """Write the list."""
        return list(value or ()) if dialect.name == "postgresql" else json.dumps(list(value or ()))


class _Unfold(FunctionElement[Any]):
    """The rows of a list."""

    inherit_cache = True
    name = "unfold"


@compiles(_Unfold, "sqlite")
def _json_each(element: _Unfold, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_Unfold, "postgresql")
def _unnest(element: _Unfold, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    return f"unnest({compiler.process(element.clauses, **options)})"


def is_given(sought: ColumnElement[Any], name: str = "given") -> ColumnElement[bool]:
    """Say that a column's value is in the list that the statement is executed with under that name."""
    of = BigInteger if sought.type.python_type is int else Text
    rows = _Unfold(bindparam(name, type_=_List(of))).table_valued("value", name="value")
    return sought.in_(select(rows.c.value))
