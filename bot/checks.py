"""What `impayes check` looks at on this machine: settings, policy, database and what waits to be told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Engine, text
from sqlalchemy.engine import make_url

from bot.findings import Finding, good, note, safely, wrong
from bot.policies import load_policy
from bot.settings import Settings, SettingsError, load_settings
from bot.slack_advice import advice, passes
from bot.slack_checks import slack
from domain.policy_values import PolicyError
from messages.french import plural
from storage.engine import make_engine, writing
from storage.outbox import Outbox
from storage.schema import is_current

CONNECT_S = 5
LONG = timedelta(minutes=10)
_HALF_MINUTE = 30


@dataclass(frozen=True)
class Readable:
    """The settings that can be read, the variables that cannot, and a French line for each of these."""

    settings: Settings
    unread: frozenset[str] = frozenset()
    faults: tuple[str, ...] = ()


def findings(environment: Mapping[str, str], dotenv: Path, now: datetime) -> Iterator[Finding]:
    """Check everything, each finding given as soon as it is known; raises nothing."""
    read = readable(environment, dotenv)
    yield from safely("Réglages", partial(_settings, read))
    yield from safely("Politique", partial(_policy, read))
    yield from safely("Base de données", partial(_database, read, now))
    yield from safely("Slack", partial(slack, read.settings, read.unread))
    yield from safely("Digest", partial(_digest, read, now))


def readable(environment: Mapping[str, str], dotenv: Path | None) -> Readable:
    """Read the settings; those with a fault stand at their default, so that the others can be checked."""
    try:
        return Readable(load_settings(environment, dotenv))
    except OSError:
        faults: tuple[str, ...] = (".env\u00a0: fichier illisible, vérifiez ses droits",)
    except SettingsError as error:
        faults = error.faults
    names = frozenset(fault.partition("\u00a0:")[0] for fault in faults)
    if ".env" in names:
        rest = readable(environment, None)
        return Readable(rest.settings, rest.unread, (*faults, *rest.faults))
    return Readable(load_settings({**environment, **dict.fromkeys(names, "")}, dotenv), names, faults)


def _settings(read: Readable) -> Iterator[Finding]:
    lines = [*read.faults, *_missing(read)]
    for line in lines:
        about, _, said = line.partition("\u00a0: ")
        yield wrong(about, said)
    if not lines:
        yield good("Réglages", "lus, aucune erreur")


def _missing(read: Readable) -> Iterator[str]:
    try:
        read.settings.require_slack("post")
    except SettingsError as error:
        yield from (fault for fault in error.faults if fault.partition("\u00a0:")[0] not in read.unread)


def _policy(read: Readable) -> Iterator[Finding]:
    if "IMPAYES_POLICY" in read.unread:
        return
    try:
        policy = load_policy(read.settings.policy)
    except PolicyError as error:
        yield from (wrong("Politique", str(fault)) for fault in error.faults)
        return
    yield good("Politique", read.settings.policy.name if read.settings.policy else "celle fournie avec le programme")
    if policy.company.is_set:
        yield good("Société", policy.company.name)
    else:
        yield note("Société", "[company] manque dans la politique, rien ne peut être envoyé ni imprimé d’ici là")


def _database(read: Readable, now: datetime) -> Iterator[Finding]:
    if "DATABASE_URL" in read.unread:
        return
    about, url = "Base de données", make_url(read.settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield wrong(about, f"le fichier {url.database} n’existe pas, lancez «\u00a0impayes migrate\u00a0»")
        return
    with _engine(read.settings.database_url) as engine:
        with writing(engine) as connection:
            connection.execute(text("SELECT 1"))
        yield good(about, f"{'SQLite' if url.get_backend_name() == 'sqlite' else 'PostgreSQL'}, joignable")
        if not is_current(engine):
            yield wrong("Schéma", "il n’est pas à jour, lancez «\u00a0impayes migrate\u00a0»")
            return
        yield good("Schéma", "à jour")
        yield from safely("À dire dans Slack", partial(_outbox, Outbox(engine, "check"), now))


@contextmanager
def _engine(address: str) -> Iterator[Engine]:
    """Open a database, waiting `CONNECT_S` seconds at most for a PostgreSQL that does not answer."""
    url = make_url(address)
    if url.get_backend_name() == "postgresql" and "connect_timeout" not in url.query:
        url = url.update_query_dict({"connect_timeout": str(CONNECT_S)})
    engine = make_engine(url.render_as_string(hide_password=False))
    try:
        yield engine
    finally:
        engine.dispose()


def _outbox(outbox: Outbox, now: datetime) -> Iterator[Finding]:
    about = "À dire dans Slack"
    waiting, oldest = outbox.state()
    if oldest is None:
        yield good(about, "rien n’attend")
    else:
        age = now.astimezone(UTC) - oldest
        said = f"{plural(waiting, 'acte attend', 'actes attendent')}, le plus ancien depuis {_ago(age)}"
        if age > LONG:
            yield note(about, f"{said}, «\u00a0run\u00a0» ou «\u00a0worker\u00a0» tourne-t-il\u202f?")
        else:
            yield good(about, said)
    for key, code in outbox.failures():
        told = f"{_place(key)} refusé par Slack ({code}), {advice(code)}"
        yield (note if passes(code) else wrong)(about, told)


def _place(key: str) -> str:
    feature, _, name = key.partition(":")
    return f"digest du {name}" if feature == "digest" else f"fil du client n° {name}"


def _ago(age: timedelta) -> str:
    minutes = int(age.total_seconds() + _HALF_MINUTE) // 60
    if minutes < 120:  # noqa: PLR2004 - two hours are better told in hours
        return plural(minutes, "minute", "minutes")
    return plural(minutes // 60, "heure", "heures") if minutes < 48 * 60 else plural(minutes // 1440, "jour", "jours")


def _digest(read: Readable, now: datetime) -> Iterator[Finding]:
    if not {"IMPAYES_DIGEST_TIME", "IMPAYES_TIMEZONE"} & read.unread:
        at, here = read.settings.digest_time, now.astimezone(read.settings.zone)
        yield good(
            "Digest", f"les jours ouvrés à {at:%H:%M}, heure de {read.settings.zone.key} (il y est {here:%H:%M})"
        )
