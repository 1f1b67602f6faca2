"""Plans to pay in instalments, what was decided of them, and disputes."""

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Column, Date, ForeignKey, Index, String, text

from storage.tables.base import cents, key, ref, table, words
from storage.types import Instant

plans = table(
    "plans",
    key(),
    ref("debtor_id", "debtors"),
    Column("state", String(16), nullable=False, server_default="requested"),
    Column("currency", String(3), nullable=False),
    cents("principal"),  # what was left on its lines when it was asked for
    cents("penalties", default="0"),
    cents("down_payment", default="0"),
    Column("count", BigInteger, nullable=False),  # instalments, without the down payment
    Column("period", String(16), nullable=False),
    Column("first_on", Date, nullable=False),
    Column("acceleration", Boolean, nullable=False, server_default=text("false")),
    words("reason", 3000),
    Column("tier", String(16), nullable=False),  # who may decide, as the policy said when it was asked for
    Column("requested_on", Date, nullable=False),
    Column("requested_at", Instant, nullable=False),
    Column("requested_by", String(32), nullable=False),
    Column("expires_on", Date, nullable=False),
    Column("decided_on", Date),
    Column("decided_at", Instant),
    words("decided_by", 32),
    words("refusal", 3000),
    Column("defaulted_on", Date),
    Column("maintained_on", Date),  # the last default that a person let pass
    Column("ended_on", Date),
    Column("moved", Boolean, nullable=False, server_default=text("false")),  # its money moved since it was judged
    Column("version", BigInteger, nullable=False, server_default="1"),
    CheckConstraint("principal > 0", name="principal"),
    CheckConstraint("penalties >= 0", name="penalties"),
    CheckConstraint("down_payment between 0 and principal + penalties", name="down_payment"),
    CheckConstraint('"count" > 0', name="count"),
    CheckConstraint(
        "state in ('requested', 'active', 'refused', 'expired', 'completed', 'in_default', 'ended', 'cancelled')",
        name="state",
    ),
    Index("ix_plans_debtor_id", "debtor_id"),
    Index("ix_plans_state", "state"),
)

plan_lines = table(
    "plan_lines",
    Column("plan_id", BigInteger, ForeignKey("plans.id"), primary_key=True),
    Column("line_id", BigInteger, ForeignKey("due_lines.id"), primary_key=True),
    cents("amount"),  # what was left on it when the plan was asked for
    Index("ix_plan_lines_line_id", "line_id"),
)

instalments = table(
    "instalments",
    Column("plan_id", BigInteger, ForeignKey("plans.id"), primary_key=True),
    Column("rank", BigInteger, primary_key=True),  # 0 is the down payment
    Column("due_on", Date),  # the down payment has none until the plan is approved
    cents("amount"),
    cents("paid", default="0"),
    Column("noticed_on", Date),
    Column("missed_on", Date),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("paid between 0 and amount", name="paid"),
    Index("ix_instalments_due_on", "due_on"),
)

decisions = table(
    "decisions",
    key(),
    ref("plan_id", "plans"),
    Column("verdict", String(16), nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("decided_at", Instant, nullable=False),
    Column("decided_by", String(32), nullable=False),
    words("reason", 3000),
    CheckConstraint("verdict in ('approved', 'refused', 'maintained', 'ended')", name="verdict"),
    Index("ix_decisions_plan_id", "plan_id"),
)

disputes = table(
    "disputes",
    key(),
    ref("debtor_id", "debtors"),
    Column("state", String(16), nullable=False, server_default="open"),
    Column("reason", String(32), nullable=False),
    words("comment", 3000),
    Column("currency", String(3), nullable=False),
    cents("amount"),
    Column("opened_on", Date, nullable=False),
    Column("opened_at", Instant, nullable=False),
    Column("opened_by", String(32), nullable=False),
    Column("closed_on", Date),
    words("closed_by", 32),
    Column("settled_at", Instant),  # its credit note had covered it by then
    Column("version", BigInteger, nullable=False, server_default="1"),
    CheckConstraint("amount > 0", name="amount"),
    CheckConstraint("state in ('open', 'founded', 'unfounded', 'settled')", name="state"),
    Index("ix_disputes_debtor_id", "debtor_id"),
    Index(
        "ix_disputes_freezing",
        "state",
        sqlite_where=text("state in ('open', 'founded')"),
        postgresql_where=text("state in ('open', 'founded')"),
    ),
)

dispute_lines = table(
    "dispute_lines",
    Column("dispute_id", BigInteger, ForeignKey("disputes.id"), primary_key=True),
    Column("line_id", BigInteger, ForeignKey("due_lines.id"), primary_key=True),
    cents("amount"),
    CheckConstraint("amount > 0", name="amount"),
    Index("ix_dispute_lines_line_id", "line_id"),
)
