"""Debtors, their contacts, what secures and endangers them."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
    text,
)

from storage.tables.base import cents, key, ref, table, words

debtors = table(
    "debtors",
    key(),
    Column("code", String(64), nullable=False, unique=True),
    Column("name", String(255), nullable=False),
    Column("sought", String(255), nullable=False, index=True),  # the name as it is searched
    Column("kind", String(16), nullable=False, server_default="business"),
    words("siren", 9),
    words("siret", 14),
    words("vat", 16),
    words("profile", 32),
    words("scenario", 64),
    words("owner", 32),
    Column("snoozed_until", Date),
    words("snooze_reason", 300),
    words("snoozed_by", 32),
    Column("next_call_on", Date),
    words("next_call_by", 32),
    Column("last_contact_on", Date),
    words("salesperson", 32),
    Column("no_contact_since", Date),  # not to be contacted while set, until the day of its end if it has one
    Column("no_contact_until", Date),
    words("no_contact_reason", 300),
    words("no_contact_by", 32),
    Column("insolvent_on", Date),  # the opening judgment, as the BODACC published it
    words("insolvent_by", 32),
    Column("insolvent_set_on", Date),  # when it was noted here
    Column("declared_on", Date),  # the claim was declared to the receiver
    Column("reclaimed_on", Date),  # the goods under retention of title were claimed
    Column("payment_sent_on", Date),  # said to be on its way: stops reminders until the day after
    Column("payment_sent_until", Date),
    words("payment_sent_by", 32),
    Column("credit_limit", BigInteger),
    Column("capital", BigInteger),
    Column("founded_year", BigInteger),
    words("health", 300),
    words("opinion", 300),
    Column("journal_seq", BigInteger, nullable=False, server_default="0"),
    words("journal_hash", 64),
    Column("version", BigInteger, nullable=False, server_default="1"),
    CheckConstraint("kind in ('business', 'public', 'consumer')", name="kind"),
    CheckConstraint("credit_limit >= 0", name="credit_limit"),
    Index("ix_debtors_next_call_on", "next_call_on", postgresql_where=text("next_call_on is not null")),
)

contacts = table(
    "contacts",
    key(),
    ref("debtor_id", "debtors"),
    Column("name", String(255), nullable=False),
    words("role", 64),
    words("email", 255),
    words("phone", 64),
    Column("can_unblock", Boolean, nullable=False, server_default=text("false")),
    Column("checked_on", Date),
    Column("removed_on", Date),  # by a person: a ledger that still names it does not bring it back
    words("ledger_name", 255),  # how the ledger that brought it names it, whatever people made of it since
    words("ledger_email", 255),
    UniqueConstraint("debtor_id", "name", "email"),
)

guarantees = table(
    "guarantees",
    key(),
    ref("debtor_id", "debtors"),
    Column("kind", String(32), nullable=False),
    cents("amount", default="0"),
    Column("currency", String(3), nullable=False),
    Column("ends_on", Date),
    Column("set_on", Date, nullable=False),
    Column("set_by", String(32), nullable=False),
    Column("removed_on", Date),
    CheckConstraint("amount >= 0", name="amount"),
    Index("ix_guarantees_debtor_id", "debtor_id"),
)

documents = table(
    "documents",
    key(),
    ref("debtor_id", "debtors"),
    ref("invoice_id", "invoices", optional=True),
    Column("kind", String(32), nullable=False),
    Column("name", String(255), nullable=False),
    Column("media_type", String(128), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("kept_on", Date, nullable=False),
    words("kept_by", 32),
    UniqueConstraint("debtor_id", "sha256"),
    CheckConstraint("size > 0", name="size"),
)
