"""Guarantees in SQL: what was removed is kept, with the day."""

from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.acts import Act
from domain.guarantees import Guarantee, GuaranteeGone, GuaranteeKind
from domain.money import Money
from storage.keys import new_id
from storage.tables import guarantees

_OF = (
    select(guarantees)
    .where(guarantees.c.debtor_id == bindparam("debtor_id"), guarantees.c.removed_on.is_(None))
    .order_by(guarantees.c.ends_on.is_(None), guarantees.c.ends_on, guarantees.c.id)
)
_ONE = _OF.where(guarantees.c.id == bindparam("id"))


class SqlGuarantees:
    """Guarantees to set, to change and to remove; see `domain.guarantees.Guarantees`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, debtor_id: int, guarantee_id: int) -> Guarantee:
        """Load a guarantee of a debtor; raise `GuaranteeGone`."""
        row = self._connection.execute(_ONE, {"debtor_id": debtor_id, "id": guarantee_id}).first()
        if row is None:
            raise GuaranteeGone
        return _guarantee(row)

    def add(self, debtor_id: int, guarantee: Guarantee, act: Act) -> int:
        """Store a guarantee, give its id."""
        added = insert(guarantees).values(debtor_id=debtor_id, **_values(guarantee, act))
        return new_id(self._connection.execute(added))

    def keep(self, guarantee: Guarantee, act: Act) -> None:
        """Store a changed guarantee."""
        changed = update(guarantees).where(guarantees.c.id == guarantee.id)
        self._connection.execute(changed.values(**_values(guarantee, act)))

    def remove(self, guarantee_id: int, act: Act) -> None:
        """Take a guarantee away; what it was is kept."""
        gone = update(guarantees).where(guarantees.c.id == guarantee_id)
        self._connection.execute(gone.values(removed_on=act.today))


def read_guarantees(connection: Connection, debtor_id: int) -> tuple[Guarantee, ...]:
    """Read a debtor's guarantees, the one that ends first at the top."""
    return tuple(_guarantee(row) for row in connection.execute(_OF, {"debtor_id": debtor_id}))


def _guarantee(row: Any) -> Guarantee:  # noqa: ANN401 - a row of `guarantees`
    return Guarantee(row.id, GuaranteeKind(row.kind), Money(row.amount, row.currency), row.ends_on)


def _values(guarantee: Guarantee, act: Act) -> dict[str, object]:
    return {
        "kind": guarantee.kind,
        "amount": guarantee.amount.cents,
        "currency": guarantee.amount.currency,
        "ends_on": guarantee.ends_on,
        "set_on": act.today,
        "set_by": act.by,
    }
