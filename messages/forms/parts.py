"""What the windows over « Profil » share: the way back to it, the lines of what there is, who edited it meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from domain.debtors import Debtor
from domain.journal import JournalRow
from messages import words
from messages.blocks import actions, button, context, plain_text, section
from messages.forms.fields import about
from messages.forms.submitted import metadata
from messages.refs import BadRef, PartRef
from messages.shown import Block
from messages.words import Mrkdwn, clip

RETURN = "Retour"
_LINES = 45
"""Lines of a list: a modal holds 100 blocks."""
_EDITS = 3


class Back(NamedTuple):
    """The « Profil » under a window: the modal's id, and the journal's row that it was drawn at."""

    view_id: str
    seen: int

    def carried(self) -> dict[str, Any]:
        """Write it as what a modal carries."""
        return {"main": self.view_id, "main_seen": self.seen}

    @classmethod
    def load(cls, carried: Mapping[str, Any]) -> "Back":
        """Read it; raise `BadRef`."""
        view_id = carried.get("main")
        if not isinstance(view_id, str):
            raise BadRef
        return cls(view_id, count(carried, "main_seen"))


def count(carried: Mapping[str, Any], name: str) -> int:
    """Read a number from 0 up that a modal carries; raise `BadRef`."""
    value = carried.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise BadRef
    return value


def block(name: str, seen: int) -> str:
    """Name the block of a field: drawn at another row it is another one, so that it shows what it is drawn with.

    Slack keeps what stands in a field of the same name when one form takes the place of another.
    """
    return f"{name}.{seen}"


class Titles(NamedTuple):
    """How a list is called, the button that adds to it, and the action of that button and of « Modifier »."""

    title: str
    add: str
    edit: str


def listing(
    titles: Titles, lines: Sequence[tuple[int, Mrkdwn]], debtor: Debtor, back: Back, noted: Sequence[Block] = ()
) -> dict[str, Any]:
    """Draw what there is, each with « Modifier », and the button that adds one; `noted` stands first."""
    rows = [
        section(said, accessory=_edit("Modifier", titles, debtor, part_id), block_id=f"part:{part_id}")
        for part_id, said in lines[:_LINES]
    ]
    if not lines:
        rows = [section(words.say("profile.nothing"))]
    more = [context(words.say("profile.others", others=len(lines) - _LINES))] if len(lines) > _LINES else []
    adding = actions([_edit(titles.add, titles, debtor, 0)], block_id="part:add")
    return {
        "type": "modal",
        "title": plain_text(titles.title),
        "close": plain_text(RETURN),
        "private_metadata": metadata(debtor=debtor.id, **back.carried()),
        "blocks": [about(debtor), *noted, *rows, *more, adding],
    }


def _edit(label: str, titles: Titles, debtor: Debtor, part_id: int) -> Block:
    return button(label, titles.edit, PartRef(debtor.id, part_id).dump())


def meanwhile(edits: Sequence[JournalRow], said: Sequence[str]) -> list[Block]:
    """Say who edited it while the form was open, and what; nothing when nobody did."""
    if not edits:
        return []
    people = list(dict.fromkeys(row.actor for row in edits))[:_EDITS]
    return [section(words.say("profile.meanwhile", people=people, changes=[clip(one, 200) for one in said]))]
