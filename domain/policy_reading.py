"""Reading a policy file strictly: the company's over the shipped one, every fault told at once, in French."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import time
from typing import Any

from domain.calendar import is_known_place
from domain.policy import (
    Company,
    Imputation,
    Mail,
    PenaltyRules,
    PlanRules,
    Policy,
    Progression,
    PromiseRules,
    Reminders,
    Role,
    Tier,
)
from domain.policy_scenarios import profiles_of, scenarios_of
from domain.policy_values import (
    Fault,
    PolicyError,
    Table,
    Unexpected,
    cents,
    choice,
    clock,
    flag,
    nothing_but,
    sums,
    text,
    whole,
)
from domain.priority import Weights

SECTIONS = ("company", "reminders", "mail", "scenarios", "profiles", "promises", "plans", "penalties", "priority")

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WHOLE_KEYS = frozenset({"tolerance", "minimum"})  # a table of sums is one value: written, it replaces the shipped one
_MORNING, _EVENING = time(9), time(18)


def read_policy(
    given: Mapping[str, Any], shipped: Mapping[str, Any], *, sections: tuple[str, ...] = SECTIONS
) -> Policy:
    """Read the company's policy over the shipped one, both as `tomllib` gives them; raise `PolicyError`.

    What a section or key leaves out comes from the shipped policy; lists and tables of sums replace it whole. Of the
    company's, only `sections` are read (a simulation reads reminders and scenarios alone).
    """
    faults: list[Fault] = []
    asked = {key: value for key, value in given.items() if key in sections or key not in SECTIONS}
    table = Table(_merged(shipped, asked), "", faults)
    scenarios = scenarios_of(table.table("scenarios"))
    policy = Policy(
        company=_company(table.table("company")),
        reminders=_reminders(table.table("reminders")),
        mail=_mail(table.table("mail")),
        scenarios=scenarios,
        profiles=profiles_of(table.table("profiles"), scenarios),
        promises=_promises(table.table("promises")),
        plans=_plans(table.table("plans")),
        penalties=_penalties(table.table("penalties")),
        priority=_priority(table.table("priority")),
    )
    table.done()
    if faults:
        raise PolicyError(faults)
    return policy


def _merged(shipped: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(shipped)
    for key, value in given.items():
        below = merged.get(key)
        both = isinstance(value, Mapping) and isinstance(below, Mapping) and key not in _WHOLE_KEYS
        merged[key] = _merged(below, value) if both and below is not None else value
    return merged


def _company(table: Table) -> Company:
    company = Company(
        name=table.take("name", text, ""),
        siren=table.take("siren", nothing_but(_is_siren, "un SIREN de 9 chiffres, à la clé exacte, est attendu"), ""),
        iban=table.take("iban", nothing_but(_is_iban, "un IBAN à la clé exacte est attendu"), ""),
        bic=table.take("bic", nothing_but(_is_bic, "un BIC de 8 ou 11 caractères est attendu"), ""),
        address=table.take("address", text, ""),
        email=table.take("email", nothing_but(_is_email, "une adresse e-mail est attendue"), ""),
        phone=table.take("phone", text, ""),
    )
    table.done()
    return company


def _is_siren(typed: str) -> bool:
    doubled = [int(sign) * (1 + rank % 2) for rank, sign in enumerate(reversed(typed)) if sign in "0123456789"]
    return len(typed) == len(doubled) == 9 and sum(digit // 10 + digit % 10 for digit in doubled) % 10 == 0  # noqa: PLR2004 -- Luhn's key over 9 digits


def _is_iban(typed: str) -> bool:
    if not re.fullmatch(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", typed):
        return False
    return int("".join(str(int(sign, 36)) for sign in typed[4:] + typed[:4])) % 97 == 1


def _is_bic(typed: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?", typed))


def _is_email(typed: str) -> bool:
    return bool(re.fullmatch(r"[^@<>,;]+@[^@<>,;.]+(?:\.[^@<>,;.]+)+", typed))


def _reminders(table: Table) -> Reminders:
    known_place = nothing_but(is_known_place, 'FR ou une subdivision telle que "FR-57" est attendu')
    reminders = Reminders(
        min_contact_days=table.take("min_contact_days", whole(0, 365), 0),
        working_days_only=table.take("working_days_only", flag, default=True),
        holidays=table.take("holidays", known_place, "FR") or "FR",
        tolerance=table.take("tolerance", sums, {}),
        minimum=table.take("minimum", sums, {}),
        progression=table.take("progression", choice(Progression), Progression.SEQUENTIAL),
        payment_sent_days=table.take("payment_sent_days", whole(0, 60), 0),
    )
    table.done()
    return reminders


def _mail(table: Table) -> Mail:
    mail = Mail(table.take("days", _weekdays, ()), table.take("hours", _hours, (_MORNING, _EVENING)))
    table.done()
    return mail


def _weekdays(value: object) -> tuple[int, ...]:
    if not isinstance(value, list) or not value or not all(day in _WEEKDAYS for day in value):
        raise Unexpected(f"une liste de jours est attendue, parmi {', '.join(_WEEKDAYS)}")
    return tuple(sorted({_WEEKDAYS.index(day) for day in value}))


def _hours(value: object) -> tuple[time, time]:
    wanted = Unexpected('deux heures croissantes sont attendues, telles que ["09:00", "18:00"]')
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004 -- from, to
        raise wanted
    start, end = (clock(each) for each in value)
    if start >= end:
        raise wanted
    return start, end


def _promises(table: Table) -> PromiseRules:
    rules = PromiseRules(table.take("tolerance_days", whole(0, 90), 0), table.take("horizon_days", whole(1, 730), 1))
    table.done()
    return rules


def _plans(table: Table) -> PlanRules:
    rules = PlanRules(
        max_installments=table.take("max_installments", whole(1, 120), 1),
        missed_after_days=table.take("missed_after_days", whole(0, 90), 0),
        approval=tuple(_tier(row) for row in table.rows("approval")),
    )
    table.done()
    return rules


def _tier(row: Table) -> Tier:
    tier = Tier(
        by=row.need("by", choice(Role), Role.ADMIN),
        up_to=row.take("up_to", cents, None),
        installments=row.take("installments", whole(1, 120), None),
    )
    row.done()
    return tier


def _penalties(table: Table) -> PenaltyRules:
    rules = PenaltyRules(table.take("imputation", choice(Imputation), Imputation.PRINCIPAL_FIRST))
    table.done()
    return rules


def _priority(table: Table) -> Weights:
    shipped, point = Weights(), whole(-10_000, 10_000)
    names = [each.name for each in fields(Weights)]
    weights = Weights(**{name: table.take(name, point, getattr(shipped, name)) for name in names})
    table.done()
    return weights
