"""The ways in from Slack, and how each is told no where the person is."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from slack_bolt import Ack, BoltResponse

from handlers.show import Show
from messages.shown import Shown

_PRESSES = frozenset({"block_actions", "shortcut", "message_action", "interactive_message"})


class Door(Enum):
    """A way in."""

    COMMAND = auto()
    PRESS = auto()
    FORM = auto()
    OPTIONS = auto()
    EVENT = auto()
    NONE = auto()


def door_of(body: Mapping[str, Any]) -> Door:
    """Give the way a request came in."""
    kind = body.get("type")
    if "command" in body:
        return Door.COMMAND
    if kind in _PRESSES:
        return Door.PRESS
    doors = {"view_submission": Door.FORM, "block_suggestion": Door.OPTIONS, "event_callback": Door.EVENT}
    return doors.get(str(kind), Door.NONE)


def refuse(body: Mapping[str, Any], ack: Ack, show: Show, sentence: str) -> BoltResponse:
    """Say no to the person alone; an event and a list of options are answered with nothing."""
    match door_of(body):
        case Door.COMMAND:
            return ack(text=sentence, response_type="ephemeral")
        case Door.PRESS:
            show.tell(Shown(sentence, []))
            return ack()
        case Door.FORM:
            return _in_form(body, ack, show, sentence)
        case Door.OPTIONS:
            return ack(options=[])
    return ack()


def in_form(ack: Ack, show: Show, view: Mapping[str, Any], sentence: str) -> BoltResponse:
    """Put a sentence under the first field of a submitted modal, or beside the modal when it has none."""
    block = first_field(view)
    if block:
        return ack(response_action="errors", errors={block: sentence})
    show.tell(Shown(sentence, []))
    return ack(response_action="clear")


def first_field(view: Mapping[str, Any]) -> str:
    """Give the block id of a modal's first input, "" without one."""
    blocks = view.get("blocks")
    inputs = (one for one in blocks or () if isinstance(one, Mapping) and one.get("type") == "input")
    return next((str(one["block_id"]) for one in inputs if one.get("block_id")), "")


def _in_form(body: Mapping[str, Any], ack: Ack, show: Show, sentence: str) -> BoltResponse:
    view = body.get("view")
    return in_form(ack, show, view if isinstance(view, Mapping) else {}, sentence)
