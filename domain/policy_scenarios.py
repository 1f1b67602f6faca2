"""Reading the scenarios and profiles of a policy: what a level may be, and what no level may do."""

import re
from collections.abc import Mapping

from domain.policy import CONSUMER_PROFILE, PROFILES, Channel, Level, Scenario, When
from domain.policy_values import Fault, Table, Unexpected, choice, flag, one_of, text, whole

CONTACT_ROLES = ("comptabilité fournisseurs", "acheteur", "direction", "commercial")

_FURTHEST = 3650


def scenarios_of(table: Table) -> dict[str, Scenario]:
    """Read the scenarios by name."""
    return {name: _scenario(name, table.table(name)) for name in table.values}


def _scenario(name: str, table: Table) -> Scenario:
    rows = table.rows("levels")
    if not rows and isinstance(table.values.get("levels", []), list):
        table.fault("levels", "au moins un niveau est attendu")
    levels = tuple(_level(row, rank) for rank, row in enumerate(rows, 1))
    table.done()
    return Scenario(name, levels)


def _level(row: Table, rank: int) -> Level:
    level = Level(
        name=row.take("name", text, "") or f"Niveau {rank}",
        days=row.need("days", whole(-_FURTHEST, _FURTHEST), 0),
        when=row.take("when", choice(When), When.DUE),
        channel=row.take("channel", choice(Channel), Channel.EMAIL),
        template=row.take("template", _template, ""),
        penalties=row.take("penalties", flag, default=False),
        approval=row.take("approval", flag, default=False),
        auto=row.take("auto", flag, default=False),
        role=row.take("role", _contact_role, ""),
    )
    row.done()
    _check_level(row, level, first=rank == 1)
    return level


def _template(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"[a-z0-9_]{1,60}", value):
        return value
    raise Unexpected('un nom de modèle tel que "relance_1" est attendu (lettres sans accent, chiffres, _)')


def _contact_role(value: object) -> str:
    if value in CONTACT_ROLES:
        return str(value)
    raise Unexpected(one_of(list(CONTACT_ROLES), value))


def _check_level(row: Table, level: Level, *, first: bool) -> None:
    if level.when is When.PREVIOUS and first:
        row.fault("when", 'un premier niveau n’a pas de relance avant lui : "due" ou "end_of_month" est attendu')
    if level.when is When.PREVIOUS and level.days < 0:
        row.fault("days", "un nombre de jours positif ou nul est attendu après la relance précédente")
    if level.template and not level.channel.written:
        row.fault("template", "un modèle ne va qu’avec un e-mail, un courrier ou un courrier recommandé")
    if level.auto and (reason := _why_not_auto(level)):
        row.fault("auto", f"un envoi sans clic est refusé {reason}")


def _why_not_auto(level: Level) -> str:
    reasons = (
        (level.channel is Channel.HANDOVER, "pour une transmission au contentieux"),
        (level.is_formal_notice, "pour une mise en demeure"),
        (level.penalties, "à un niveau qui réclame des pénalités"),
        (level.approval, "à un niveau qui demande une approbation"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def profiles_of(table: Table, scenarios: Mapping[str, Scenario]) -> dict[str, str]:
    """Read each profile's scenario; the consumer's may leave nothing to a machine."""
    table.asked.extend(PROFILES)
    profiles = {name: _profile(table.table(name), scenarios) for name in PROFILES if name in table.values}
    table.done()
    _check_consumer(table.faults, scenarios.get(profiles.get(CONSUMER_PROFILE, "")))
    return profiles


def _check_consumer(faults: list[Fault], scenario: Scenario | None) -> None:
    for rank, level in enumerate(scenario.levels if scenario else (), 1):
        if scenario and level.auto:
            key = f"scenarios.{scenario.name}.levels[{rank}].auto"
            faults.append(Fault(key, "true", "un envoi sans clic est refusé pour un particulier"))


def _profile(table: Table, scenarios: Mapping[str, Scenario]) -> str:
    def known(value: object) -> str:
        if isinstance(value, str) and (value in scenarios or not scenarios):  # their own fault is told already
            return value
        raise Unexpected(one_of(list(scenarios), value))

    scenario = table.take("scenario", known, "")
    table.done()
    return scenario
