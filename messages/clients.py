"""Choosing a client when a name fits several, and saying so when it fits none."""

from collections.abc import Sequence
from datetime import date

from domain.search import MOST_CHOICES, Client
from messages import words
from messages.blocks import MOST_WEIGHT, actions, button, context, section, weight
from messages.ids import Action
from messages.refs import DebtRef
from messages.shown import Block, Shown
from messages.words import clip, lean

_LABEL, _CODE = 50, 20
_ROOM = 1500


def choices(candidates: Sequence[Client], verb: str, today: date, *, total: int = 0) -> Shown:  # noqa: ARG001 - as every drawing
    """Ask which client is meant; `total` is how many fit when not all are given."""
    count = max(total, len(candidates))
    said = words.say("clients.which", count=count)
    blocks = [section(said), *_buttons(candidates, verb)]
    if count > (shown := len(blocks) - 1):
        blocks.append(context(words.say("clients.more", shown=shown)))
    return Shown(said, blocks)


def nobody(typed: str, nearest: Sequence[Client], verb: str) -> Shown:
    """Say that no client fits what was typed, and offer the nearest."""
    said = words.say("clients.nobody", typed=clip(typed, 80), nearest=len(nearest))
    return Shown(said, [section(said), *_buttons(nearest, verb)])


def _buttons(candidates: Sequence[Client], verb: str) -> list[Block]:
    """Draw a button a client, one under the other: ten at most, and what `verb` carries may leave room for fewer."""
    blocks = [
        actions(
            [button(_label(one), Action.CLIENT_CHOOSE, DebtRef(one.debtor_id, verb).dump())], block_id=f"who:{place}"
        )
        for place, one in enumerate(candidates[:MOST_CHOICES], 1)
    ]
    while weight(blocks) > MOST_WEIGHT - _ROOM:
        blocks.pop()
    return blocks


def _label(client: Client) -> str:
    return f"{lean(client.name, _LABEL)} · {lean(client.code, _CODE)}"
