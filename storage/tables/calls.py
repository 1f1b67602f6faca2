"""What people did without more: calls, snoozes."""

from sqlalchemy import Boolean, Column, Date, Index, String

from storage.tables.base import key, ref, table, words

calls = table(
    "calls",
    key(),
    ref("debtor_id", "debtors"),
    ref("contact_id", "contacts", optional=True),
    Column("channel", String(16), nullable=False),
    Column("result", String(32), nullable=False),
    words("note", 3000),
    Column("next_on", Date),
    Column("counts", Boolean, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("made_by", String(32), nullable=False),
    Index("ix_calls_debtor_id", "debtor_id"),
)

snoozes = table(
    "snoozes",
    key(),
    ref("debtor_id", "debtors"),
    Column("until", Date, nullable=False),
    words("reason", 300),
    Column("set_on", Date, nullable=False),
    Column("set_by", String(32), nullable=False),
    Index("ix_snoozes_debtor_id", "debtor_id"),
)
