"""The profile sheet in SQL: the debtor, the contacts and the guarantees, all of one instant."""

from sqlalchemy import Connection, select

from domain.debtors import Debtor
from domain.profiles import Sheet
from storage.contacts import read_contacts
from storage.guarantees import read_guarantees
from storage.tables import debtors


def read_sheet(connection: Connection, debtor: Debtor) -> Sheet:
    """Read what « Profil » shows of a debtor."""
    seen = connection.execute(select(debtors.c.journal_seq).where(debtors.c.id == debtor.id)).scalar_one()
    return Sheet(debtor, read_contacts(connection, debtor.id), read_guarantees(connection, debtor.id), seen)
