"""Promises to pay and the lines they freeze."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, ForeignKey, Index, String, text

from storage.tables.base import cents, key, ref, table, words
from storage.types import Instant

promises = table(
    "promises",
    key(),
    ref("debtor_id", "debtors"),
    cents("amount"),
    Column("currency", String(3), nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("state", String(16), nullable=False, server_default="open"),
    Column("level", BigInteger, nullable=False),
    ref("contact_id", "contacts", optional=True),
    words("note", 3000),
    Column("given_on", Date, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("given_by", String(32), nullable=False),
    cents("received", default="0"),
    Column("judged_at", Instant),
    Column("moved", Boolean, nullable=False, server_default=text("false")),  # its money moved since it was judged
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("received between 0 and amount", name="received"),
    CheckConstraint(
        "state in ('open', 'kept', 'partly_kept', 'broken', 'cancelled', 'replaced')",
        name="state",
    ),
    Index("ix_promises_debtor_id", "debtor_id"),
    Index(
        "ix_promises_to_judge",
        "state",
        sqlite_where=text("state = 'open' or moved"),
        postgresql_where=text("state = 'open' or moved"),
    ),
)

promise_lines = table(
    "promise_lines",
    Column("promise_id", BigInteger, ForeignKey("promises.id"), primary_key=True),
    Column("line_id", BigInteger, ForeignKey("due_lines.id"), primary_key=True),
    Index("ix_promise_lines_line_id", "line_id"),
)
