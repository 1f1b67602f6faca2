"""What Slack would refuse in a message, a modal or a Home, told as it tells it (docs.slack.dev, Blocks and Views).

slack_sdk's own check misses much of it: 50 blocks, option sizes, title and submit, ids that stand twice.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Literal

from sandbox import limits_base as base
from sandbox.limits_base import Found, said
from sandbox.limits_elements import ACCESSORIES, ACTIONS, INPUTS, TYPED_INPUTS, element
from sandbox.records import Json

Surface = Literal["message", "modal", "home"]
BlockCheck = Callable[[Json, str, Surface], Found]
MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MODAL_WORDS = 24
PRIVATE_METADATA = 3000
TABLE_ROWS = 100
TABLE_CELLS = 20
DATA_ROWS = 101
CHART_TITLE = 50
CHARTS = ("bar", "line", "area", "pie")


def message_complaints(blocks: object) -> list[str]:
    """Give what Slack would refuse in the blocks of a message, nothing when they are fine."""
    return [*_blocks(blocks, "/blocks", MESSAGE_BLOCKS, "message")]


def view_complaints(view: object, kind: Literal["modal", "home"]) -> list[str]:
    """Give what Slack would refuse in a modal or a Home, nothing when it is fine."""
    return [*_view(view, kind)]


def suggestion_complaints(answer: object) -> list[str]:
    """Give what Slack would refuse in the options a bot gives to a select."""
    if not isinstance(answer, dict) or not ({"options", "option_groups"} & answer.keys()):
        return [said("", "missing required field: options")]
    wrong = [*base.count(answer, "options", "", base.SELECT_OPTIONS, least=0), *base.groups(answer, "")]
    return wrong + [words for one, place in base.items(answer, "options", "") for words in base.option(one, place)]


def _view(view: object, kind: Literal["modal", "home"]) -> Found:
    if not isinstance(view, dict):
        yield said("/view", "must be an object")
        return
    if view.get("type") != kind:
        yield said("/view/type", f"must be {kind}")
    common = ("private_metadata", "callback_id", "external_id")
    modal = ("close", "submit", "clear_on_close", "notify_on_close", "submit_disabled")
    yield from base.keys(
        view, "/view", (*common, *(modal if kind == "modal" else ())), ("blocks", *(("title",) * (kind == "modal")))
    )
    for name in ("title", "close", "submit") if kind == "modal" else ():
        yield from base.text(view, name, "/view", MODAL_WORDS, plain=True)
    yield from base.flags(view, "/view", "clear_on_close", "notify_on_close", "submit_disabled")
    yield from base.string(view, "private_metadata", "/view", PRIVATE_METADATA)
    yield from base.string(view, "callback_id", "/view", 255)
    yield from base.string(view, "external_id", "/view", 255)
    yield from _blocks(view.get("blocks"), "/view/blocks", VIEW_BLOCKS, kind)
    inputs = any(isinstance(one, dict) and one.get("type") == "input" for one, _ in base.items(view, "blocks", ""))
    if kind == "modal" and inputs and not view.get("submit"):
        yield said("/view", "missing required field: submit, needed when there is an input block")


def _blocks(blocks: object, where: str, most: int, surface: Surface) -> Found:
    if not isinstance(blocks, list):
        yield said(where, "must be an array")
        return
    if len(blocks) > most:
        yield said(where, f"no more than {most} items allowed")
    for at, one in enumerate(blocks):
        yield from _block(one, f"{where}/{at}", surface)
    good = [one for one in blocks if isinstance(one, dict)]
    ids = [one["block_id"] for one in good if isinstance(one.get("block_id"), str)]
    yield from base.unique(ids, where, "block_id")
    if sum(one.get("type") == "table" for one in good) > 1:
        yield said(where, "only_one_table_allowed")
    if surface != "message" and not blocks:
        yield said(where, "must provide at least 1 items")


def _block(one: object, where: str, surface: Surface) -> Found:
    if not isinstance(one, dict):
        yield said(where, "must be an object")
        return
    kind = one.get("type")
    known = BLOCKS.get(kind) if isinstance(kind, str) else None
    if known is None or surface not in known[0]:
        yield said(where, f"unsupported type: {str(kind)[:80]}")
        return
    yield from base.id_(one, "block_id", where)
    yield from known[1](one, where, surface)
    yield from _action_ids(one, where)


def _action_ids(one: Json, where: str) -> Found:
    ids = [each.get("action_id") for each, _ in base.items(one, "elements", where) if isinstance(each, dict)]
    yield from base.unique([each for each in ids if isinstance(each, str)], where, "action_id")


def _section(one: Json, where: str, surface: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "text", "fields", "accessory", "expand"))
    yield from base.text(one, "text", where, 3000)
    yield from base.count(one, "fields", where, 10)
    for field, place in base.items(one, "fields", where):
        yield from base.text_object(field, place, 2000)
    if not one.get("text") and not one.get("fields"):
        yield said(where, "missing required field: text")
    if one.get("accessory") is not None:
        yield from element(one["accessory"], f"{where}/accessory", ACCESSORIES, surface)


def _header(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "level"), ("text",))
    yield from base.text(one, "text", where, 150, plain=True)


def _divider(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",))


def _image(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "image_url", "slack_file", "title"), ("alt_text",))
    yield from base.string(one, "alt_text", where, 2000, least=1)
    yield from base.string(one, "image_url", where, base.URL, least=1)
    yield from base.text(one, "title", where, 2000, plain=True)
    if not (one.get("image_url") or one.get("slack_file")):
        yield said(where, "missing required field: image_url")


def _actions(one: Json, where: str, surface: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",), ("elements",))
    yield from base.count(one, "elements", where, 25)
    for each, place in base.items(one, "elements", where):
        yield from element(each, place, ACTIONS, surface)


def _context(one: Json, where: str, surface: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",), ("elements",))
    yield from base.count(one, "elements", where, 10)
    for each, place in base.items(one, "elements", where):
        if isinstance(each, dict) and each.get("type") == "image":
            yield from element(each, place, frozenset({"image"}), surface)
        else:
            yield from base.text_object(each, place, 3000)


def _input(one: Json, where: str, surface: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "hint", "optional", "dispatch_action"), ("label", "element"))
    yield from base.text(one, "label", where, 2000, plain=True)
    yield from base.text(one, "hint", where, 2000, plain=True)
    yield from base.flags(one, where, "optional", "dispatch_action")
    if one.get("element") is not None:
        yield from element(one["element"], f"{where}/element", INPUTS | TYPED_INPUTS, surface)


def _markdown(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",), ("text",))
    yield from base.string(one, "text", where, 12_000, least=1)


def _table(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "column_settings"), ("rows",))
    yield from base.count(one, "rows", where, TABLE_ROWS)
    for row, place in base.items(one, "rows", where):
        if not isinstance(row, list):
            yield said(place, "must be an array")
        elif len(row) > TABLE_CELLS:
            yield said(place, f"no more than {TABLE_CELLS} items allowed")


def _data_table(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id", "page_size", "row_header_column_index"), ("caption", "rows"))
    yield from base.string(one, "caption", where, base.URL, least=1)
    yield from base.count(one, "rows", where, DATA_ROWS, least=2)
    yield from base.whole(one, "page_size", where, 1, 100)
    yield from base.whole(one, "row_header_column_index", where, 0, TABLE_CELLS - 1)
    rows = [row if isinstance(row, list) else None for row, _ in base.items(one, "rows", where)]
    if any(row is None or not 1 <= len(row) <= TABLE_CELLS for row in rows):
        yield said(f"{where}/rows", f"each row must be an array of 1 to {TABLE_CELLS} items")
    elif len({len(row or ()) for row in rows}) > 1:
        yield said(f"{where}/rows", "all rows must have the same number of items")


def _data_visualization(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",), ("title", "chart"))
    yield from base.string(one, "title", where, CHART_TITLE, least=1)
    chart = one.get("chart")
    if chart is None:
        return
    if not isinstance(chart, dict):
        yield said(f"{where}/chart", "must be an object")
    else:
        yield from base.one_of(chart, "type", f"{where}/chart", CHARTS)
        needed = ("segments",) if chart.get("type") == "pie" else ("series", "axis_config")
        yield from base.keys(chart, f"{where}/chart", (), ("type", *needed))


def _rich_text(one: Json, where: str, _: Surface) -> Found:
    yield from base.keys(one, where, ("block_id",), ("elements",))
    yield from base.count(one, "elements", where, 1000)


def _loose(_one: Json, _where: str, _surface: Surface) -> Found:
    yield from ()


EVERYWHERE = frozenset({"message", "modal", "home"})
MESSAGES = frozenset({"message"})
# block type -> the surfaces that take it, and its check
BLOCKS: Mapping[str, tuple[frozenset[str], BlockCheck]] = MappingProxyType(
    {
        "section": (EVERYWHERE, _section),
        "header": (EVERYWHERE, _header),
        "divider": (EVERYWHERE, _divider),
        "image": (EVERYWHERE, _image),
        "actions": (EVERYWHERE, _actions),
        "context": (EVERYWHERE, _context),
        "input": (EVERYWHERE, _input),
        "rich_text": (EVERYWHERE, _rich_text),
        "video": (EVERYWHERE, _loose),
        "markdown": (MESSAGES, _markdown),
        "table": (MESSAGES | {"home"}, _table),
        "file": (MESSAGES, _loose),
        "context_actions": (MESSAGES, _loose),
        "data_table": (MESSAGES, _data_table),
        "data_visualization": (MESSAGES, _data_visualization),
        "alert": (frozenset({"modal"}), _loose),
    }
)
