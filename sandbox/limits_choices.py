"""Slack's limits on what is chosen: selects, menus and boxes (docs.slack.dev, Block elements)."""

from sandbox import limits_base as base
from sandbox.limits_base import ALWAYS, Check, Found, said
from sandbox.records import Json

BOXES = 10


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
