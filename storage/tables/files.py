"""Files on their way: those to fetch from Slack, and documents to send to a person."""

from sqlalchemy import BigInteger, Column, Index, String, Table, text

from storage.tables.base import key, ref, table, words
from storage.types import Instant


def _waiting(name: str) -> Index:
    """Index what is still to do."""
    return Index(
        f"ix_{name}_waiting", "free_at", sqlite_where=text("done_at is null"), postgresql_where=text("done_at is null")
    )


def _errand(name: str, *parts: Column[int] | Column[str]) -> Table:
    """Make a table of work for one worker at a time: free from `free_at` on, done once `done_at` is set."""
    return table(
        name,
        key(),
        *parts,
        Column("asked_by", String(32), nullable=False),
        Column("asked_at", Instant, nullable=False),
        Column("free_at", Instant, nullable=False),  # the end of a lease, or when what failed is tried again
        Column("tries", BigInteger, nullable=False, server_default="0"),
        Column("tried_at", Instant),  # it was begun: its outcome is looked up before it is repeated
        Column("done_at", Instant),
        words("outcome", 16),
        _waiting(name),
    )


wanted_files = _errand(
    "wanted_files",
    ref("debtor_id", "debtors"),
    ref("invoice_id", "invoices", optional=True),
    Column("batch", BigInteger, nullable=False, index=True),  # the first of those asked for together
    Column("kind", String(32), nullable=False),
    Column("file_id", String(64), nullable=False),
    Column("name", String(255), nullable=False),
)

handouts = _errand("handouts", ref("document_id", "documents"))
