"""Why a verb failed, in one French line that shows neither a secret nor a debtor."""

from sqlalchemy.exc import DBAPIError

from bot.outcomes import Refused
from bot.policies import PolicyUnreadableError
from bot.settings import SettingsError
from domain.policy_values import PolicyError
from domain.refusals import Refusal


class Failure(Exception):  # noqa: N818 - an answer to the person at the terminal
    """A verb could not do its work; the text is one French line."""


KNOWN: tuple[type[Exception], ...] = (
    Failure,
    SettingsError,
    PolicyError,
    PolicyUnreadableError,
    Refusal,
    Refused,
    DBAPIError,
    OSError,
)


def sentence(error: Exception) -> str:
    """Say why, in French; several faults of settings or policy stand each on its line."""
    match error:
        case SettingsError():
            said = "réglages à corriger\n  " + "\n  ".join(error.faults)
        case PolicyError():
            said = "politique à corriger\n  " + "\n  ".join(str(fault) for fault in error.faults)
        case DBAPIError():
            said = _database(error)
        case Refused():
            said = f"Slack a refusé : {error.code} (« impayes check » dit quoi faire)"
        case OSError():
            said = f"{error.filename or 'fichier'} : {error.strerror or 'illisible'}"
        case _:
            said = str(error)
    return said


def _database(error: DBAPIError) -> str:
    text = str(error.orig).lower()
    if "no such table" in text or "does not exist" in text or "no such column" in text:
        return "le schéma de la base n’est pas à jour : lancez « impayes migrate »"
    if "locked" in text:
        return "la base est occupée par un autre travail : réessayez dans un instant"
    return "la base de données ne répond pas : vérifiez DATABASE_URL"
