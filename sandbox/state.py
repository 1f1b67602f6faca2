"""What stands in the fields of a form: values as Slack writes them, and first values."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

from sandbox import richtext
from sandbox.blocks import interactive, options
from sandbox.records import Json

Values = Mapping[str, Mapping[str, Any]]
# element type -> the key of its value in the state, and the key of its first value
KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "plain_text_input": ("value", "initial_value"),
        "email_text_input": ("value", "initial_value"),
        "url_text_input": ("value", "initial_value"),
        "number_input": ("value", "initial_value"),
        "rich_text_input": ("rich_text_value", "initial_value"),
        "static_select": ("selected_option", "initial_option"),
        "external_select": ("selected_option", "initial_option"),
        "radio_buttons": ("selected_option", "initial_option"),
        "overflow": ("selected_option", ""),
        "multi_static_select": ("selected_options", "initial_options"),
        "multi_external_select": ("selected_options", "initial_options"),
        "checkboxes": ("selected_options", "initial_options"),
        "users_select": ("selected_user", "initial_user"),
        "multi_users_select": ("selected_users", "initial_users"),
        "conversations_select": ("selected_conversation", "initial_conversation"),
        "multi_conversations_select": ("selected_conversations", "initial_conversations"),
        "channels_select": ("selected_channel", "initial_channel"),
        "multi_channels_select": ("selected_channels", "initial_channels"),
        "datepicker": ("selected_date", "initial_date"),
        "timepicker": ("selected_time", "initial_time"),
        "datetimepicker": ("selected_date_time", "initial_date_time"),
        "file_input": ("files", ""),
    }
)
STATELESS = frozenset({"button", "overflow"})
PARIS = ZoneInfo("Europe/Paris")
INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")


def key_of(element: Json) -> str:
    """Give the name of an element's value, such as selected_option."""
    return KEYS.get(str(element.get("type")), ("value", ""))[0]


def entry(element: Json, given: object, known: Sequence[Json] = ()) -> Json:
    """Write the value of one element as Slack does; options are given whole or by their value.

    A moment may be given as YYYY-MM-DDTHH:MM in Paris, rich text as it is typed. `known` are the options an external
    select last offered, or the files a person gave; raises ValueError for one that is not among them.
    """
    kind, key = str(element.get("type")), key_of(element)
    if isinstance(given, dict) and key in given:
        given = given[key]
    if given is None or given in ("", []):
        return {"type": kind, key: [] if _is_many(key) else None}
    if key == "selected_option":
        return {"type": kind, key: _option(element, given, known)}
    if key == "selected_options":
        many = given if isinstance(given, list | tuple) else [given]
        return {"type": kind, key: [_option(element, one, known) for one in many]}
    if key == "files":
        return {"type": kind, key: [_file(one, known) for one in (given if isinstance(given, list) else [given])]}
    return {"type": kind, key: _plain(key, given)}


def initial(element: Json) -> Json:
    """Write the value an element has before anybody touches it."""
    first = KEYS.get(str(element.get("type")), ("value", ""))[1]
    return entry(element, element.get(first), options(element)) if first else entry(element, None)


def state(blocks: list[Json], values: Values, known: Mapping[str, Sequence[Json]] | None = None) -> Json:
    """Write state.values of a view or a message: what was given, else what stood there at first."""
    told: Json = {}
    for block, element in interactive(blocks):
        if element.get("type") in STATELESS or element.get("type") not in KEYS:
            continue
        block_id, action_id = str(block["block_id"]), str(element["action_id"])
        typed = values.get(block_id, {})
        offered = (known or {}).get(action_id, ())
        told.setdefault(block_id, {})[action_id] = (
            entry(element, typed[action_id], offered) if action_id in typed else initial(element)
        )
    return told


def _plain(key: str, given: Any) -> Any:  # noqa: ANN401 - whatever the page or a test gave
    if key == "value":
        return str(given)
    if key == "selected_date_time" and isinstance(given, str) and INSTANT.fullmatch(given):
        return int(datetime.fromisoformat(given).replace(tzinfo=PARIS).timestamp())
    return richtext.parsed(given) if key == "rich_text_value" and isinstance(given, str) else given


def _file(given: object, known: Sequence[Json]) -> Json:
    if isinstance(given, dict):
        return dict(given)
    for one in known:
        if one.get("id") == given:
            return dict(one)
    raise ValueError(f"{given!r} was not given")


def _option(element: Json, given: object, known: Sequence[Json]) -> Json:
    if isinstance(given, dict) and "value" in given:
        return dict(given)
    first = element.get("initial_option")
    offered = [*options(element), *known, *([first] if isinstance(first, dict) else [])]
    for one in [*offered, *(element.get("initial_options") or [])]:
        if one.get("value") == given:
            return dict(one)
    raise ValueError(f"{given!r} is not on offer")


def _is_many(key: str) -> bool:
    return key in {"selected_options", "selected_users", "selected_conversations", "selected_channels", "files"}
