"""Files that people join, in SQL: what is wanted, what became of it, and the documents on the card."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, func, insert, select, update

from domain.acts import Act
from domain.documents import DocumentKind
from domain.proofs import FileNamed, NotKept, Outcome, ProofRow, WantedFile
from storage.keys import reserve
from storage.tables import debtors, documents, invoices, wanted_files

_WANTED = (
    select(
        wanted_files.c.id,
        wanted_files.c.debtor_id,
        wanted_files.c.batch,
        wanted_files.c.kind,
        wanted_files.c.invoice_id,
        func.coalesce(invoices.c.number, "").label("invoice"),
        wanted_files.c.file_id,
        wanted_files.c.name,
        wanted_files.c.asked_by,
        wanted_files.c.tries,
    )
    .join_from(wanted_files, invoices, isouter=True)
    .where(wanted_files.c.id == bindparam("id"))
)
_NOT_KEPT = (
    select(debtors.c.name.label("debtor"), wanted_files.c.name, wanted_files.c.outcome)
    .join_from(wanted_files, debtors)
    .where(wanted_files.c.batch == bindparam("batch"), wanted_files.c.outcome.not_in(("", Outcome.KEPT)))
    .order_by(wanted_files.c.id)
)
_ROWS = (
    select(
        documents.c.id,
        documents.c.kind,
        documents.c.name,
        func.coalesce(invoices.c.number, ""),
        documents.c.size,
        documents.c.kept_on,
        documents.c.kept_by,
    )
    .join_from(documents, invoices, documents.c.invoice_id == invoices.c.id, isouter=True)
    .where(documents.c.debtor_id == bindparam("debtor_id"))
    .order_by(documents.c.id.desc())
)


class SqlProofs:
    """Files that people want to join; see `domain.proofs.Proofs`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def invoices(self, debtor_id: int) -> Mapping[str, int]:
        """Give the ids of a debtor's invoices by number."""
        query = select(invoices.c.number, invoices.c.id).where(invoices.c.debtor_id == debtor_id)
        return {row.number: row.id for row in self._connection.execute(query)}

    def want(
        self, debtor_id: int, kind: DocumentKind, invoice_id: int | None, files: Sequence[FileNamed], act: Act
    ) -> None:
        """Ask for files."""
        ids = reserve(self._connection, wanted_files, len(files))
        asked = {
            "debtor_id": debtor_id,
            "invoice_id": invoice_id,
            "batch": ids[0],
            "kind": kind,
            "asked_by": act.by,
            "asked_at": act.at,
            "free_at": act.at,
        }
        rows = [
            {**asked, "id": key, "file_id": one.file_id, "name": one.name[:255]}
            for key, one in zip(ids, files, strict=True)
        ]
        self._connection.execute(insert(wanted_files), rows)

    def has(self, debtor_id: int, sha256: str) -> bool:
        """Say whether a debtor's documents hold that content."""
        same = select(documents.c.id).where(documents.c.debtor_id == debtor_id, documents.c.sha256 == sha256)
        return self._connection.execute(same).first() is not None

    def settle(self, wanted: WantedFile, name: str, outcome: Outcome, act: Act) -> bool:
        """Note what became of a file, under its last name; say False when that was noted already."""
        open_ = update(wanted_files).where(wanted_files.c.id == wanted.id, wanted_files.c.done_at.is_(None))
        settled = open_.values(done_at=act.at, outcome=outcome, name=name[:255])
        return self._connection.execute(settled).rowcount == 1


def read_wanted(connection: Connection, wanted_id: int) -> WantedFile:
    """Read a file to fetch."""
    row = connection.execute(_WANTED, {"id": wanted_id}).one()
    return WantedFile(**{**row._mapping, "kind": DocumentKind(row.kind)})  # noqa: SLF001 - its documented name


def read_not_kept(connection: Connection, batch: int) -> NotKept | None:
    """Read the files asked for together that were not kept; None when all were."""
    rows = connection.execute(_NOT_KEPT, {"batch": batch}).all()
    if not rows:
        return None
    return NotKept(rows[0].debtor, tuple((row.name, Outcome(row.outcome)) for row in rows))


def read_proofs(connection: Connection, debtor_id: int) -> tuple[ProofRow, ...]:
    """Read a debtor's documents without their content, the newest first."""
    found = connection.execute(_ROWS, {"debtor_id": debtor_id})
    return tuple(ProofRow(row[0], DocumentKind(row[1]), *row[2:]) for row in found)
