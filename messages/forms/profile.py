"""« Profil »: how a client is reminded, who sells to them, whether they may be contacted, how they fare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from domain.debtors import DebtorKind
from domain.journal import JournalRow
from domain.policy import Policy
from domain.profiles import (
    LIMIT_CURRENCY,
    OLDEST_YEAR,
    TEXT_LIMIT,
    BanEndNotAfterToday,
    Profile,
    Sheet,
    YearOutOfRange,
    profile_of,
)
from domain.refusals import Refusal
from domain.typed_amounts import read_amount
from messages import labels, profile_notes, words
from messages.blocks import button, divider, option, plain_text, section
from messages.forms import fields, parts
from messages.forms.submitted import FormRefusal, Submitted, metadata, under_field
from messages.ids import Action, Callback
from messages.labels import PROFILE_FIELDS
from messages.refs import DebtRef
from messages.refusals import sentence
from messages.shown import Block
from messages.words import Mrkdwn, typed_amount

TITLE = "Profil"
CONTACTS, GUARANTEES = "Contacts…", "Garanties…"
_NONE = "-"
_REMOVE = "remove_salesperson"
_CHOICES = 95
_AMOUNT_MOST, _YEAR_MOST = 40, 4


@dataclass(frozen=True, slots=True)
class ProfileForm:
    """What was asked, and the debtor's last journal row when the form was drawn."""

    debtor_id: int
    profile: Profile
    seen: int


def view(
    sheet: Sheet,
    today: date,
    policy: Policy,
    *,
    unread: str = "",
    seen: int | None = None,
    typed: Profile | None = None,
    edits: Sequence[JournalRow] = (),
) -> dict[str, Any]:
    """Draw the form.

    `seen` keeps the row of an earlier drawing, whose fields keep what is typed in them. `edits` are what others changed
    while `typed` was being typed: their fields show the new state, the others what was typed.
    """
    at, shown = sheet.seen if seen is None else seen, _shown(profile_of(sheet.debtor, today), typed, edits)
    blocks = [
        *fields.not_read(unread),
        fields.about(sheet.debtor),
        *parts.meanwhile(edits, [_told(change) for row in edits for change in profile_notes.changes(row.payload)]),
        *_reminding(shown, policy, at),
        divider(),
        _over(_contacts(sheet), CONTACTS, Action.CONTACTS_OPEN, sheet),
        divider(),
        *_ban(shown, at),
        divider(),
        _over(_guarantees(sheet), GUARANTEES, Action.GUARANTEES_OPEN, sheet),
        *_risk(shown, at),
    ]
    carried = metadata(debtor=sheet.debtor.id, seen=at, salesperson=shown.salesperson)
    return fields.modal(Callback.PROFILE_SUBMIT, TITLE, blocks, carried)


def parse(submitted: dict[str, Any], today: date) -> ProfileForm | FormRefusal:
    """Read the form; raise `BadRef`."""
    given = Submitted(submitted, today)
    debtor_id, seen = given.debtor_id(), parts.count(given.carried(), "seen")
    reading = _Reading(given, seen)
    kind = given.choice(parts.block("kind", seen), DebtorKind)
    read = Profile(
        profile=reading.name("profile"),
        scenario=reading.name("scenario"),
        kind=kind or DebtorKind.BUSINESS,
        salesperson=reading.salesperson(),
        no_contact_reason=reading.text("no_contact_reason"),
        no_contact_until=given.day(parts.block("no_contact_until", seen), needed=False, past=BanEndNotAfterToday),
        credit_limit=reading.amount("credit_limit"),
        capital=reading.amount("capital"),
        founded_year=reading.year(today),
        health=reading.text("health"),
        opinion=reading.text("opinion"),
    )
    return given.refusal() if given.errors else ProfileForm(debtor_id, read, seen)


def errors(refusal: Refusal, seen: int) -> dict[str, str] | None:
    """Put a refusal under the field that explains it; None when none does."""
    return under_field(refusal, {name: parts.block(name, seen) for name in PROFILE_FIELDS})


def _shown(now: Profile, typed: Profile | None, edits: Sequence[JournalRow]) -> Profile:
    """Give what the form shows: what was typed, but where others changed it."""
    if typed is None:
        return now
    theirs = {str(one.get("field")) for row in edits for one in row.payload.get("changes") or ()}
    return replace(typed, **{name: getattr(now, name) for name in PROFILE_FIELDS if name in theirs})


def _told(change: Mapping[str, str]) -> str:
    return f"{change['label']}\N{NO-BREAK SPACE}: {change['before']} → {change['after']}"


