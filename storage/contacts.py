"""Contacts in SQL: a row that was removed stays, so that no ledger brings it back."""

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.acts import Act
from domain.contacts import ContactGone
from domain.debtors import Contact
from storage.keys import new_id
from storage.tables import contacts

_SAID = ("name", "role", "email", "phone", "can_unblock", "checked_on")
_OF = (
    select(contacts.c.id, *(contacts.c[name] for name in _SAID))
    .where(contacts.c.debtor_id == bindparam("debtor_id"), contacts.c.removed_on.is_(None))
    .order_by(contacts.c.can_unblock.desc(), contacts.c.name, contacts.c.id)
)
_ONE = _OF.where(contacts.c.id == bindparam("id"))


class SqlContacts:
    """Contacts to add, to change and to remove; see `domain.contacts.Contacts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, debtor_id: int, contact_id: int) -> Contact:
        """Load a contact of a debtor; raise `ContactGone`."""
        row = self._connection.execute(_ONE, {"debtor_id": debtor_id, "id": contact_id}).first()
        if row is None:
            raise ContactGone
        return Contact(*row)

    def like(self, debtor_id: int, contact: Contact) -> tuple[int, bool] | None:
        """Find another contact of that name and e-mail: its id, and whether it stands or was removed."""
        same = select(contacts.c.id, contacts.c.removed_on.is_(None)).where(
            contacts.c.debtor_id == debtor_id,
            contacts.c.name == contact.name,
            contacts.c.email == contact.email,
            contacts.c.id != contact.id,
        )
        row = self._connection.execute(same).first()
        return (row[0], bool(row[1])) if row else None

    def add(self, debtor_id: int, contact: Contact) -> int:
        """Store a contact, give its id."""
        return new_id(self._connection.execute(insert(contacts).values(debtor_id=debtor_id, **_values(contact))))

    def keep(self, contact: Contact) -> None:
        """Store a changed contact, which stands again if it was removed."""
        changed = update(contacts).where(contacts.c.id == contact.id)
        self._connection.execute(changed.values(removed_on=None, **_values(contact)))

    def remove(self, contact_id: int, act: Act) -> None:
        """Take a contact away; no ledger brings it back."""
        self._connection.execute(update(contacts).where(contacts.c.id == contact_id).values(removed_on=act.today))


def read_contacts(connection: Connection, debtor_id: int) -> tuple[Contact, ...]:
    """Read a debtor's contacts, the one able to unblock payment first."""
    return tuple(Contact(*row) for row in connection.execute(_OF, {"debtor_id": debtor_id}))


def _values(contact: Contact) -> dict[str, object]:
    return {name: getattr(contact, name) for name in _SAID}
