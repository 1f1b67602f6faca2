"""What the team arranges among themselves: absences, questions to sales people, the welcome given once."""

from sqlalchemy import CheckConstraint, Column, Date, Index, String, UniqueConstraint

from storage.tables.base import key, ref, table, words
from storage.types import Instant

absences = table(
    "absences",
    key(),
    Column("absent", String(32), nullable=False),
    Column("stand_in", String(32), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    Column("set_at", Instant, nullable=False),
    Column("set_by", String(32), nullable=False),
    Column("begun_at", Instant),  # each debtor's thread was told of it
    Column("cancelled_at", Instant),
    CheckConstraint("last_on >= first_on", name="dates"),
    CheckConstraint("absent <> stand_in", name="stand_in"),
    Index("ix_absences_absent", "absent"),
    Index("ix_absences_stand_in", "stand_in"),
)

sales_asks = table(
    "sales_asks",
    key(),
    ref("debtor_id", "debtors"),
    Column("salesperson", String(32), nullable=False),
    Column("asked_on", Date, nullable=False),
    Column("asked_at", Instant, nullable=False),
    Column("asked_by", String(32), nullable=False),
    words("answer", 32),
    Column("answered_on", Date),
    Column("answered_at", Instant),
    UniqueConstraint("debtor_id", "asked_on", "salesperson"),
)

greeted = table(
    "greeted",
    Column("user_id", String(32), primary_key=True),
    Column("at", Instant, nullable=False),
)
