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
    """A debtor as acts see it. `owner` and `salesperson` are Slack user ids or ""; `credit_limit`, `capital` in cents.

    A snooze ends on the day `snoozed_until`, a ban on contacting on `no_contact_until` when it has an end.
    `insolvent_on` is the day the BODACC published the opening judgment, `declared_on` and `reclaimed_on` the days on
    which the claim was declared and the goods claimed. A payment said to be on its way holds until the day
    before `payment_sent_until`.
    """

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
    salesperson: str = ""
    no_contact_since: date | None = None
    no_contact_until: date | None = None
    no_contact_reason: str = ""
    no_contact_by: str = ""
    insolvent_on: date | None = None
    insolvent_by: str = ""
    insolvent_set_on: date | None = None
    declared_on: date | None = None
    reclaimed_on: date | None = None
    payment_sent_on: date | None = None
    payment_sent_until: date | None = None
    payment_sent_by: str = ""
    credit_limit: int | None = None
    capital: int | None = None
    founded_year: int | None = None
    health: str = ""
    opinion: str = ""

    def may_not_be_contacted(self, today: date) -> bool:
        """Say whether a ban on contacting holds: until the day before its end."""
        if self.no_contact_since is None:
            return False
        return self.no_contact_until is None or today < self.no_contact_until


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at the debtor's; `can_unblock` marks the one able to unblock payment.

    `checked_on` is when somebody last made sure of it.
    """

    id: int
    name: str
    role: str = ""
    email: str = ""
    phone: str = ""
    can_unblock: bool = False
    checked_on: date | None = None
