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
    said = [line(row, today) for row in rows]
    drawn = [[_compact(row, said[place], place)] for place, row in enumerate(rows[:ALWAYS])]
    spent = sum(map(weight, drawn))
    for place, row in enumerate(rows[: min(full, ALWAYS)]):
        whole = _full(row, said[place], place)
        more = weight(whole) - weight(drawn[place])
        if spent + more > room:
            break
        drawn[place] = whole
        spent += more
    drawn += _others(rows, said, room - spent, MOST_BLOCKS - _ROOM_BLOCKS - sum(map(len, drawn)))
    return Rows([block for blocks in drawn for block in blocks], len(drawn))


def _others(rows: Sequence[DebtorRow], said: Sequence[Mrkdwn], room: int, most: int) -> list[list[Block]]:
    """Draw the debtors past the first ten, as many as fit."""
    drawn = []
    for place in range(ALWAYS, min(len(rows), ALWAYS + most)):
        blocks = [_compact(rows[place], said[place], place)]
        room -= weight(blocks)
        if room < 0:
            break
        drawn.append(blocks)
    return drawn


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


def _compact(row: DebtorRow, said: Mrkdwn, place: int) -> Block:
    return section(said, accessory=controls.card(row.id), block_id=f"row:{place}")


def _full(row: DebtorRow, said: Mrkdwn, place: int) -> list[Block]:
    elements = [controls.call(row.id), controls.promise(row.id), controls.plan(row.id), controls.menu(row.id)]
    return [
        section(said, block_id=f"row:{place}"),
        actions(elements, block_id=f"row:{place}:do"),
    ]
