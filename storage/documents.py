"""Documents in SQL."""

from typing import Any

from sqlalchemy import Connection, select

from domain.acts import Act
from domain.documents import Document, DocumentKind
from storage.tables import documents
from storage.upserts import insert_into


class SqlDocuments:
    """Documents; see `domain.documents.Documents`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, document: Document, act: Act) -> int:
        """Store a document, give its id; one already kept with the debtor gives the id it has."""
        added = insert_into(self._connection, documents).values(
            debtor_id=document.debtor_id,
            invoice_id=document.invoice_id,
            kind=document.kind,
            name=document.name[:255],
            media_type=document.media_type[:128],
            size=len(document.content),
            sha256=document.sha256,
            content=document.content,
            kept_on=act.today,
            kept_by=act.by,
        )
        once = added.on_conflict_do_update(
            index_elements=["debtor_id", "sha256"], set_={"sha256": added.excluded.sha256}
        )
        document_id: int = self._connection.execute(once.returning(documents.c.id)).scalar_one()
        return document_id

    def get(self, document_id: int) -> Document:
        """Load a document; raise `LookupError`."""
        row = self._connection.execute(select(documents).where(documents.c.id == document_id)).first()
        if row is None:
            raise LookupError(document_id)
        return _document(row)

    def named(self, debtor_id: int, name: str) -> Document | None:
        """Load a debtor's document by its name, the first one kept; None without one."""
        same = select(documents).where(documents.c.debtor_id == debtor_id, documents.c.name == name)
        row = self._connection.execute(same.order_by(documents.c.id).limit(1)).first()
        return _document(row) if row else None


def _document(row: Any) -> Document:  # noqa: ANN401 - a row of `documents`
    kind = DocumentKind(row.kind)
    return Document(row.debtor_id, kind, row.name, row.media_type, bytes(row.content), row.invoice_id)
