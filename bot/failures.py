"""Why a verb failed, in one French line that shows neither a secret nor a debtor."""

import re
from collections.abc import Mapping

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bot.policies import PolicyUnreadableError
from bot.settings import SettingsError
from domain.policy_values import PolicyError
from domain.refusals import Refusal


class Failure(Exception):  # noqa: N818 - an answer to the person at the terminal
    """A verb could not do its work; the text is one French line."""


_FILES: Mapping[type[OSError], str] = {
    FileNotFoundError: "introuvable",
    PermissionError: "accès refusé",
    IsADirectoryError: "un dossier, et non un fichier",
    NotADirectoryError: "un de ses dossiers n’en est pas un",
}
_SCHEMA = "le schéma de la base n’est pas à jour\u00a0: lancez «\u00a0impayes migrate\u00a0»"
_UNDEFINED = frozenset({"42P01", "42703", "3F000"})  # table, column, schema (PostgreSQL, appendix A)
_DATABASE = (
    (r"no such (table|column)", _SCHEMA),
    (r"locked|busy", "la base est occupée par un autre travail\u00a0: réessayez dans un instant"),
    (r"readonly|read-only", "la base est en lecture seule\u00a0: vérifiez les droits du fichier"),
    (r"not a database|malformed", "DATABASE_URL désigne un fichier qui n’est pas une base SQLite"),
    (r"is full|no space", "le disque de la base est plein"),
)


def sentence(error: Exception) -> str | None:
    """Say why, in French, several faults of settings or policy each on its line; None for an error of ours."""
    match error:
        case Failure() | PolicyUnreadableError():
            said: str | None = str(error)
        case SettingsError():
            said = "réglages à corriger\n  " + "\n  ".join(error.faults)
        case PolicyError():
            said = "politique à corriger\n  " + "\n  ".join(map(str, error.faults))
        case OSError():
            said = _file(error)
        case ModuleNotFoundError(name="psycopg"):
            said = "le pilote de PostgreSQL manque\u00a0: installez impayes[postgres]"
        case SQLAlchemyError():
            said = _database(error)
        case _:
            said = _refusal(error)
    return said


def _file(error: OSError) -> str:
    if error.filename is None:
        return f"le système a refusé\u00a0: {error.strerror or type(error).__name__}"
    return (
        f"{error.filename}\u00a0: {next((why for kind, why in _FILES.items() if isinstance(error, kind)), 'illisible')}"
    )


def _refusal(error: Exception) -> str | None:
    """Word what the domain or Slack refused. Their words are loaded when needed: most verbs end without them."""
    from bot.outcomes import Refused  # noqa: PLC0415 - the client of Slack takes a seventh of a second to load
    from bot.slack_advice import advice  # noqa: PLC0415 - with it
    from messages import refusals  # noqa: PLC0415 - so do the templates

    if isinstance(error, Refused):
        return f"{advice(error.code)} (voir «\u00a0impayes check\u00a0»)"
    return refusals.sentence(error) if isinstance(error, Refusal) else None


def _database(error: SQLAlchemyError) -> str:
    if not isinstance(error, DBAPIError):
        return "la base de données ne répond pas"
    if getattr(error.orig, "sqlstate", None) in _UNDEFINED:
        return _SCHEMA
    text = str(error.orig).lower()
    known = (said for pattern, said in _DATABASE if re.search(pattern, text))
    return next(known, "la base de données ne répond pas\u00a0: vérifiez DATABASE_URL")
