"""Requests of every kind: as Slack sends them, broken in one place, and no requests at all."""

from collections.abc import Iterable, Iterator
from typing import Any

NESTED = "[" * 100_000
MALFORMED = [
    b"[]",
    b"7",
    b"{}",
    b"null",
    b'"text"',
    b"not json",
    b'{"type": ',
    b"payload=",
    b"payload=%7B%22type%22%3A%22block_ac",
    b"payload=[]",
    b"payload=7",
    b"payload=%FF%FE",
    b"%%%&&&===",
    b"\xff\xfe\x00",
    b"",
    NESTED.encode(),
    b"payload=" + NESTED.encode(),
    b'{"type": ["event_callback"]}',
    b'{"type": "event_callback"}',
    b'{"type": "event_callback", "event": 7}',
    b'{"type": "event_callback", "event": {}}',
    b'{"type": "event_callback", "event": {"type": 7}}',
    b'{"type": "event_callback", "authorizations": [7], "event": {"type": "message"}}',
    b'{"type": "event_callback", "event": {"type": "message", "user": {}, "channel": []}}',
    b'{"type": "event_callback", "event": {"type": "message", "subtype": []}}',
    b'{"type": "block_actions"}',
    b'{"type": "block_actions", "actions": []}',
    b'{"type": "block_actions", "actions": 7}',
    b'{"type": "block_actions", "actions": [7]}',
    b'{"type": "block_actions", "actions": [{}], "user": 7}',
    b'{"type": "block_actions", "actions": [{"action_id": 7, "type": []}], "team": 7}',
    b'{"type": "block_actions", "actions": [{"action_id": {}}], "channel": {}, "user": {}}',
    b'{"type": "block_actions", "actions": [{"action_id": "promise.open"}], "user": null, "channel": null}',
    b'{"type": "block_suggestion"}',
    b'{"type": "shortcut", "callback_id": []}',
    b'{"type": "message_action"}',
    b'{"type": "view_submission"}',
    b'{"type": "view_submission", "view": {}}',
    b'{"type": "view_submission", "view": "x"}',
    b'{"type": "view_submission", "view": {"callback_id": []}}',
    b'{"type": "view_submission", "view": {"callback_id": "x", "state": 7}, "response_urls": 7}',
    b'{"type": "view_closed", "view": null}',
    b'{"command": {}, "enterprise": 7}',
    b'{"type": "dialog_submission", "callback_id": 7}',
    b'{"type": "function_executed", "event": {"type": "function_executed", "function": 7}}',
    b'{"type": "event_callback", "event": {"type": "function_executed", "inputs": 7, "function_data": 7}}',
]


VIEW = {"type": "modal", "id": "V1", "callback_id": "promise.submit", "private_metadata": "", "state": {"values": {}}}
PEOPLE = {"user": {"id": "U1", "team_id": "T1"}, "team": {"id": "T1", "domain": "x"}, "enterprise": None}
ACTION = {"type": "button", "action_id": "promise.open", "block_id": "b", "value": "1"}
MESSAGE = {"type": "message", "ts": "1.0", "user": "U1", "bot_id": "B1", "text": "x", "metadata": {"event_type": "e"}}
AUTHORIZATIONS = [{"team_id": "T1", "user_id": "UB", "is_bot": True, "enterprise_id": None}]
WELL_FORMED: dict[str, dict[str, Any]] = {
    "block_actions": {
        "type": "block_actions",
        "actions": [ACTION],
        "container": {"type": "message", "message_ts": "1.0", "channel_id": "C1", "is_ephemeral": False},
        "channel": {"id": "C1", "name": "impayes"},
        "message": MESSAGE,
        "response_url": "https://hooks.slack.example/1",
        "trigger_id": "1.2",
        "is_enterprise_install": False,
        **PEOPLE,
    },
    "view_submission": {"type": "view_submission", "view": VIEW, "response_urls": [], **PEOPLE},
    "view_closed": {"type": "view_closed", "view": VIEW, **PEOPLE},
    "block_suggestion": {"type": "block_suggestion", "action_id": "client", "value": "dup", "view": VIEW, **PEOPLE},
    "shortcut": {"type": "shortcut", "callback_id": "find", "trigger_id": "1.2", **PEOPLE},
    "message_action": {
        "type": "message_action",
        "callback_id": "note",
        "message": MESSAGE,
        "channel": {"id": "C1"},
        **PEOPLE,
    },
    "message": {
        "type": "event_callback",
        "team_id": "T1",
        "event_id": "Ev1",
        "authorizations": AUTHORIZATIONS,
        "event": MESSAGE | {"channel": "C1", "channel_type": "channel", "thread_ts": "1.0", "files": [{"id": "F1"}]},
    },
    "message_changed": {
        "type": "event_callback",
        "team_id": "T1",
        "is_ext_shared_channel": True,
        "authorizations": AUTHORIZATIONS,
        "event": {
            "type": "message",
            "subtype": "message_changed",
            "channel": "C1",
            "message": MESSAGE,
            "previous_message": MESSAGE,
        },
    },
    "app_home_opened": {
        "type": "event_callback",
        "team_id": "T1",
        "authorizations": None,
        "event": {"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "view": VIEW},
    },
    "function_executed": {
        "type": "event_callback",
        "event": {"type": "function_executed", "function": {"callback_id": "x"}, "inputs": {}, "bot_access_token": "x"},
    },
    "command": {
        "command": "/impayes",
        "text": "aide",
        "user_id": "U1",
        "team_id": "T1",
        "channel_id": "C1",
        "response_url": "https://hooks.slack.example/1",
        "trigger_id": "1.2",
    },
}


def broken(value: Any) -> Iterator[Any]:
    """Yield `value` with each of its parts, at any depth, replaced by something of another kind, or gone."""
    yield from (None, 7, "x", True, [], [7], {})
    parts: Iterable[tuple[Any, Any]] = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for name, part in parts:
        for other in broken(part):
            copy = value.copy()
            copy[name] = other
            yield copy
        if isinstance(value, dict):
            yield {each: kept for each, kept in value.items() if each != name}
