"""How this company collects: the policy file of INTERFACE §6 as values that never change while the program runs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from functools import cached_property

from domain.calendar import Calendar
from domain.priority import Weights

DEFAULT_SCENARIO = "standard"
CONSUMER_PROFILE = "particulier"
FORMAL_NOTICE = "mise_en_demeure"
PROFILES = (
    *("bon_payeur", "etourdi", "nouveau", "grand_compte"),
    *("en_difficulte", "recalcitrant", "administration", CONSUMER_PROFILE),
)


class Progression(StrEnum):
    """How a line climbs its scenario (RULES §3)."""

    SEQUENTIAL = "sequential"
    CONTEXTUAL = "contextual"


class When(StrEnum):
    """From what a level's days are counted."""

    DUE = "due"
    END_OF_MONTH = "end_of_month"
    PREVIOUS = "previous"


class Channel(StrEnum):
    """How a level reaches the debtor, the most formal first (RULES §3)."""

    HANDOVER = "handover"
    REGISTERED_LETTER = "registered_letter"
    LETTER = "letter"
    EMAIL = "email"
    VISIT = "visit"
    CALL = "call"

    @property
    def written(self) -> bool:
        """Tell whether a text goes out, so that the level has a template."""
        return self in {Channel.EMAIL, Channel.LETTER, Channel.REGISTERED_LETTER}

    @property
    def formality(self) -> int:
        """Give the rank of the channel: 0 is the most formal."""
        return list(Channel).index(self)


class Role(StrEnum):
    """Who decides a plan, from the least to the most."""

    COLLECTOR = "collector"
    APPROVER = "approver"
    ADMIN = "admin"


class Imputation(StrEnum):
    """What a payment lowers first (C. civ. 1343-1); both orders are always shown."""

    PRINCIPAL_FIRST = "principal_first"
    INTEREST_FIRST = "interest_first"


@dataclass(frozen=True)
class Company:
    """Name the creditor, as printed on letters and mails; "" is not given."""

    name: str = ""
    siren: str = ""
    iban: str = ""
    bic: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""

    @property
    def is_set(self) -> bool:
        """Tell whether something may be sent or printed in the company's name."""
        return bool(self.name)


@dataclass(frozen=True)
class Level:
    """Hold one step of a scenario; `days` is negative for a pre-reminder, `role` the contact's when one is named."""

    name: str
    days: int
    when: When = When.DUE
    channel: Channel = Channel.EMAIL
    template: str = ""
    penalties: bool = False
    approval: bool = False
    auto: bool = False
    role: str = ""

    @property
    def is_formal_notice(self) -> bool:
        """Tell whether this is a « mise en demeure »: by registered letter, or by its template."""
        return self.channel is Channel.REGISTERED_LETTER or self.template.startswith(FORMAL_NOTICE)

    @property
    def needs_approval(self) -> bool:
        """Tell whether somebody else must approve: as the policy says, always a formal notice and a handover."""
        return self.approval or self.is_formal_notice or self.channel is Channel.HANDOVER

    @cached_property
    def is_pre_reminder(self) -> bool:
        """Tell whether it is for lines not yet overdue."""
        return self.when is When.DUE and self.days < 0


@dataclass(frozen=True)
class Scenario:
    """Hold the levels a due line climbs, in order."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Reminders:
    """Say when and for how much debtors are reminded; sums are cents by currency.

    A payment said to be on its way holds reminders for `payment_sent_days` working days.
    """

    min_contact_days: int
    working_days_only: bool
    holidays: str
    tolerance: Mapping[str, int]
    minimum: Mapping[str, int]
    progression: Progression
    payment_sent_days: int = 5

    @cached_property
    def calendar(self) -> Calendar:
        """Give the working days of the company."""
        return Calendar(self.holidays, closed_days=self.working_days_only)

    def is_tolerated(self, left: int, currency: str) -> bool:
        """Tell whether a line is too small to be reminded: at or under the tolerance (cents)."""
        return left <= self.tolerance.get(currency, 0)

    def is_enough(self, total: int, currency: str) -> bool:
        """Tell whether a message is worth sending: at least the minimum (cents)."""
        return total >= self.minimum.get(currency, 0)


@dataclass(frozen=True)
class Mail:
    """Say when validated mails leave by themselves: weekdays (0 is Monday) and hours, the last one excluded."""

    days: tuple[int, ...]
    hours: tuple[time, time]

    def is_open(self, day: date, at: time) -> bool:
        """Tell whether mails may leave then, holidays aside."""
        return day.weekday() in self.days and self.hours[0] <= at < self.hours[1]


@dataclass(frozen=True)
class PromiseRules:
    """Bound promises: working days after the date before judging, days ahead at most."""

    tolerance_days: int
    horizon_days: int


@dataclass(frozen=True)
class Tier:
    """Say who decides plans up to a sum (cents) and a number of instalments; None is no limit."""

    by: Role
    up_to: int | None = None
    installments: int | None = None

    def fits(self, cents: int, installments: int) -> bool:
        """Tell whether a plan is within this tier; equality counts."""
        return (self.up_to is None or cents <= self.up_to) and (
            self.installments is None or installments <= self.installments
        )


@dataclass(frozen=True)
class PlanRules:
    """Bound plans, and say who decides them."""

    max_installments: int
    missed_after_days: int
    approval: tuple[Tier, ...]

    def decided_by(self, cents: int, installments: int) -> Role | None:
        """Give the role of the first tier that fits; None when none does."""
        return next((tier.by for tier in self.approval if tier.fits(cents, installments)), None)


@dataclass(frozen=True)
class PenaltyRules:
    """Say what payments lower first."""

    imputation: Imputation


@dataclass(frozen=True)
class Policy:
    """Hold the whole policy; `profiles` gives each profile its scenario's name."""

    company: Company
    reminders: Reminders
    mail: Mail
    scenarios: Mapping[str, Scenario]
    profiles: Mapping[str, str]
    promises: PromiseRules
    plans: PlanRules
    penalties: PenaltyRules
    priority: Weights = field(default_factory=Weights)

    def scenario(self, *, invoice: str = "", debtor: str = "", profile: str = "") -> Scenario | None:
        """Give the scenario in force: the invoice's, else the debtor's, else the profile's, else `standard`.

        A name the policy no longer knows gives None: the line has no scenario and waits for a person.
        """
        return self.scenarios.get(invoice or debtor or self.profiles.get(profile, "") or DEFAULT_SCENARIO)
