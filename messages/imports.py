"""How to import, and what the last imports did."""

from collections.abc import Sequence

from domain.reader import ImportRow
from messages import words
from messages.blocks import header, section
from messages.shown import Shown

_MOST = 10


def imports(rows: Sequence[ImportRow]) -> Shown:
    """Draw how to import and the last imports, the newest first."""
    how = words.say("imports.how")
    last = words.say("imports.last", rows=rows[:_MOST]) if rows else words.say("imports.none")
    return Shown(f"{how}\n{last}", [header(words.plain("imports.title")), section(how), section(last)])
