"""Walking through Block Kit: the ids Slack fills in, and the element behind a block_id and an action_id."""

import copy
import secrets
from collections.abc import Iterator

from sandbox.records import Json

WITHOUT_ACTION = frozenset({"image", "mrkdwn", "plain_text"})


def elements(block: Json) -> list[Json]:
    """Give the elements of a block that a person can press or fill in."""
    found = block.get("elements") if block.get("type") in {"actions", "context_actions"} else []
    one = block.get("accessory") or block.get("element")
    listed = [*(found if isinstance(found, list) else []), one]
    return [element for element in listed if isinstance(element, dict) and element.get("type") not in WITHOUT_ACTION]


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each element with its block, in the order they stand."""
    for block in blocks:
        for element in elements(block):
            yield block, element


def with_ids(blocks: list[Json]) -> list[Json]:
    """Copy blocks with the block_id and action_id that Slack makes up where the app gave none."""
    told = [{"block_id": secrets.token_hex(4), **copy.deepcopy(block)} for block in blocks]
    for _, element in interactive(told):
        element.setdefault("action_id", secrets.token_hex(4))
    return told


def find(blocks: list[Json], block_id: str, action_id: str) -> tuple[Json, Json] | None:
    """Give the block and the element of these ids, or nothing."""
    for block, element in interactive(blocks):
        if (block.get("block_id"), element.get("action_id")) == (block_id, action_id):
            return block, element
    return None


def options(element: Json) -> list[Json]:
    """Give the options of an element, those of its groups included."""
    grouped = [one for group in element.get("option_groups") or [] for one in group.get("options", [])]
    return [*(element.get("options") or []), *grouped]
