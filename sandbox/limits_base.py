"""The words of Slack's complaints about Block Kit, and the checks that every element shares; none fails on any JSON."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from sandbox.records import Json

Found = Iterator[str]
Check = Callable[[Json, str], Found]

OPTION_TEXT = OPTION_VALUE = DESCRIPTION = 75
URL = 3000
ALWAYS = ("action_id", "confirm", "focus_on_load")
SELECT_OPTIONS = 100
CONFIRM: Mapping[str, int] = MappingProxyType({"title": 100, "text": 300, "confirm": 30, "deny": 30})


def said(where: str, words: str) -> str:
    """Write a complaint as Slack does, with the place as a JSON pointer."""
    return f"[ERROR] {words} [json-pointer:{where}]"


def keys(holder: Json, where: str, allowed: Iterable[str], needed: Iterable[str] = ()) -> Found:
    """Complain of keys that Slack does not know there, and of missing ones."""
    for name in sorted(str(key) for key in holder.keys() - {"type", *allowed, *needed}):
        yield said(where, f"invalid additional property: {name}")
    for name in needed:
        if holder.get(name) is None:
            yield said(where, f"missing required field: {name}")


def string(holder: Json, name: str, where: str, most: int, *, least: int = 0) -> Found:
    """Complain of a field that is not a string, or of its length; an absent one is fine."""
    value = holder.get(name)
    if value is None:
        return
    if not isinstance(value, str):
        yield said(f"{where}/{name}", "must be a string")
    else:
        yield from length(value, f"{where}/{name}", most, least)


def length(value: str, where: str, most: int, least: int = 0) -> Found:
    """Complain of a text that is too long or too short."""
    if len(value) > most:
        yield said(where, f"must be less than {most + 1} characters")
    if len(value) < least:
        yield said(where, f"must be more than {least - 1} characters")


def flags(holder: Json, where: str, *names: str) -> Found:
    """Complain of fields that must be true or false."""
    for name in names:
        if holder.get(name) is not None and not isinstance(holder[name], bool):
            yield said(f"{where}/{name}", "must be a boolean")


def whole(holder: Json, name: str, where: str, least: int, most: int) -> Found:
    """Complain of a field that must be a whole number within bounds."""
    value = holder.get(name)
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most):
        yield said(f"{where}/{name}", f"must be an integer between {least} and {most}")


def text(holder: Json, name: str, where: str, most: int, *, plain: bool = False) -> Found:
    """Complain of a text object; an absent one is fine."""
    value, place = holder.get(name), f"{where}/{name}"
    if value is not None:
        yield from text_object(value, place, most, plain=plain)


def text_object(value: object, place: str, most: int, *, plain: bool = False) -> Found:
    """Complain of a value that is not a text object of 1 to `most` characters."""
    if not isinstance(value, dict):
        yield said(place, "must be an object")
        return
    kind = value.get("type")
    if kind != "plain_text" and (plain or kind != "mrkdwn"):
        yield said(place, "must be a plain_text object" if plain else "unsupported type: " + str(kind))
    yield from keys(value, place, ("emoji",) if kind == "plain_text" else ("verbatim",), ("text",))
    yield from string(value, "text", place, most, least=1)


def items(holder: Json, name: str, where: str) -> list[tuple[object, str]]:
    """Give the entries of a list with their places, nothing when it is no list; see `count` for its size."""
    value = holder.get(name)
    return [(one, f"{where}/{name}/{at}") for at, one in enumerate(value)] if isinstance(value, list) else []


def count(holder: Json, name: str, where: str, most: int, *, least: int = 1) -> Found:
    """Complain of a list that is none, too long or too short; an absent one is fine."""
    value, place = holder.get(name), f"{where}/{name}"
    if value is None:
        return
    if not isinstance(value, list):
        yield said(place, "must be an array")
    elif len(value) > most:
        yield said(place, f"no more than {most} items allowed")
    elif len(value) < least:
        yield said(place, f"must provide at least {least} items")


def confirm(holder: Json, where: str) -> Found:
    """Complain of the confirmation dialog of an element."""
    value, place = holder.get("confirm"), f"{where}/confirm"
    if value is None:
        return
    if not isinstance(value, dict):
        yield said(place, "must be an object")
        return
    yield from keys(value, place, ("style",), CONFIRM)
    for name, most in CONFIRM.items():
        yield from text(value, name, place, most, plain=name != "text")
    yield from one_of(value, "style", place, ("primary", "danger"))


def one_of(holder: Json, name: str, where: str, allowed: tuple[str, ...]) -> Found:
    """Complain of a field outside its few values; an absent one is fine."""
    value = holder.get(name)
    if value is not None and (not isinstance(value, str) or value not in allowed):
        yield said(f"{where}/{name}", f"must be one of: {', '.join(allowed)}")


def option(value: object, place: str, *, plain: bool = True, url: bool = False) -> Found:
    """Complain of one option of a menu or of a group of boxes."""
    if not isinstance(value, dict):
        yield said(place, "must be an object")
        return
    yield from keys(value, place, ("description", *(("url",) if url else ())), ("text", "value"))
    yield from text(value, "text", place, OPTION_TEXT, plain=plain)
    yield from string(value, "value", place, OPTION_VALUE)
    yield from text(value, "description", place, DESCRIPTION, plain=plain)
    yield from string(value, "url", place, URL)


def options(holder: Json, where: str, most: int, *, plain: bool = True, url: bool = False) -> Found:
    """Complain of the options of an element: how many, each one, and values that stand twice."""
    yield from count(holder, "options", where, most)
    values = []
    for one, place in items(holder, "options", where):
        yield from option(one, place, plain=plain, url=url)
        values.append(one.get("value") if isinstance(one, dict) else None)
    yield from unique([value for value in values if isinstance(value, str)], f"{where}/options", "value")


def groups(holder: Json, where: str) -> Found:
    """Complain of option groups."""
    yield from count(holder, "option_groups", where, SELECT_OPTIONS)
    for one, place in items(holder, "option_groups", where):
        if not isinstance(one, dict):
            yield said(place, "must be an object")
            continue
        yield from keys(one, place, (), ("label", "options"))
        yield from text(one, "label", place, OPTION_TEXT, plain=True)
        yield from options(one, place, SELECT_OPTIONS)


def unique(values: list[str], where: str, name: str) -> Found:
    """Complain of values that stand twice."""
    for value in sorted({value for value in values if values.count(value) > 1}):
        yield said(where, f"{name} `{value[:80]}` already exists")


def id_(holder: Json, name: str, where: str) -> Found:
    """Complain of an id that is empty or over 255 characters."""
    yield from string(holder, name, where, 255, least=1)
