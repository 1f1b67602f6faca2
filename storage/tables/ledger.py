"""Accounting: invoices, their due lines, the money that came and what it was set against."""

from sqlalchemy import BigInteger, CheckConstraint, Column, Date, Index, String, UniqueConstraint, text

from storage.tables.base import cents, key, ref, table, words
from storage.types import Instant, Payload

invoices = table(
    "invoices",
    key(),
    ref("debtor_id", "debtors"),
    Column("number", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("issued_on", Date),
    Column("currency", String(3), nullable=False),
    cents("total"),
    words("terms", 255),
    words("order_ref", 64),
    UniqueConstraint("debtor_id", "number"),
    CheckConstraint("kind in ('invoice', 'credit_note', 'deposit')", name="kind"),
    CheckConstraint("total > 0", name="total"),
)

due_lines = table(
    "due_lines",
    key(),
    ref("invoice_id", "invoices"),
    ref("debtor_id", "debtors"),  # its invoice's, kept here so that a debtor's lines are one index away
    Column("rank", BigInteger, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("currency", String(3), nullable=False),
    cents("amount"),
    Column("left", BigInteger, nullable=False),
    Column("level", BigInteger, nullable=False, server_default="0"),
    Column("reminded_on", Date),
    words("scenario", 64),
    ref("promise_id", "promises", optional=True),  # the open promise that freezes it: one at most
    ref("plan_id", "plans", optional=True),  # the requested or active plan that freezes it
    cents("disputed", default="0"),  # the part that open disputes freeze; it may exceed what is left
    UniqueConstraint("invoice_id", "rank"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint('"left" between 0 and amount', name="left"),
    CheckConstraint("disputed >= 0", name="disputed"),
    CheckConstraint("level >= 0", name="level"),
    Index(
        "ix_due_lines_open",
        "debtor_id",
        "currency",
        "due_on",
        "left",
        "promise_id",
        "plan_id",
        "disputed",
        sqlite_where=text('"left" > 0'),
        postgresql_where=text('"left" > 0'),
    ),
    Index("ix_due_lines_promise_id", "promise_id"),
    Index("ix_due_lines_plan_id", "plan_id"),
)

payments = table(
    "payments",
    key(),
    ref("debtor_id", "debtors", optional=True),  # money of an unknown payer is on nobody's account (RULES §12)
    ref("invoice_id", "invoices", optional=True),  # the credit note itself, or the invoice a ledger states as paid
    Column("kind", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("source_key", String(160), unique=True),  # one movement is one, whatever file brings it
    cents("amount"),
    cents("unallocated"),
    Column("currency", String(3), nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("counted_on", Date, nullable=False),  # paid_on, or the day it became known when the file gives none
    words("method", 32),
    words("reference", 64),
    words("names", 64),  # the invoice it names: it is set against it as soon as it is known
    Column("recorded_at", Instant, nullable=False),
    words("recorded_by", 32),
    Column("reversed_on", Date),
    words("reversed_by", 32),
    words("reversal", 300),
    CheckConstraint("kind in ('payment', 'credit_note')", name="kind"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("unallocated between 0 and amount", name="unallocated"),
    Index(
        "ix_payments_unallocated",
        "debtor_id",
        sqlite_where=text("unallocated > 0"),
        postgresql_where=text("unallocated > 0"),
    ),
    Index("ix_payments_debtor_id", "debtor_id"),
    Index("ix_payments_invoice_id", "invoice_id"),
)

allocations = table(
    "allocations",
    key(),
    ref("payment_id", "payments"),
    ref("line_id", "due_lines"),
    cents("amount"),
    Column("recorded_at", Instant, nullable=False),
    Column("reversed_at", Instant),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_allocations_line_id", "line_id"),
    Index("ix_allocations_payment_id", "payment_id"),
    Index("ix_allocations_recorded_at", "recorded_at"),
)

imports = table(
    "imports",
    key(),
    Column("file_name", String(255), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    words("by", 32),
    Column("added", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("unchanged", BigInteger, nullable=False),
    Column("rejected", BigInteger, nullable=False),
    Column("refusals", Payload, nullable=False),
)
