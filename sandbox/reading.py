"""Blocks and messages as the words a person reads, so that tests and people speak of labels and not of ids."""

import re
from collections.abc import Iterator

from sandbox.blocks import elements, options
from sandbox.records import Json, Message, View
from sandbox.workspace import Workspace

ROW_ENDS = frozenset({"section", "header", "divider"})
PERSON = re.compile(r"<@([A-Z0-9]+)(?:\|[^>]*)?>")
PLACE = re.compile(r"<#([A-Z0-9]+)(?:\|[^>]*)?>")
LINK = re.compile(r"<([^<>|@#!]+)\|([^<>]*)>")
ADDRESS = re.compile(r"<([^<>|@#!]+)>")


def readable(space: Workspace, text: str) -> str:
    """Write mrkdwn as it is read: names for ids, labels for links, entities undone."""
    named = PERSON.sub(lambda found: "@" + (space.users[found[1]].name if found[1] in space.users else found[1]), text)
    placed = PLACE.sub(lambda one: "#" + (space.channels[one[1]].name if one[1] in space.channels else one[1]), named)
    plain = ADDRESS.sub(r"\1", LINK.sub(r"\2", placed))
    return plain.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def text_of(space: Workspace, shown: Message | View) -> str:
    """Give all the words of a message or a view, a line a block, labels of its controls included."""
    blocks = shown.payload["blocks"] if isinstance(shown, View) else shown.blocks
    first = shown.title if isinstance(shown, View) else ("" if blocks else readable(space, shown.text))
    return "\n".join(line for line in [first, *(block_text(space, block) for block in blocks)] if line)


def block_text(space: Workspace, block: Json) -> str:
    """Give the words of one block, the labels of its controls included."""
    return " ".join(part for part in [words_of(space, block), *(label_of(one) for one in elements(block))] if part)


def words_of(space: Workspace, block: Json) -> str:
    """Give the words of one block without its controls."""
    own = [block.get("text"), block.get("title"), block.get("label"), *(block.get("fields") or [])]
    inner = (block.get("elements") or []) if block.get("type") in {"context", "rich_text"} else []
    rows = [cell for row in block.get("rows") or [] if isinstance(row, list) for cell in row]
    return " ".join(readable(space, words) for part in [*own, *inner, *rows] for words in _texts(part) if words)


def label_of(element: Json) -> str:
    """Give the label of a control: a button's text, a field's first value or placeholder."""
    return " ".join(_texts(element.get("text"))) or " ".join(_texts(element.get("placeholder")))


def labels(element: Json) -> dict[str, object]:
    """Give what can be pressed on a control: label -> value, the options of a menu each on its own."""
    if element.get("type") == "button":
        return {label_of(element): element.get("value")}
    return {" ".join(_texts(one.get("text"))): one.get("value") for one in options(element)}


def row_of(space: Workspace, blocks: list[Json], text: str) -> list[Json]:
    """Give the block whose words hold `text` and those under it up to the next row; nothing when there is none."""
    for at, block in enumerate(blocks):
        if text.casefold() in words_of(space, block).casefold():
            following = blocks[at + 1 :]
            end = next((n for n, one in enumerate(following) if one.get("type") in ROW_ENDS), len(following))
            return [block, *following[:end]]
    return []


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        yield from _texts(part.get("text"))
        for inner in part.get("elements") or []:
            yield from _texts(inner)