def _reminding(shown: Profile, policy: Policy, seen: int) -> list[Block]:
    profiles = {_NONE: "Aucun profil"} | _named(policy.profiles, shown.profile, labels.profile)
    scenarios = {_NONE: "Celui du profil"} | _named(policy.scenarios, shown.scenario, str)
    people: Block = {"type": "users_select", "placeholder": plain_text("Choisir une personne")}
    if shown.salesperson:
        people["initial_user"] = shown.salesperson
    drawn = [
        _field("profile", fields.select(profiles, first=shown.profile or _NONE), seen),
        _field("scenario", fields.select(scenarios, first=shown.scenario or _NONE), seen),
        _field("kind", fields.select(labels.DEBTOR_KINDS, first=shown.kind), seen),
        _field("salesperson", people, seen, words.plain("profile.salesperson_hint")),
    ]
    if shown.salesperson:  # a person who was chosen cannot be unchosen in Slack
        boxes = {"type": "checkboxes", "options": [option("Oui", _REMOVE)]}
        drawn.append(fields.field(parts.block(_REMOVE, seen), "Retirer le commercial", boxes, optional=True))
    return drawn


def _named(known: Mapping[str, object], present: str, said: Any) -> dict[str, str]:  # noqa: ANN401 - a function of a name
    """Give the policy's names in words; the present one stays even when the policy no longer knows it."""
    names = list(dict.fromkeys([*([present] if present else []), *known]))[:_CHOICES]
    ordered = [name for name in known if name in names] + [name for name in names if name not in known]
    return {name: _capital(said(name)) for name in ordered}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _ban(shown: Profile, seen: int) -> list[Block]:
    reason = fields.text_input(shown.no_contact_reason, most=TEXT_LIMIT) | {"placeholder": plain_text("Motif")}
    return [
        _field("no_contact_reason", reason, seen, words.plain("profile.ban_hint")),
        _field("no_contact_until", fields.datepicker(shown.no_contact_until), seen),
    ]


def _risk(shown: Profile, seen: int) -> list[Block]:
    year = str(shown.founded_year or "")
    return [
        _field("credit_limit", _amount(shown.credit_limit), seen, words.plain("profile.limit_hint")),
        divider(),
        _field("capital", _amount(shown.capital), seen),
        _field("founded_year", fields.text_input(year, most=_YEAR_MOST), seen),
        _field("health", fields.text_input(shown.health, most=TEXT_LIMIT), seen, words.plain("profile.facts_hint")),
        _field("opinion", fields.text_input(shown.opinion, multiline=True, most=TEXT_LIMIT), seen),
    ]


def _field(name: str, element: Block, seen: int, hint: str = "") -> Block:
    return fields.field(parts.block(name, seen), PROFILE_FIELDS[name], element, optional=name != "kind", hint=hint)


def _amount(cents: int | None) -> Block:
    return fields.text_input("" if cents is None else typed_amount(cents), most=_AMOUNT_MOST)


def _over(said: Mrkdwn, label: str, action: Action, sheet: Sheet) -> Block:
    """Make a line that opens a window over the form."""
    return section(said, accessory=button(label, action, DebtRef(sheet.debtor.id).dump()), block_id=action)


def _contacts(sheet: Sheet) -> Mrkdwn:
    return words.say("profile.contacts", rows=sheet.contacts[:3], others=len(sheet.contacts) - 3)


def _guarantees(sheet: Sheet) -> Mrkdwn:
    rows, others = sheet.guarantees[:3], len(sheet.guarantees) - 3
    return words.say("profile.guarantees", rows=rows, others=others, labels=labels)


@dataclass
class _Reading:
    """The fields of a form drawn at a row of the journal."""

    given: Submitted
    seen: int

    def text(self, name: str) -> str:
        return self.given.text(parts.block(name, self.seen))

    def name(self, name: str) -> str:
        """Give a name of the policy, "" for none."""
        chosen = self.given.option(parts.block(name, self.seen))
        return "" if chosen in {None, _NONE} else str(chosen)

    def salesperson(self) -> str:
        """Give the person chosen; the box removes the one that was shown, not another one chosen since."""
        chosen = self.given.person(parts.block("salesperson", self.seen))
        removed = _REMOVE in self.given.options(parts.block(_REMOVE, self.seen))
        return "" if removed and chosen == self.given.carried().get("salesperson") else chosen

    def amount(self, name: str) -> int | None:
        """Give cents, None when left out."""
        typed, block = self.text(name), parts.block(name, self.seen)
        if not typed:
            return None
        found = read_amount(typed)
        if found is None:
            self.given.refuse(block, "form.amount_not_read")
            return None
        if found.currency not in {None, LIMIT_CURRENCY}:
            self.given.refuse(block, "profile.amount_in_euros")
            return None
        return found.cents

    def year(self, today: date) -> int | None:
        """Give a year, None when left out."""
        typed = self.text("founded_year")
        if not typed:
            return None
        if typed.isascii() and typed.isdecimal() and OLDEST_YEAR <= int(typed) <= today.year:
            return int(typed)
        self.given.errors[parts.block("founded_year", self.seen)] = sentence(YearOutOfRange())
        return None
