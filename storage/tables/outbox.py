"""The journal, where it is told, and what is done only once."""

from sqlalchemy import BigInteger, Column, Index, String, UniqueConstraint, text

from storage.tables.base import key, ref, table, words
from storage.types import Instant, Payload

journal = table(
    "journal",
    key(),
    ref("debtor_id", "debtors"),
    Column("seq", BigInteger, nullable=False),
    Column("at", Instant, nullable=False),
    words("actor", 32),
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

places = table(
    "places",
    Column("key", String(64), primary_key=True),
    ref("debtor_id", "debtors", optional=True),
    Column("channel", String(32), nullable=False),
    Column("ts", String(32)),
    Column("wanted", BigInteger, nullable=False, server_default="1"),  # counts what changed
    Column("drawn", BigInteger, nullable=False, server_default="0"),  # the count Slack shows
    Column("tried_at", Instant),
    Column("lease_by", String(64)),
    Column("lease_until", Instant),
    Column("retry_at", Instant),
    Column("failures", BigInteger, nullable=False, server_default="0"),
    words("failure", 64),
    Column("created_at", Instant, nullable=False),
    Index("ix_places_channel_ts", "channel", "ts", unique=True),
    Index(
        "ix_places_stale",
        "key",
        sqlite_where=text("wanted > drawn"),
        postgresql_where=text("wanted > drawn"),
    ),
)

paces = table(
    "paces",
    Column("name", String(64), primary_key=True),
    Column("next_at", Instant, nullable=False),
)

inbox = table(
    "inbox",
    Column("key", String(160), primary_key=True),
    Column("at", Instant, nullable=False),
)

runs = table(
    "runs",
    Column("job", String(32), primary_key=True),
    Column("period", String(32), primary_key=True),
    Column("lease_by", String(64), nullable=False),
    Column("lease_until", Instant, nullable=False),
    Column("done_at", Instant),
)
