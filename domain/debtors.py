"""A debtor is a client who owes: who they are, who follows them, and what holds their reminders back."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DebtorKind(StrEnum):
    """What the law sees in the debtor; penalties and prescription follow from it (RULES §6, §7)."""

    BUSINESS = "business"
    PUBLIC = "public"
    CONSUMER = "consumer"


@dataclass(frozen=True, slots=True)
class Debtor:
    """A debtor as acts see it. `owner` is a Slack user id or ""; a snooze ends on the day `snoozed_until`."""

    id: int
    code: str
    name: str
    version: int
    kind: DebtorKind = DebtorKind.BUSINESS
    siren: str = ""
    profile: str = ""
    scenario: str = ""
    owner: str = ""
    snoozed_until: date | None = None
    snooze_reason: str = ""
    snoozed_by: str = ""
    next_call_on: date | None = None
    next_call_by: str = ""
    last_contact_on: date | None = None


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at the debtor's; `can_unblock` marks the one able to unblock payment."""

    id: int
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    can_unblock: bool = False
