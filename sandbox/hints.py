"""What the demo's page proposes after a slash: the product's words for its verbs, its shortcuts."""

from messages import words
from messages.help import EXAMPLES
from messages.ids import Shortcut
from sandbox.page.hints import Hint
from sandbox.records import Json

COMMAND = "/impayes"
MESSAGE_SHORTCUTS: list[Json] = [{"name": "Noter chez un client", "callback_id": Shortcut.NOTE_KEEP.value}]
SHORTCUTS: list[Json] = [{"name": "Chercher un client", "callback_id": Shortcut.CLIENT_FIND.value}]


def hints() -> list[Hint]:
    """Give one hint for each verb of the help, in its order, with how the verb is used."""
    return [Hint(COMMAND, one.verb, _usage(one.verb), words.typeset(one.does)) for one in EXAMPLES]


def _usage(verb: str) -> str:
    name = f"usage.{verb}"
    return words.plain(name) if name in words.names() else verb
