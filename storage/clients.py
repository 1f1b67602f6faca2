"""Finding clients in SQL: by an exact key, or all of them for the index that forgives typing."""

from collections.abc import Sequence
from threading import Lock

from sqlalchemy import ColumnElement, Connection, func, or_, select

from domain.reader import Found
from domain.search import Client, ClientIndex, normal_name
from storage.tables import debtors, imports, invoices

_DIGITS = 14


def read_exact(connection: Connection, text: str) -> Sequence[Found]:
    """Find debtors by code, SIREN, SIRET, whole name as searched, else by invoice number."""
    typed = text.strip()
    found = connection.execute(select(debtors.c.id).where(_named(typed)).order_by(debtors.c.name).limit(20))
    ids = found.scalars().all()
    if ids:
        return [Found(debtor_id) for debtor_id in ids]
    numbered = select(invoices.c.debtor_id, invoices.c.number).where(invoices.c.number.in_({typed, typed.upper()}))
    return [Found(*row) for row in connection.execute(numbered.limit(20))]


def _named(typed: str) -> ColumnElement[bool]:
    clauses: list[ColumnElement[bool]] = [debtors.c.code.in_({typed, typed.upper()})]
    if name := normal_name(typed):
        clauses.append(debtors.c.sought == name)
    digits = "".join(typed.split())
    if digits.isdecimal() and len(digits) in {9, _DIGITS}:
        clauses.append(debtors.c.siren == digits[:9])
    return or_(*clauses)


class ClientIndexes:
    """Keep the index of clients until an import may have changed them: only imports name clients."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int | None, ClientIndex] | None = None

    def get(self, connection: Connection) -> ClientIndex:
        """Give the index as of the last import."""
        stamp = connection.execute(select(func.max(imports.c.id))).scalar()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, _read_index(connection))
            return self._kept[1]


def _read_index(connection: Connection) -> ClientIndex:
    columns = select(debtors.c.id, debtors.c.code, debtors.c.name, debtors.c.siren).order_by(debtors.c.name)
    return ClientIndex(Client(*row) for row in connection.execute(columns))
