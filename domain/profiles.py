"""A debtor's profile: how this client is reminded, who sells to them, what they may owe, how they fare."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from typing import Any

from domain.acts import Act
from domain.debtors import Contact, Debtor, DebtorKind
from domain.edits import check_unseen
from domain.guarantees import Guarantee
from domain.journal import Event, Kind
from domain.policy import Policy
from domain.ports import OpenBook
from domain.refusals import DateInThePast, Refusal, TextMissing, TextTooLong

TEXT_LIMIT = 300
OLDEST_YEAR = 1800
LIMIT_CURRENCY = "EUR"
"""The currency of limits and capitals; what is owed in another one is never compared with them (RULES §2)."""


class ProfileUnknown(Refusal):
    """The policy has no such profile."""

    field = "profile"


class ScenarioUnknown(Refusal):
    """The policy has no such scenario."""

    field = "scenario"


class BanReasonMissing(TextMissing):
    """A ban on contacting says why."""

    field = "no_contact_reason"


class BanEndNotAfterToday(DateInThePast):
    """A ban on contacting ends after today, or it bans nothing."""

    field = "no_contact_until"


class YearOutOfRange(Refusal):
    """The year is before `OLDEST_YEAR` or to come."""

    field = "founded_year"


@dataclass(frozen=True, slots=True)
class Profile:
    """What « Profil » sets; `credit_limit` and `capital` in cents of `LIMIT_CURRENCY`.

    `profile` and `scenario` are names of the policy, "" for none; a ban on contacting holds when it has a reason, until
    the day before `no_contact_until` if it has an end.
    """

    profile: str = ""
    scenario: str = ""
    kind: DebtorKind = DebtorKind.BUSINESS
    salesperson: str = ""
    no_contact_reason: str = ""
    no_contact_until: date | None = None
    credit_limit: int | None = None
    capital: int | None = None
    founded_year: int | None = None
    health: str = ""
    opinion: str = ""


FIELDS = tuple(field.name for field in fields(Profile))
_TEXTS = ("no_contact_reason", "health", "opinion")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What « Profil » shows: the debtor, the contacts, the guarantees; `seen` counts the journal's rows so far."""

    debtor: Debtor
    contacts: tuple[Contact, ...]
    guarantees: tuple[Guarantee, ...]
    seen: int


def profile_of(debtor: Debtor, today: date) -> Profile:
    """Give a debtor's profile; a ban that is over is none."""
    profile = Profile(**{name: getattr(debtor, name) for name in FIELDS})
    if debtor.may_not_be_contacted(today):
        return profile
    return replace(profile, no_contact_reason="", no_contact_until=None)


def change_profile(open_book: OpenBook, act: Act, *, debtor_id: int, profile: Profile, seen: int) -> bool:
    """Change a debtor's profile; say False when nothing changed.

    `seen` is the debtor's last journal row when the form was drawn. Raise `UnknownDebtor`, `EditedMeanwhile`,
    `ProfileUnknown`, `ScenarioUnknown`, `BanReasonMissing`, `BanEndNotAfterToday`, `YearOutOfRange`, `TextTooLong`.
    """
    with open_book() as book:
        if not book.first_time(act):
            return True
        debtor = book.debtors.get(debtor_id)
        check_unseen(book, debtor_id, seen, {Kind.PROFILE_CHANGED})
        before = profile_of(debtor, act.today)
        _check(profile, before, book.policy, act.today)
        changes = _changes(before, profile)
        if changes:
            book.debtors.keep(_with(debtor, profile, act))
            book.tell(act, Event(Kind.PROFILE_CHANGED, debtor_id, {"changes": changes}))
    return bool(changes)


def set_profile(open_book: OpenBook, act: Act, *, debtor_id: int, profile: str) -> bool:
    """Set the profile alone; say False when it was that one already; raise `UnknownDebtor`, `ProfileUnknown`."""
    with open_book() as book:
        if not book.first_time(act):
            return True
        debtor = book.debtors.get(debtor_id)
        if profile not in book.policy.profiles:
            raise ProfileUnknown
        if debtor.profile == profile:
            return False
        changes = [{"field": "profile", "from": debtor.profile, "to": profile}]
        book.debtors.keep(replace(debtor, profile=profile))
        book.tell(act, Event(Kind.PROFILE_CHANGED, debtor_id, {"changes": changes}))
    return True


def _check(profile: Profile, before: Profile, policy: Policy, today: date) -> None:
    """Refuse what cannot be; what the policy no longer knows may stay, not come."""
    if profile.profile not in {"", before.profile, *policy.profiles}:
        raise ProfileUnknown
    if profile.scenario not in {"", before.scenario, *policy.scenarios}:
        raise ScenarioUnknown
    if profile.no_contact_until and not profile.no_contact_reason.strip():
        raise BanReasonMissing
    if profile.no_contact_until and profile.no_contact_until <= today:
        raise BanEndNotAfterToday
    if profile.founded_year is not None and not OLDEST_YEAR <= profile.founded_year <= today.year:
        raise YearOutOfRange
    if any(len(getattr(profile, name)) > TEXT_LIMIT for name in _TEXTS):
        raise TextTooLong(limit=TEXT_LIMIT)


def _changes(before: Profile, after: Profile) -> list[dict[str, Any]]:
    old, new = asdict(before), asdict(after)
    changed = (name for name in FIELDS if old[name] != new[name])
    return [{"field": name, "from": _plain(old[name]), "to": _plain(new[name])} for name in changed]


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _with(debtor: Debtor, profile: Profile, act: Act) -> Debtor:
    """Give the debtor the profile; a ban begins today unless it held already, and keeps who set it while unchanged."""
    changed = replace(debtor, **asdict(profile))
    if not profile.no_contact_reason:
        return replace(changed, no_contact_since=None, no_contact_by="")
    held = debtor.may_not_be_contacted(act.today)
    same = held and (debtor.no_contact_reason, debtor.no_contact_until) == (
        profile.no_contact_reason,
        profile.no_contact_until,
    )
    return replace(
        changed,
        no_contact_since=debtor.no_contact_since if held else act.today,
        no_contact_by=debtor.no_contact_by if same else act.by,
    )
