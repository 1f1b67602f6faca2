"""« Ma journée »: what one person has to do today, in a message and on the App Home."""

from collections.abc import Sequence
from itertools import count
from typing import Any, NamedTuple

from domain.days import CallToMake, Day, PromiseToFollow
from messages import controls, words
from messages.blocks import MOST_BLOCKS, MOST_WEIGHT, actions, context, cut, divider, header, section, weight
from messages.help import EXAMPLES, examples
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip

_NAME = 60
_TEXT = 4000
_HOME_BLOCKS = 100
_HOME_WEIGHT = 60_000


class _Room(NamedTuple):
    blocks: int
    weight: int


def day(d: Day) -> Shown:
    """Draw a person's day: calls due, then promises due or not kept, each with its buttons."""
    title = words.plain("day.title", on=d.on)
    blocks = [header(title), *_tasks(d, _Room(MOST_BLOCKS, MOST_WEIGHT))]
    return Shown(cut(words.say("day.text", day=d), _TEXT), blocks)


def home(d: Day) -> dict[str, Any]:
    """Draw the App Home: the person's day, then a short help."""
    blocks = [
        header(words.plain("day.title", on=d.on)),
        *_tasks(d, _Room(_HOME_BLOCKS, _HOME_WEIGHT)),
        divider(),
        section(words.say("day.help", examples=examples(EXAMPLES))),
    ]
    return {"type": "home", "blocks": blocks}


def home_refused() -> dict[str, Any]:
    """Draw the App Home of somebody who has no role: it says whom to ask, and nothing else."""
    return {"type": "home", "blocks": [section(words.say("day.refused"))]}


def _tasks(d: Day, room: _Room) -> list[Block]:
    """Draw the tasks that fit, and say how many are left out."""
    if not d.calls and not d.promises:
        return [section(words.say("day.nothing"))]
    places = count(1)
    calls = [_task(_call(call, d), call.debtor_id, next(places)) for call in d.calls]
    promises = [_task(_promise(one, d), one.debtor_id, next(places)) for one in d.promises]
    blocks: list[Block] = []
    left_out = 0
    for title, tasks in (("day.calls", calls), ("day.promises", promises)):
        kept = _fitting(tasks, _Room(room.blocks - len(blocks) - 8, room.weight - weight(blocks) - 1500))
        left_out += len(tasks) - len(kept)
        if tasks:
            blocks += [section(words.say(title, count=len(tasks))), *(block for task in kept for block in task)]
    return [*blocks, *([context(words.say("day.left_out", count=left_out))] if left_out else [])]


def _fitting(tasks: Sequence[list[Block]], room: _Room) -> list[list[Block]]:
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


def _call(call: CallToMake, d: Day) -> Mrkdwn:
    return words.say("day.call", name=clip(call.name, _NAME), on=call.on, overdue=call.overdue, today=d.on)


def _promise(one: PromiseToFollow, d: Day) -> Mrkdwn:
    return words.say("day.promise", name=clip(one.name, _NAME), promise=one, today=d.on)
