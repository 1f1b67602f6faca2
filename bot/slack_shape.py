"""What a request of Slack's must look like before Bolt and the listeners, which take it for granted, may see it."""

from collections.abc import Mapping
from typing import Any

_OBJECTS = ("event", "view", "container")
_OBJECTS_OR_NULL = ("team", "enterprise", "message", "channel", "user")
_TEXTS = ("type", "command", "callback_id", "action_id", "trigger_id", "text", "user_id", "team_id", "channel_id")
_VIEW = (("user", "id"), ("view", "type"), ("view", "callback_id"))
_NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "block_actions": (("user", "id"),),
    "block_suggestion": (("user", "id"), ("action_id",)),
    "view_submission": _VIEW,
    "view_closed": _VIEW,
    "shortcut": (("user", "id"), ("callback_id",)),
    "message_action": (("user", "id"), ("callback_id",)),
    "event_callback": (("event", "type"),),
}


def well_shaped(body: Any) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Tell whether each part that Bolt and the listeners read is there and of its kind."""
    return (
        isinstance(body, dict)
        and any(name in body for name in ("type", "command", "ssl_check"))
        and all(isinstance(body.get(name) or "", str) for name in _TEXTS)
        and all(isinstance(body.get(name, {}), dict) for name in _OBJECTS)
        and all(isinstance(body.get(name) or {}, dict) for name in _OBJECTS_OR_NULL)
        and all(isinstance(_at(body, path), str) for path in _NEEDED.get(body.get("type") or "", ()))
        and _objects(body.get("authorizations") or [])
        and (body.get("type") != "block_actions" or _actions(body.get("actions")))
        and (body.get("type") != "view_submission" or _values(body["view"]))
    )


def _at(value: Any, path: tuple[str, ...]) -> object:  # noqa: ANN401 - same
    for name in path:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _objects(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _actions(value: object) -> bool:
    return (
        isinstance(value, list)
        and bool(value)
        and all(isinstance(_at(each, (name,)), str) for each in value for name in ("type", "action_id"))
    )


def _values(view: Mapping[str, Any]) -> bool:
    """Tell whether what was filled in is objects down to each field: block, action, value."""
    values = _at(view, ("state", "values"))
    return isinstance(values, dict) and all(
        isinstance(block, dict) and all(isinstance(field, dict) for field in block.values())
        for block in values.values()
    )
