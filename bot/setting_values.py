"""How each kind of setting is read, so that a wrong one says in French what was expected.

Every reader takes the text of one variable and returns its value, or raises `ValueError` with what was expected.
"""

import re
from collections.abc import Callable
from datetime import time
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
_PEOPLE = re.compile(r"[UWS][A-Z0-9]+")
_CHANNEL = re.compile(r"[CG][A-Z0-9]+")
_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_SKIPPED_HOUR = 2


def token(prefix: str) -> Callable[[str], str]:
    """Return a reader of Slack tokens that begin with `prefix`."""

    def read(text: str) -> str:
        if not re.fullmatch(re.escape(prefix) + r"[\w-]+", text):
            raise ValueError(f"un jeton qui commence par « {prefix} »")
        return text

    return read


def signing_secret(text: str) -> str:
    """Read the secret Slack signs its requests with."""
    if not re.fullmatch(r"[\w-]+", text):
        raise ValueError("le « Signing Secret » de la page « Basic Information » de l’application Slack")
    return text


def api_url(text: str) -> str:
    """Read the address of Slack's Web API, with its last slash; plain http only towards this machine."""
    parts = urlsplit(text)
    if (parts.scheme == "https" and parts.hostname) or (parts.scheme == "http" and parts.hostname in LOOPBACK):
        return text if text.endswith("/") else text + "/"
    raise ValueError("une adresse https://… (http:// seulement vers cette machine)")


def database_url(text: str) -> str:
    """Read a database address and name the driver we use for PostgreSQL."""
    expected = "sqlite:///fichier.db ou postgresql://utilisateur:motdepasse@machine/base"
    url = re.sub(r"^(postgres|postgresql)://", "postgresql+psycopg://", text)
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        raise ValueError(expected) from None
    if parsed.drivername not in ("sqlite", "postgresql+psycopg") or parsed.database in (None, "", ":memory:"):
        raise ValueError(expected)
    return url


def channel(text: str) -> str:
    """Read the id of a channel."""
    if not _CHANNEL.fullmatch(text):
        raise ValueError("l’identifiant d’un canal, qui commence par C ou G (en bas de « Voir les détails du canal »)")
    return text


def people(text: str) -> tuple[str, ...]:
    """Read ids of users and of user groups, separated by commas; each is kept once, in the order given."""
    ids = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    if not ids or not all(map(_PEOPLE.fullmatch, ids)):
        raise ValueError("des identifiants de personnes (U… ou W…) ou de groupes (S…), séparés par des virgules")
    return ids


def time_of_day(text: str) -> time:
    """Read a local hour; 02:00 to 02:59 is refused, since it does not exist on the day summer time begins."""
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) == _SKIPPED_HOUR:
        raise ValueError("une heure HH:MM, hors de 02:00–02:59 que le changement d’heure saute")
    return time(int(found[1]), int(found[2]))


def zone(text: str) -> ZoneInfo:
    """Read the name of a time zone."""
    try:
        return ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError("un fuseau horaire comme Europe/Paris ou Indian/Reunion") from None


def readable_file(text: str) -> Path:
    """Read the path of a file that is there."""
    path = Path(text).expanduser()
    if not path.is_file():
        raise ValueError("le chemin d’un fichier lisible")
    return path


def mail_url(*schemes: str) -> Callable[[str], str]:
    """Return a reader of mail server addresses with one of `schemes`."""
    expected = " ou ".join(f"{scheme}://utilisateur:motdepasse@serveur:port" for scheme in schemes)

    def read(text: str) -> str:
        try:
            parts = urlsplit(text)
            good = parts.scheme in schemes and bool(parts.hostname) and parts.port != 0
        except ValueError:
            good = False
        if not good:
            raise ValueError(expected)
        return text

    return read


def log_level(text: str) -> str:
    """Read a level of `logging`."""
    if text.upper() not in LOG_LEVELS:
        raise ValueError(", ".join(LOG_LEVELS[:-1]) + f" ou {LOG_LEVELS[-1]}")
    return text.upper()
