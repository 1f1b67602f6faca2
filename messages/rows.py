"""Debtors in a row: the first with every control, the next with « Fiche » alone, within what Slack takes."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from domain.overdue import DebtorRow
from messages import controls, words
from messages.blocks import MOST_BLOCKS, MOST_WEIGHT, actions, section, weight
from messages.reasons import worded
from messages.shown import Block
from messages.words import Mrkdwn, lean

FULL = 7
ALWAYS = 10
"""Rows that are shown whatever their names: the first of them lose controls before the last ones are left out."""
_NAME, _CODE = 60, 20
_ROOM_BLOCKS = 10


class Rows(NamedTuple):
    """Rows as blocks, and how many of those given are shown."""

    blocks: list[Block]
    shown: int


def rows(rows: Sequence[DebtorRow], today: date, *, full: int = FULL, room: int = MOST_WEIGHT) -> Rows:
    """Draw debtors in `room` characters of JSON: all of the first ten, and of the others as many as fit."""
    bare = [[_compact(row, today, place)] for place, row in enumerate(rows, 1)]
    sizes = [weight(blocks) for blocks in bare]
    spent = sum(sizes[:ALWAYS])
    drawn: list[list[Block]] = bare[:ALWAYS]
    for place, row in enumerate(rows[: min(full, ALWAYS)]):
        whole = _full(row, today, place + 1)
        more = weight(whole) - sizes[place]
        if spent + more > room:
            break
        drawn[place] = whole
        spent += more
    for blocks, size in zip(bare[ALWAYS:], sizes[ALWAYS:], strict=True):
        spent += size
        if spent > room or sum(map(len, drawn)) >= MOST_BLOCKS - _ROOM_BLOCKS:
            break
        drawn.append(blocks)
    return Rows([block for blocks in drawn for block in blocks], len(drawn))


def line(row: DebtorRow, today: date) -> Mrkdwn:
    """Word a row in one or two lines: who, how much, how late, whose, and why."""
    return words.say(
        "row.line",
        name=lean(row.name, _NAME),
        code=lean(row.code, _CODE),
        overdue=row.standing.overdue,
        invoices=row.invoices,
        late=row.days_late(today),
        owner=row.owner,
        reasons=worded(row.standing, today),
    )


def _compact(row: DebtorRow, today: date, place: int) -> Block:
    return section(line(row, today), accessory=controls.card(row.id), block_id=f"row:{place}")


def _full(row: DebtorRow, today: date, place: int) -> list[Block]:
    elements = [controls.call(row.id), controls.promise(row.id), controls.menu(row.id)]
    return [
        section(line(row, today), block_id=f"row:{place}"),
        actions(elements, block_id=f"row:{place}:do"),
    ]
