"""Slack's limits on each element of Block Kit (docs.slack.dev, Block elements)."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from types import MappingProxyType

from sandbox import limits_base as base
from sandbox.limits_base import Check, Found, said
from sandbox.records import Json

PLACEHOLDER = 150
TYPED = 3000
BOXES = 10
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
ALWAYS = ("action_id", "confirm", "focus_on_load")


def button(one: Json, where: str) -> Found:
    """Check a button."""
    yield from base.keys(
        one, where, ("action_id", "url", "value", "style", "confirm", "accessibility_label"), ("text",)
    )
    yield from base.text(one, "text", where, 75, plain=True)
    yield from base.string(one, "value", where, 2000)
    yield from base.string(one, "url", where, base.URL)
    yield from base.string(one, "accessibility_label", where, 75)
    yield from base.one_of(one, "style", where, ("primary", "danger"))


def overflow(one: Json, where: str) -> Found:
    """Check an overflow menu."""
    yield from base.keys(one, where, ("action_id", "confirm"), ("options",))
    yield from base.options(one, where, 5, url=True)


def static_select(one: Json, where: str) -> Found:
    """Check a select with its own options."""
    yield from base.keys(one, where, (*ALWAYS, "options", "option_groups", "placeholder", "initial_option"))
    yield from _choices(one, where)
    yield from _first_among(one, where, "initial_option")


def multi_static_select(one: Json, where: str) -> Found:
    """Check a multiple select with its own options."""
    known = ("options", "option_groups", "placeholder", "initial_options", "max_selected_items")
    yield from base.keys(one, where, (*ALWAYS, *known))
    yield from _choices(one, where)
    yield from _first_among(one, where, "initial_options")
    yield from base.whole(one, "max_selected_items", where, 1, 100)


def external_select(one: Json, where: str) -> Found:
    """Check a select whose options the bot gives."""
    yield from base.keys(one, where, (*ALWAYS, "placeholder", "initial_option", "min_query_length"))
    yield from base.whole(one, "min_query_length", where, 0, 1000)
    if one.get("initial_option") is not None:
        yield from base.option(one["initial_option"], f"{where}/initial_option")


def multi_external_select(one: Json, where: str) -> Found:
    """Check a multiple select whose options the bot gives."""
    known = ("placeholder", "initial_options", "min_query_length", "max_selected_items")
    yield from base.keys(one, where, (*ALWAYS, *known))
    yield from base.whole(one, "min_query_length", where, 0, 1000)
    yield from base.whole(one, "max_selected_items", where, 1, 100)
    for first, place in base.items(one, "initial_options", where):
        yield from base.option(first, place)


def checkboxes(one: Json, where: str) -> Found:
    """Check a group of boxes."""
    yield from base.keys(one, where, (*ALWAYS, "initial_options"), ("options",))
    yield from base.options(one, where, BOXES, plain=False)
    yield from _first_among(one, where, "initial_options")


def radio_buttons(one: Json, where: str) -> Found:
    """Check a group of radio buttons."""
    yield from base.keys(one, where, (*ALWAYS, "initial_option"), ("options",))
    yield from base.options(one, where, BOXES, plain=False)
    yield from _first_among(one, where, "initial_option")


def plain_text_input(one: Json, where: str) -> Found:
    """Check a text field."""
    known = ("initial_value", "multiline", "min_length", "max_length", "dispatch_action_config", "placeholder")
    yield from base.keys(one, where, ("action_id", "focus_on_load", *known))
    yield from base.string(one, "initial_value", where, TYPED)
    yield from base.flags(one, where, "multiline")
    yield from base.whole(one, "min_length", where, 0, TYPED)
    yield from base.whole(one, "max_length", where, 1, TYPED)
    least, most, first = one.get("min_length"), one.get("max_length"), one.get("initial_value")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield said(f"{where}/min_length", "must not be more than max_length")
    if isinstance(most, int) and isinstance(first, str) and len(first) > most:
        yield said(f"{where}/initial_value", "must not be longer than max_length")


def number_input(one: Json, where: str) -> Found:
    """Check a number field: is_decimal_allowed is needed, and its numbers are strings."""
    known = ("initial_value", "min_value", "max_value", "dispatch_action_config", "placeholder")
    yield from base.keys(one, where, ("action_id", "focus_on_load", *known), ("is_decimal_allowed",))
    yield from base.flags(one, where, "is_decimal_allowed")
    numbers = {name: _number(one[name]) for name in known[:3] if one.get(name) is not None}
    for name, number in numbers.items():
        if number is None:
            yield said(f"{where}/{name}", "must be a string that holds a number")
        elif one.get("is_decimal_allowed") is False and number != number.to_integral_value():
            yield said(f"{where}/{name}", "must be an integer when is_decimal_allowed is false")
    yield from _within(numbers, where)


def typed_input(one: Json, where: str) -> Found:
    """Check an e-mail or address field."""
    known = ("initial_value", "dispatch_action_config", "placeholder")
    yield from base.keys(one, where, ("action_id", "focus_on_load", *known))
    yield from base.string(one, "initial_value", where, TYPED)


def rich_text_input(one: Json, where: str) -> Found:
    """Check a rich text field."""
    known = ("initial_value", "dispatch_action_config", "placeholder")
    yield from base.keys(one, where, ("action_id", "focus_on_load", *known))


def file_input(one: Json, where: str) -> Found:
    """Check a file field."""
    yield from base.keys(one, where, ("action_id", "filetypes", "max_files"))
    yield from base.whole(one, "max_files", where, 1, 10)


def datepicker(one: Json, where: str) -> Found:
    """Check a date field."""
    yield from base.keys(one, where, (*ALWAYS, "initial_date", "placeholder"))
    yield from _pattern(one, "initial_date", where, DAY, "YYYY-MM-DD")


def timepicker(one: Json, where: str) -> Found:
    """Check a time field."""
    yield from base.keys(one, where, (*ALWAYS, "initial_time", "placeholder", "timezone"))
    yield from _pattern(one, "initial_time", where, TIME, "HH:mm")


def datetimepicker(one: Json, where: str) -> Found:
    """Check a field of date and time."""
    yield from base.keys(one, where, (*ALWAYS, "initial_date_time"))
    yield from base.whole(one, "initial_date_time", where, 1_000_000_000, 9_999_999_999)


def image(one: Json, where: str) -> Found:
    """Check a small image."""
    yield from base.keys(one, where, ("image_url", "slack_file"), ("alt_text",))
    yield from base.string(one, "alt_text", where, 2000, least=1)
    yield from base.string(one, "image_url", where, base.URL, least=1)
    if not (one.get("image_url") or one.get("slack_file")):
        yield said(where, "missing required field: image_url")


def people(first: str, *, many: bool = False) -> Check:
    """Make the check of a select of users, channels or conversations; `first` is the key of its first value."""
    known = ("placeholder", first, "response_url_enabled", "default_to_current_conversation", "filter")

    def check(one: Json, where: str) -> Found:
        yield from base.keys(one, where, (*ALWAYS, *known, *(("max_selected_items",) if many else ())))
        if many:
            yield from base.count(one, first, where, 100, least=0)
        else:
            yield from base.string(one, first, where, 30)

    return check


ELEMENTS: Mapping[str, Check] = MappingProxyType(
    {
        "button": button,
        "overflow": overflow,
        "static_select": static_select,
        "multi_static_select": multi_static_select,
        "external_select": external_select,
        "multi_external_select": multi_external_select,
        "users_select": people("initial_user"),
        "multi_users_select": people("initial_users", many=True),
        "conversations_select": people("initial_conversation"),
        "multi_conversations_select": people("initial_conversations", many=True),
        "channels_select": people("initial_channel"),
        "multi_channels_select": people("initial_channels", many=True),
        "checkboxes": checkboxes,
        "radio_buttons": radio_buttons,
        "plain_text_input": plain_text_input,
        "number_input": number_input,
        "email_text_input": typed_input,
        "url_text_input": typed_input,
        "rich_text_input": rich_text_input,
        "file_input": file_input,
        "datepicker": datepicker,
        "timepicker": timepicker,
        "datetimepicker": datetimepicker,
        "image": image,
    }
)
TYPED_INPUTS = frozenset({"plain_text_input", "number_input", "email_text_input", "url_text_input", "rich_text_input"})
INPUTS = frozenset(ELEMENTS) - {"button", "overflow", "image"}
ACTIONS = frozenset(ELEMENTS) - TYPED_INPUTS - {"file_input", "image"}
ACCESSORIES = ACTIONS | {"image"}


def element(one: object, where: str, allowed: frozenset[str], surface: str) -> Found:
    """Check one element in a block that takes the `allowed` kinds, on a message, modal or home."""
    if not isinstance(one, dict):
        yield said(where, "must be an object")
        return
    kind = one.get("type")
    if not isinstance(kind, str) or kind not in allowed:
        yield said(where, f"unsupported type: {str(kind)[:80]}")
        return
    yield from ELEMENTS[kind](one, where)
    yield from base.id_(one, "action_id", where)
    yield from base.text(one, "placeholder", where, PLACEHOLDER, plain=True)
    yield from base.confirm(one, where)
    yield from base.flags(one, where, "focus_on_load")
    if kind == "file_input" and surface != "modal":
        yield said(where, "file_input is only allowed in modals")


def _choices(one: Json, where: str) -> Found:
    yield from base.options(one, where, base.SELECT_OPTIONS)
    yield from base.groups(one, where)
    if bool(one.get("options")) == bool(one.get("option_groups")):
        yield said(where, "must provide one of options and option_groups, with at least 1 item")


def _first_among(one: Json, where: str, name: str) -> Found:
    first = one.get(name)
    if first is None:
        return
    offered = [option for option, _ in base.items(one, "options", where)]
    for group, _ in base.items(one, "option_groups", where):
        offered += [option for option, _ in base.items(group, "options", where)] if isinstance(group, dict) else []
    wanted = [first] if name == "initial_option" else first
    if not isinstance(wanted, list) or not wanted or any(option not in offered for option in wanted):
        yield said(f"{where}/{name}", "must match exactly one of the options provided")


def _pattern(one: Json, name: str, where: str, pattern: re.Pattern[str], words: str) -> Found:
    value = one.get(name)
    if value is not None and not (isinstance(value, str) and pattern.fullmatch(value)):
        yield said(f"{where}/{name}", f"must be a string in the format {words}")


def _number(value: object) -> Decimal | None:
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _within(numbers: Mapping[str, Decimal | None], where: str) -> Found:
    first, least, most = (numbers.get(name) for name in ("initial_value", "min_value", "max_value"))
    if least is not None and most is not None and least > most:
        yield said(f"{where}/min_value", "must not be more than max_value")
    if first is not None and ((least is not None and first < least) or (most is not None and first > most)):
        yield said(f"{where}/initial_value", "must stand between min_value and max_value")
