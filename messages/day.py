"""« Ma journée »: what one person has to do today, in a message and on the App Home."""

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from domain.days import CallToMake, Day, PlanToDecide, PromiseToFollow
from messages import controls, words
from messages.blocks import MOST_BLOCKS, MOST_WEIGHT, actions, context, cut, header, section, weight
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip

_NAME = 60
_TEXT = 4000


class Room(NamedTuple):
    """How many blocks, and how many characters of JSON, tasks may take."""

    blocks: int
    weight: int


def day(d: Day) -> Shown:
    """Draw a person's day: calls due, promises due or not kept, plans to decide, each with its buttons."""
    title = words.plain("day.title", on=d.on)
    blocks = [header(title), *tasks(d, Room(MOST_BLOCKS, MOST_WEIGHT))]
    return Shown(cut(words.say("day.text", day=d), _TEXT), blocks)


def tasks(d: Day, room: Room) -> list[Block]:
    """Draw who is away and whom they stand in for, then the tasks that fit; say how many are left out."""
    blocks = _absences(d)
    if d.is_free:
        return [*blocks, section(words.say("day.nothing"))]
    places = count(1)
    groups = (
        ("day.calls", [_task(_call(one, d), one.debtor_id, next(places)) for one in d.calls]),
        ("day.promises", [_task(_promise(one, d), one.debtor_id, next(places)) for one in d.promises]),
        ("day.plans", [_to_decide(one, d, next(places)) for one in d.plans]),
    )
    left_out = 0
    for title, drawn in groups:
        kept = _fitting(drawn, Room(room.blocks - len(blocks) - 8, room.weight - weight(blocks) - 1500))
        left_out += len(drawn) - len(kept)
        if drawn:
            blocks += [section(words.say(title, count=len(drawn))), *(block for task in kept for block in task)]
    return [*blocks, *([context(words.say("day.left_out", count=left_out))] if left_out else [])]


def _absences(d: Day) -> list[Block]:
    away = [context(words.say("absence.away", stand_in=d.away.stand_in, last_on=d.away.last_on))] if d.away else []
    return [*away, *([context(words.say("absence.covering", absences=d.covering))] if d.covering else [])]


def _fitting(tasks: Sequence[list[Block]], room: Room) -> list[list[Block]]:
    kept: list[list[Block]] = []
    blocks = spent = 0
    for task in tasks:
        blocks, spent = blocks + len(task), spent + weight(task)
        if blocks > room.blocks or spent > room.weight:
            break
        kept.append(task)
    return kept


def _task(said: Mrkdwn, debtor_id: int, place: int) -> list[Block]:
    elements = [controls.call(debtor_id), controls.promise(debtor_id), controls.card(debtor_id)]
    return [section(said, block_id=f"day:{place}"), actions(elements, block_id=f"day:{place}:do")]


def _to_decide(one: PlanToDecide, d: Day, place: int) -> list[Block]:
    said = words.say("day.plan", name=clip(one.name, _NAME), plan=one, today=d.on)
    deciding = controls.decide_default(one) if one.in_default else controls.decide_request(one)
    buttons = actions([*deciding, controls.card(one.debtor_id)], block_id=f"day:{place}:do")
    return [section(said, block_id=f"day:{place}"), buttons]


def _call(call: CallToMake, d: Day) -> Mrkdwn:
    return words.say("day.call", name=clip(call.name, _NAME), on=call.on, overdue=call.overdue, today=d.on)


def _promise(one: PromiseToFollow, d: Day) -> Mrkdwn:
    return words.say("day.promise", name=clip(one.name, _NAME), promise=one, today=d.on)
