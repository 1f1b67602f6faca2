"""Filling in forms by label: what a person types or picks, turned into the values Slack's client would send."""

from collections.abc import Callable, Mapping
from typing import Any

from sandbox.acts import Acts
from sandbox.blocks import elements, options
from sandbox.reading import readable
from sandbox.records import Json, View
from sandbox.state import Values

Choose = Callable[[Any], Any]
Given = str | int | None | list[str] | tuple[str, ...]


def field_named(acts: Acts, view: View, label: str) -> tuple[Json, Json]:
    """Give the input block of that label and its element; raises AssertionError with the labels there are."""
    fields = {name_of(acts, block): (block, block["element"]) for block in view.payload["blocks"] if "element" in block}
    if label not in fields:
        raise AssertionError(f"no field « {label} » in « {view.title} », only {sorted(fields)}")
    return fields[label]


def name_of(acts: Acts, block: Json) -> str:
    """Give the label of an input block as it is read."""
    return readable(acts.workspace, str(block["label"]["text"]))


def labelled_errors(acts: Acts, view: View, errors: Mapping[str, str]) -> dict[str, str]:
    """Give sentences by label instead of by block_id."""
    names = {block.get("block_id"): name_of(acts, block) for block in view.payload["blocks"] if "label" in block}
    return {names.get(block_id, block_id): sentence for block_id, sentence in errors.items()}


def value(acts: Acts, user: str, view: View, label: str, given: Given, typed: Values) -> Any:  # noqa: ANN401 - Slack's
    """Turn what a person means into the value of that field; raises AssertionError when it cannot be chosen."""
    if given is None or given == "":
        return None
    choose = _chooser(acts, user, view, field_named(acts, view, label), typed)
    return _each(given, choose) if choose else given


def _chooser(acts: Acts, user: str, view: View, field: tuple[Json, Json], typed: Values) -> Choose | None:
    """Give what turns a name into a choice of that field, nothing for one that is typed in."""
    element, kind = field[1], str(field[1]["type"])
    if kind in {"users_select", "multi_users_select"}:
        return lambda name: acts.workspace.by_name(name).id
    if kind.startswith(("channels", "conversations", "multi_channels", "multi_conversations")):
        return lambda name: acts.workspace.channel_named(name).id
    if kind.endswith("external_select"):
        return lambda words: _suggested(acts, user, view, field, words, typed)
    if kind == "file_input":
        return lambda name: _file(acts, user, name)
    return (lambda words: _picked(options(element), words)) if options(element) else None


def _each(given: Given, choose: Choose) -> Any:  # noqa: ANN401 - a choice by name
    return [choose(one) for one in given] if isinstance(given, list | tuple) else choose(given)


def _file(acts: Acts, user: str, name: str) -> str:
    """Give the id of the person's newest file of that name; raises AssertionError when there is none."""
    for file in reversed(list(acts.workspace.files.values())):
        if (file.name, file.user) == (name, user):
            return file.id
    raise AssertionError(f"no file {name!r} of {user}")


def _suggested(acts: Acts, user: str, view: View, field: tuple[Json, Json], words: str, typed: Values) -> Json:
    block, element = field
    offered = acts.suggest(user, view, block["block_id"], element["action_id"], words, typed)
    if not offered:
        raise AssertionError(f"nothing is offered for {words!r}")
    exact = [one for one in offered if one["text"]["text"].casefold() == words.casefold()]
    return (exact or offered)[0]


def _picked(offered: list[Json], words: str) -> Json:
    for one in offered:
        if words in {one["text"]["text"], one.get("value")}:
            return one
    raise AssertionError(f"no option {words!r}, only {[one['text']['text'] for one in offered]}")


def dispatches(block: Json) -> bool:
    """Tell whether the bot hears of this field as soon as it is filled in."""
    return bool(block.get("dispatch_action")) and bool(elements(block))
