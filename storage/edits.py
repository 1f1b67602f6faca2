"""What the journal tells of a debtor's edits, for whoever edits the same thing a moment later."""

from collections.abc import Collection, Sequence

from sqlalchemy import Connection, select

from domain.journal import JournalRow, Kind
from storage.journal import row_from
from storage.tables import journal


class SqlEdits:
    """Edits told in the journal; see `domain.edits.Edits`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def since(self, debtor_id: int, seen: int, kinds: Collection[Kind]) -> Sequence[JournalRow]:
        """Give the debtor's rows of those kinds after the `seen`-th, the oldest first."""
        after = select(journal).where(journal.c.debtor_id == debtor_id, journal.c.seq > seen, journal.c.kind.in_(kinds))
        found = self._connection.execute(after.order_by(journal.c.seq))
        return [row_from(row) for row in found]
