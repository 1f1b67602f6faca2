"""Debtors in SQL."""

from sqlalchemy import Connection, Row, bindparam, select, update

from domain.debtors import Debtor, DebtorKind
from domain.refusals import UnknownDebtor
from storage.tables import debtors

FIELDS = (
    "kind",
    "profile",
    "scenario",
    "owner",
    "snoozed_until",
    "snooze_reason",
    "snoozed_by",
    "next_call_on",
    "next_call_by",
    "last_contact_on",
    "salesperson",
    "no_contact_since",
    "no_contact_until",
    "no_contact_reason",
    "no_contact_by",
    "insolvent_on",
    "insolvent_by",
    "insolvent_set_on",
    "declared_on",
    "reclaimed_on",
    "payment_sent_on",
    "payment_sent_until",
    "payment_sent_by",
    "credit_limit",
    "capital",
    "founded_year",
    "health",
    "opinion",
)
COLUMNS = tuple(debtors.c[name] for name in ("id", "code", "name", "version", "siren", *FIELDS))
ONE = select(*COLUMNS).where(debtors.c.id == bindparam("id"))
_KEEP = update(debtors).where(debtors.c.id == bindparam("of")).values(version=debtors.c.version + 1)


class SqlDebtors:
    """Debtors to change; see `domain.ports.Debtors`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, debtor_id: int) -> Debtor:
        """Load and lock a debtor; raise `UnknownDebtor`."""
        row = self._connection.execute(ONE.with_for_update(key_share=True), {"id": debtor_id}).first()
        if row is None:
            raise UnknownDebtor
        return debtor_from(row)

    def keep(self, debtor: Debtor) -> None:
        """Store a changed debtor; it is locked by `get`, so its version only counts the changes."""
        values = {name: getattr(debtor, name) for name in FIELDS}
        self._connection.execute(_KEEP.values(**values), {"of": debtor.id})


def debtor_from(row: Row[tuple[object, ...]]) -> Debtor:
    """Make a debtor of a row of `COLUMNS`."""
    fields = row._mapping  # noqa: SLF001 - SQLAlchemy's public accessor
    return Debtor(**{**fields, "kind": DebtorKind(fields["kind"])})
