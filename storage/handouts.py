"""Documents to send to people, in SQL."""

from sqlalchemy import Connection, bindparam, insert, select

from domain.acts import Act
from domain.handouts import Handout
from storage.tables import debtors, documents, handouts

_HANDOUT = (
    select(
        handouts.c.id,
        handouts.c.document_id,
        debtors.c.name,
        handouts.c.asked_by,
        handouts.c.tried_at,
        handouts.c.tries,
    )
    .join_from(handouts, documents)
    .join(debtors, debtors.c.id == documents.c.debtor_id)
    .where(handouts.c.id == bindparam("id"))
)


class SqlHandouts:
    """Hand-outs to do; see `domain.handouts.Handouts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def name_of(self, debtor_id: int, document_id: int) -> str | None:
        """Give the name of a document of a debtor, None when it is not theirs."""
        theirs = select(documents.c.name).where(documents.c.id == document_id, documents.c.debtor_id == debtor_id)
        return self._connection.execute(theirs).scalar()

    def add(self, document_id: int, act: Act) -> None:
        """Ask that a document be sent to whoever acts."""
        asked = {"document_id": document_id, "asked_by": act.by, "asked_at": act.at, "free_at": act.at}
        self._connection.execute(insert(handouts).values(asked))


def read_handout(connection: Connection, handout_id: int) -> Handout:
    """Read a document to send."""
    return Handout(*connection.execute(_HANDOUT, {"id": handout_id}).one())
