"""The journal tells what happened to a debtor, in order; it is also what Slack has still to be told."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What a journal row tells; kinds are stored for years, so they are only added."""

    CALL_LOGGED = "call.logged"
    PROMISE_MADE = "promise.made"
    PROMISE_KEPT = "promise.kept"
    PROMISE_PARTLY_KEPT = "promise.partly_kept"
    PROMISE_BROKEN = "promise.broken"
    PROMISE_CANCELLED = "promise.cancelled"
    PLAN_REQUESTED = "plan.requested"
    PLAN_APPROVED = "plan.approved"
    PLAN_REFUSED = "plan.refused"
    PLAN_EXPIRED = "plan.expired"
    PLAN_CANCELLED = "plan.cancelled"
    PLAN_NOTICE = "plan.notice"
    PLAN_MISSED = "plan.missed"
    PLAN_CAUGHT_UP = "plan.caught_up"
    PLAN_MAINTAINED = "plan.maintained"
    PLAN_ENDED = "plan.ended"
    PLAN_COMPLETED = "plan.completed"
    PLAN_REOPENED = "plan.reopened"
    SNOOZE_SET = "snooze.set"
    OWNER_ASSIGNED = "owner.assigned"
    PROFILE_CHANGED = "profile.changed"
    CONTACT_ADDED = "contact.added"
    CONTACT_CHANGED = "contact.changed"
    CONTACT_REMOVED = "contact.removed"
    GUARANTEE_ADDED = "guarantee.added"
    GUARANTEE_CHANGED = "guarantee.changed"
    GUARANTEE_REMOVED = "guarantee.removed"
    SALES_ASKED = "sales.asked"
    SALES_ANSWERED = "sales.answered"
    ABSENCE_BEGUN = "absence.begun"
    ABSENCE_ENDED = "absence.ended"
    NOTE_KEPT = "note.kept"
    DOCUMENT_KEPT = "document.kept"
    REPLY_WRITTEN = "reply.written"
    REPLY_EDITED = "reply.edited"
    REPLY_DELETED = "reply.deleted"
    LEDGER_IMPORTED = "ledger.imported"
    PAYMENT_RECEIVED = "payment.received"
    PAYMENT_REVERSED = "payment.reversed"
    CREDIT_ALLOCATED = "credit.allocated"
    CREDIT_RELEASED = "credit.released"
    DEPOSIT_RECEIPT = "deposit.receipt"
    DISPUTE_OPENED = "dispute.opened"
    DISPUTE_FOUNDED = "dispute.founded"
    DISPUTE_UNFOUNDED = "dispute.unfounded"
    DISPUTE_SETTLED = "dispute.settled"
    INSOLVENCY_OPENED = "insolvency.opened"
    INSOLVENCY_CHANGED = "insolvency.changed"
    INSOLVENCY_LIFTED = "insolvency.lifted"


WRITTEN_IN_SLACK = frozenset({Kind.REPLY_WRITTEN, Kind.REPLY_EDITED, Kind.REPLY_DELETED})
"""Kinds that come from the thread itself: they are kept, never told again."""

NEEDS_A_THREAD = frozenset({Kind.LEDGER_IMPORTED})
"""Kinds told only where the debtor already has a thread: a first import must not open thousands of them."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a debtor. `payload` is plain JSON: ids, cents, ISO dates, texts."""

    kind: Kind
    debtor_id: int
    payload: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class JournalRow:
    """An event as it was written: `seq` counts the debtor's rows from 1."""

    id: int
    debtor_id: int
    seq: int
    at: datetime
    actor: str
    kind: Kind
    payload: Mapping[str, Any]


def digest_of(payload: Mapping[str, Any]) -> str:
    """Hash a payload: the chain holds this, so that a payload may be erased and the chain still verify (RULES §9)."""
    text = json.dumps(payload, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def link(before: str, *, debtor_id: int, seq: int, at: datetime, actor: str, kind: str, digest: str) -> str:
    """Hash a row with the hash of the debtor's row before it ("" for the first), so that none can be slipped in.

    The instant is hashed in UTC, whatever zone it was told in.
    """
    instant = at.astimezone(UTC).isoformat(timespec="microseconds")
    text = "\n".join((before, str(debtor_id), str(seq), instant, actor, kind, digest))
    return hashlib.sha256(text.encode()).hexdigest()
