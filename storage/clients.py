"""Finding clients in SQL: by an exact key, or all of them for the index that forgives typing."""

from collections.abc import Sequence
from threading import Lock

from sqlalchemy import Connection, bindparam, func, or_, select

from domain.reader import Found
from domain.search import Client, ClientIndex, normal_name
from storage.tables import debtors, imports, invoices

_DIGITS = 14
_MOST = 20
_IS_NAMED = or_(
    debtors.c.code == bindparam("typed"), debtors.c.code == bindparam("upper"), debtors.c.sought == bindparam("name")
)
_NAMED = select(debtors.c.id).where(_IS_NAMED).order_by(debtors.c.name).limit(_MOST)
_NAMED_OR_NUMBERED = (
    select(debtors.c.id)
    .where(or_(_IS_NAMED, debtors.c.siren == bindparam("siren")))
    .order_by(debtors.c.name)
    .limit(_MOST)
)
_OF_INVOICE = (
    select(invoices.c.debtor_id, invoices.c.number)
    .where(or_(invoices.c.number == bindparam("typed"), invoices.c.number == bindparam("upper")))
    .limit(_MOST)
)


def read_exact(connection: Connection, text: str) -> Sequence[Found]:
    """Find debtors by code, SIREN, SIRET, whole name as searched, else by invoice number."""
    typed = text.strip()
    forms = {"typed": typed, "upper": typed.upper()}
    named = forms | {"name": normal_name(typed) or None}
    siren = _siren(typed)
    found = (
        connection.execute(_NAMED_OR_NUMBERED, named | {"siren": siren}) if siren else connection.execute(_NAMED, named)
    )
    ids = found.scalars().all()
    if ids:
        return [Found(debtor_id) for debtor_id in ids]
    return [Found(*row) for row in connection.execute(_OF_INVOICE, forms)]


def _siren(typed: str) -> str:
    digits = "".join(typed.split())
    return digits[:9] if digits.isdecimal() and len(digits) in {9, _DIGITS} else ""


_STAMP = select(func.max(imports.c.id))


class ClientIndexes:
    """Keep the index of clients until an import may have changed them: only imports name clients."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: tuple[int | None, ClientIndex] | None = None

    def get(self, connection: Connection) -> ClientIndex:
        """Give the index as of the last import."""
        stamp = connection.execute(_STAMP).scalar()
        with self._lock:
            if self._kept is None or self._kept[0] != stamp:
                self._kept = (stamp, _read_index(connection))
            return self._kept[1]


def _read_index(connection: Connection) -> ClientIndex:
    columns = select(debtors.c.id, debtors.c.code, debtors.c.name, debtors.c.siren).order_by(debtors.c.name)
    return ClientIndex(Client(*row) for row in connection.execute(columns))
