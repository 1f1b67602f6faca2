"""What stands in the fields of a form: values as Slack writes them, first values, and the client's own checks."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from types import MappingProxyType
from typing import Any

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
MISSING = "Veuillez remplir ce champ."
NOT_A_NUMBER = "Veuillez saisir un nombre valide."
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def key_of(element: Json) -> str:
    """Give the name of an element's value, such as selected_option."""
    return KEYS.get(str(element.get("type")), ("value", ""))[0]


def entry(element: Json, given: object, known: Sequence[Json] = ()) -> Json:
    """Write the value of one element as Slack does; options are given whole or by their value.

    `known` are the options an external select last offered; raises ValueError for an option that is not on offer.
    """
    kind, key = str(element.get("type")), key_of(element)
    if isinstance(given, dict) and key in given:
        given = given[key]
    if given in {None, ""} if isinstance(given, (str, type(None))) else given == []:
        return {"type": kind, key: [] if _is_many(key) else None}
    if key == "selected_option":
        return {"type": kind, key: _option(element, given, known)}
    if key == "selected_options":
        many = given if isinstance(given, list | tuple) else [given]
        return {"type": kind, key: [_option(element, one, known) for one in many]}
    return {"type": kind, key: str(given) if key == "value" else given}


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


def complaints(blocks: list[Json], values: Json) -> dict[str, str]:
    """Check a form as Slack's client does before sending it: block_id and sentence of each field that is wrong."""
    found = {}
    for block, element in interactive(blocks):
        if block.get("type") != "input":
            continue
        value = values[block["block_id"]][element["action_id"]][key_of(element)]
        sentence = _complaint(block, element, value)
        if sentence:
            found[str(block["block_id"])] = sentence
    return found


def _complaint(block: Json, element: Json, value: object) -> str | None:
    if value in {None, ""} if isinstance(value, (str, type(None))) else value == []:
        return None if block.get("optional") else MISSING
    if isinstance(value, str) and element.get("type") != "datepicker":
        return _wrong_text(element, value)
    if isinstance(value, list) and len(value) > int(element.get("max_selected_items", 100)):
        return f"Choisissez au plus {element['max_selected_items']} éléments."
    return None


def _wrong_text(element: Json, value: str) -> str | None:
    if element.get("type") == "number_input":
        return _wrong_number(element, value)
    if element.get("type") == "email_text_input" and not EMAIL.fullmatch(value):
        return "Veuillez saisir une adresse e-mail valide."
    if element.get("type") != "plain_text_input":
        return None
    if len(value) < int(element.get("min_length", 0)):
        return f"Saisissez au moins {element['min_length']} caractères."
    most = int(element.get("max_length", 3000))
    return f"Saisissez au plus {most} caractères." if len(value) > most else None


def _wrong_number(element: Json, value: str) -> str | None:
    try:
        number = Decimal(value)
        least, most = (Decimal(element[name]) if element.get(name) else None for name in ("min_value", "max_value"))
    except InvalidOperation:
        return NOT_A_NUMBER
    if not element.get("is_decimal_allowed") and number != number.to_integral_value():
        return "Veuillez saisir un nombre entier."
    if least is not None and number < least:
        return f"Veuillez saisir un nombre d’au moins {least}."
    return f"Veuillez saisir un nombre d’au plus {most}." if most is not None and number > most else None


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
