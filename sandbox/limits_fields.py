"""Slack's limits on what is typed, dated or given as a file (docs.slack.dev, Block elements)."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from sandbox import limits_base as base
from sandbox.limits_base import ALWAYS, Found, said
from sandbox.records import Json

TYPED = 3000
DAY = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


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
