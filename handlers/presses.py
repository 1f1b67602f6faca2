"""Listeners made from verbs: a button on a debtor reads its reference, asks the verb, and shows the answer."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack

from domain.people import Role
from handlers.answers import Asked, VerbOn
from handlers.office import Office
from handlers.show import Show
from handlers.typed import Typed
from messages.refs import DebtRef

Listener = Callable[..., None]


def pressed(verb: VerbOn) -> Listener:
    """Make the listener of a button that does a verb on the debtor it carries."""

    def press(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
        ref = DebtRef.load(action.get("value"))
        show.to_press(ack, verb(Asked(office, show.user, roles, ref.debtor_id, Typed(), once_of(body))))

    return press


def once_of(body: dict[str, Any]) -> str | None:
    """Give the key of an act done at once: a press or a command has a trigger of its own."""
    trigger = body.get("trigger_id")
    return f"press:{trigger}" if isinstance(trigger, str) and trigger else None
