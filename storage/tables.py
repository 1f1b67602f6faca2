"""The tables: keys, checks and references live here, so that no program can store half a truth."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    text,
)

from storage.types import Instant, Payload

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *parts: Any) -> Table:  # noqa: ANN401 - columns and constraints, as SQLAlchemy types them
    return Table(name, metadata, *parts, sqlite_strict=True)


def _id() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=True)


def _ref(column: str, target: str, *, optional: bool = False) -> Column[int]:
    return Column(column, BigInteger, ForeignKey(f"{target}.id"), nullable=optional)


def _text(name: str, length: int) -> Column[str]:
    return Column(name, String(length), nullable=False, server_default="")


def _cents(name: str, *, default: str | None = None) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default=default)


debtors = _table(
    "debtors",
    _id(),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("sought", String(255), nullable=False, index=True),  # the name as it is searched
    Column("kind", String(16), nullable=False, server_default="business"),
    _text("siren", 9),
    _text("siret", 14),
    _text("vat", 16),
    _text("profile", 32),
    _text("scenario", 64),
    _text("owner", 32),
    Column("snoozed_until", Date),
    _text("snooze_reason", 300),
    _text("snoozed_by", 32),
    Column("next_call_on", Date),
    _text("next_call_by", 32),
    Column("last_contact_on", Date),
    Column("journal_seq", BigInteger, nullable=False, server_default="0"),
    _text("journal_hash", 64),
    Column("version", BigInteger, nullable=False, server_default="1"),
    CheckConstraint("kind in ('business', 'public', 'consumer')", name="kind"),
    Index("ix_debtors_next_call_on", "next_call_on", postgresql_where=text("next_call_on is not null")),
)

contacts = _table(
    "contacts",
    _id(),
    _ref("debtor_id", "debtors"),
    Column("name", String(255), nullable=False),
    _text("role", 64),
    _text("email", 255),
    _text("phone", 64),
    Column("can_unblock", Boolean, nullable=False, server_default=text("false")),
    Column("checked_on", Date),
    UniqueConstraint("debtor_id", "name", "email"),
)

invoices = _table(
    "invoices",
    _id(),
    _ref("debtor_id", "debtors"),
    Column("number", String(64), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("issued_on", Date),
    Column("currency", String(3), nullable=False),
    _cents("total"),
    _text("terms", 255),
    _text("order_ref", 64),
    UniqueConstraint("debtor_id", "number"),
    CheckConstraint("kind in ('invoice', 'credit_note', 'deposit')", name="kind"),
    CheckConstraint("total > 0", name="total"),
)

promises = _table(
    "promises",
    _id(),
    _ref("debtor_id", "debtors"),
    _cents("amount"),
    Column("currency", String(3), nullable=False),
    Column("promised_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("state", String(16), nullable=False, server_default="open"),
    Column("level", BigInteger, nullable=False),
    _ref("contact_id", "contacts", optional=True),
    _text("note", 3000),
    Column("given_on", Date, nullable=False),
    Column("given_at", Instant, nullable=False),
    Column("given_by", String(32), nullable=False),
    _cents("received", default="0"),
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

due_lines = _table(
    "due_lines",
    _id(),
    _ref("invoice_id", "invoices"),
    _ref("debtor_id", "debtors"),  # its invoice's, kept here so that a debtor's lines are one index away
    Column("rank", BigInteger, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("currency", String(3), nullable=False),
    _cents("amount"),
    Column("left", BigInteger, nullable=False),
    Column("level", BigInteger, nullable=False, server_default="0"),
    Column("reminded_on", Date),
    _text("scenario", 64),
    _ref("promise_id", "promises", optional=True),  # the open promise that freezes it: one at most
    UniqueConstraint("invoice_id", "rank"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint('"left" between 0 and amount', name="left"),
    CheckConstraint("level >= 0", name="level"),
    Index(
        "ix_due_lines_open",
        "debtor_id",
        "currency",
        "due_on",
        "left",
        "promise_id",
        sqlite_where=text('"left" > 0'),
        postgresql_where=text('"left" > 0'),
    ),
    Index("ix_due_lines_promise_id", "promise_id"),
)

promise_lines = _table(
    "promise_lines",
    Column("promise_id", BigInteger, ForeignKey("promises.id"), primary_key=True),
    Column("line_id", BigInteger, ForeignKey("due_lines.id"), primary_key=True),
    Index("ix_promise_lines_line_id", "line_id"),
)

payments = _table(
    "payments",
    _id(),
    _ref("debtor_id", "debtors", optional=True),  # money of an unknown payer is on nobody's account (RULES §12)
    _ref("invoice_id", "invoices", optional=True),  # the credit note itself, or the invoice a ledger states as paid
    Column("kind", String(16), nullable=False),
    Column("source", String(16), nullable=False),
    Column("source_key", String(160), unique=True),  # one movement is one, whatever file brings it
    _cents("amount"),
    _cents("unallocated"),
    Column("currency", String(3), nullable=False),
    Column("paid_on", Date, nullable=False),
    Column("counted_on", Date, nullable=False),  # paid_on, or the day it became known when the file gives none
    _text("method", 32),
    _text("reference", 64),
    _text("names", 64),  # the invoice it names: it is set against it as soon as it is known
    Column("recorded_at", Instant, nullable=False),
    Column("reversed_on", Date),
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

allocations = _table(
    "allocations",
    _id(),
    _ref("payment_id", "payments"),
    _ref("line_id", "due_lines"),
    _cents("amount"),
    Column("recorded_at", Instant, nullable=False),
    Column("reversed_at", Instant),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_allocations_line_id", "line_id"),
    Index("ix_allocations_payment_id", "payment_id"),
    Index("ix_allocations_recorded_at", "recorded_at"),
)

calls = _table(
    "calls",
    _id(),
    _ref("debtor_id", "debtors"),
    _ref("contact_id", "contacts", optional=True),
    Column("channel", String(16), nullable=False),
    Column("result", String(32), nullable=False),
    _text("note", 3000),
    Column("next_on", Date),
    Column("counts", Boolean, nullable=False),
    Column("made_on", Date, nullable=False),
    Column("made_by", String(32), nullable=False),
    Index("ix_calls_debtor_id", "debtor_id"),
)

snoozes = _table(
    "snoozes",
    _id(),
    _ref("debtor_id", "debtors"),
    Column("until", Date, nullable=False),
    _text("reason", 300),
    Column("set_on", Date, nullable=False),
    Column("set_by", String(32), nullable=False),
    Index("ix_snoozes_debtor_id", "debtor_id"),
)

journal = _table(
    "journal",
    _id(),
    _ref("debtor_id", "debtors"),
    Column("seq", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    _text("actor", 32),
    Column("kind", String(32), nullable=False),
    Column("payload", Payload, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    Column("tried_at", Instant),  # a post was begun: its outcome is looked up before it is repeated
    Column("announced_at", Instant),
    Column("ts", String(32)),
    UniqueConstraint("debtor_id", "seq"),
    Index("ix_journal_at_kind", "at", "kind"),
    Index(
        "ix_journal_waiting",
        "debtor_id",
        "seq",
        sqlite_where=text("announced_at is null"),
        postgresql_where=text("announced_at is null"),
    ),
)

places = _table(
    "places",
    Column("key", String(64), primary_key=True),
    _ref("debtor_id", "debtors", optional=True),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32)),
    Column("wanted", BigInteger, nullable=False, server_default="1"),  # counts what changed
    Column("drawn", BigInteger, nullable=False, server_default="0"),  # the count Slack shows
    Column("tried_at", Instant),
    Column("lease_by", String(64)),
    Column("lease_until", Instant),
    Column("retry_at", Instant),
    Column("failures", BigInteger, nullable=False, server_default="0"),
    _text("failure", 64),
    Column("created_at", Instant, nullable=False),
    Index("ix_places_channel_ts", "channel", "ts", unique=True),
    Index(
        "ix_places_stale",
        "key",
        sqlite_where=text("wanted > drawn"),
        postgresql_where=text("wanted > drawn"),
    ),
)

paces = _table(
    "paces",
    Column("name", String(64), primary_key=True),
    Column("next_at", Instant, nullable=False),
)

inbox = _table(
    "inbox",
    Column("key", String(160), primary_key=True),
    Column("at", Instant, nullable=False),
)

runs = _table(
    "runs",
    Column("job", String(32), primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("lease_by", String(64), nullable=False),
    Column("lease_until", Instant, nullable=False),
    Column("done_at", Instant),
)

imports = _table(
    "imports",
    _id(),
    Column("file_name", String(255), nullable=False),
    Column("file_hash", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("at", Instant, nullable=False),
    _text("by", 32),
    Column("added", BigInteger, nullable=False),
    Column("changed", BigInteger, nullable=False),
    Column("unchanged", BigInteger, nullable=False),
    Column("rejected", BigInteger, nullable=False),
    Column("refusals", Payload, nullable=False),
)
