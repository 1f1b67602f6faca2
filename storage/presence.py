"""What a debtor has at all, in one query: most have little, and what they have none of is not asked for."""

from sqlalchemy import Connection, bindparam, exists, select

from storage.tables import calls, contacts, disputes, documents, guarantees, payments, plans, promises, sales_asks

_TABLES = (calls, contacts, disputes, documents, guarantees, payments, plans, promises, sales_asks)
_PRESENT = select(*(exists().where(one.c.debtor_id == bindparam("debtor_id")).label(one.name) for one in _TABLES))


def present(connection: Connection, debtor_id: int) -> frozenset[str]:
    """Give the names of the tables that hold something of a debtor."""
    found = connection.execute(_PRESENT, {"debtor_id": debtor_id}).one()
    return frozenset(one.name for one, there in zip(_TABLES, found, strict=True) if there)
