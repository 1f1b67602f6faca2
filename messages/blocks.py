"""The few Block Kit shapes that messages are made of, and the weight of what they make."""

import json
import re
from collections.abc import Sequence

from messages.shown import Block
from messages.words import clip

MOST_BLOCKS = 50
MOST_WEIGHT = 11_800
"""Characters of JSON that the blocks of one message may take: Slack refuses near 13 200 (SLACK.md, « Limits »)."""
_SECTION, _HEADER, _CONTEXT, _FIELD = 3000, 150, 2000, 2000
_FIELDS = 10


def weight(blocks: Sequence[Block]) -> int:
    """Count the characters of JSON, written the longest way: every letter that is not ASCII escaped."""
    return len(json.dumps(blocks))


def mrkdwn(text: str) -> Block:
    """Make a mrkdwn text object."""
    return {"type": "mrkdwn", "text": text}


def plain_text(text: str) -> Block:
    """Make a plain text object."""
    return {"type": "plain_text", "text": text, "emoji": False}


def header(text: str) -> Block:
    """Make a header."""
    return {"type": "header", "text": plain_text(clip(text, _HEADER))}


def section(text: str, *, accessory: Block | None = None, block_id: str = "") -> Block:
    """Make a section of mrkdwn, with a control beside it or not."""
    block: Block = {"type": "section", "text": mrkdwn(cut(text, _SECTION))}
    if accessory:
        block["accessory"] = accessory
    return _named(block, block_id)


def fields(texts: Sequence[str]) -> Block:
    """Make a section of two columns; at most ten texts."""
    return {"type": "section", "fields": [mrkdwn(cut(text, _FIELD)) for text in texts[:_FIELDS]]}


def context(text: str) -> Block:
    """Make a line of small grey mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(cut(text, _CONTEXT))]}


def divider() -> Block:
    """Make a rule across the message."""
    return {"type": "divider"}


def actions(elements: Sequence[Block], *, block_id: str = "") -> Block:
    """Make a row of controls."""
    return _named({"type": "actions", "elements": list(elements)}, block_id)


def button(label: str, action_id: str, value: str, *, primary: bool = False) -> Block:
    """Make a button; its value is a small versioned reference."""
    made: Block = {"type": "button", "action_id": action_id, "text": plain_text(clip(label, 75)), "value": value}
    return made | {"style": "primary"} if primary else made


def danger(made: Block, *, title: str, text: str, yes: str, no: str) -> Block:
    """Make a button red, and ask before what cannot be undone."""
    asked = {"title": plain_text(title), "text": plain_text(text), "confirm": plain_text(yes), "deny": plain_text(no)}
    return made | {"style": "danger", "confirm": asked | {"style": "danger"}}


def option(label: str, value: str) -> Block:
    """Make an option of a menu or of a select."""
    return {"text": plain_text(clip(label, 75)), "value": value}


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Make the ⋯ menu."""
    return {"type": "overflow", "action_id": action_id, "options": list(options)}


def cut(text: str, most: int) -> str:
    """Cut mrkdwn at the end of a line or of a word, never inside an escape nor a mention."""
    if len(text) <= most:
        return text
    kept = text[: most - 2]
    for sign in ("\n", " "):
        if (end := kept.rfind(sign)) > most // 2:
            return f"{kept[:end]}{sign}…"
    return f"{_HALF_SIGN.sub('', kept)}…"


_HALF_SIGN = re.compile(r"(?:&[a-z]*|<[^>]*)$")


def _named(block: Block, block_id: str) -> Block:
    return block | {"block_id": block_id} if block_id else block
