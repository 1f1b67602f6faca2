"""What the composer proposes after a slash: commands with their verbs, as the app tells them, and global shortcuts."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple


class Hint(NamedTuple):
    """A verb of a command: how the whole line is typed, and what it does; an empty verb is the bare command."""

    command: str
    verb: str
    usage: str
    does: str


def commands(hints: Sequence[Hint], shortcuts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Give the commands, verbs and shortcuts that the page lists; a command is told by its bare use."""
    told = {one.command: "" for one in hints}
    told |= {one.command: one.does for one in hints if not one.verb}
    bare = [{"name": name, "does": does} for name, does in told.items()]
    return {"commands": bare, "verbs": [one._asdict() for one in hints if one.verb], "shortcuts": list(shortcuts)}
