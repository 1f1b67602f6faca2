"""What the inspector shows of one exchange: a row for the list, both sides in full, and no secret in either."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Any

from sandbox.delivery import PATIENCE
from sandbox.mrkdwn import unescape
from sandbox.records import Exchange

HIDDEN = "••••••"
SECRET_KEYS = frozenset({"token", "trigger_id"})
SECRETS = re.compile(r"\bx(?:ox[a-z]|app)-[\w-]+|(?<=/response/)[\w-]+|(?<=/upload/)[\w-]+|(?<=ticket=)[\w-]+")
WRITTEN = frozenset({"attachments", "blocks", "files", "metadata", "view"})
"""Arguments that a client may send as a string of JSON."""


@dataclass(frozen=True)
class Row:
    """One line of the list; `code` is Slack's word for what is wrong, `undrawn` what the page cannot show of it."""

    number: int
    time: str
    out: bool
    name: str
    about: str
    code: str
    undrawn: str
    answer: str
    fault: str
    attempt: int
    ms: int
    late: bool


@dataclass(frozen=True)
class Sides:
    """An exchange in full: what is wrong, said exactly as Slack says it, then both sides as JSON."""

    row: Row
    messages: list[str]
    request: str
    answer: str


def row(one: Exchange, zone: tzinfo) -> Row:
    """Give the line of an exchange, its time in `zone` and its duration in whole milliseconds."""
    at = datetime.fromtimestamp(one.time, zone)
    out = one.direction == "out"
    return Row(
        number=one.number,
        time=f"{at:%H:%M:%S}.{at.microsecond // 1000:03d}",
        out=out,
        name=one.name,
        about=_about(one.request),
        code=_code(one.answer),
        undrawn=", ".join(_facts(one.answer).get("unsupported") or ()),
        answer=str(_facts(one.answer).get("response_action") or ""),
        fault=one.fault,
        attempt=one.attempt,
        ms=round(one.ms),
        late=out and one.ms > PATIENCE * 1000,
    )


def sides(one: Exchange, zone: tzinfo) -> Sides:
    """Give an exchange in full, secrets masked."""
    told = _facts(one.answer)
    told = _facts(told.get("done", told))
    messages = _facts(told.get("response_metadata")).get("messages")
    said = [str(each) for each in messages] if isinstance(messages, list) else []
    return Sides(row(one, zone), said, _pretty(one.request), _pretty(one.answer))


def masked(value: object, key: str = "") -> object:
    """Give a JSON value without tokens, triggers and secret addresses; JSON inside strings is opened."""
    if key in SECRET_KEYS and value:
        return HIDDEN
    if isinstance(value, Mapping):
        return {name: masked(each, str(name)) for name, each in value.items()}
    if isinstance(value, list):
        return [masked(each) for each in value]
    if isinstance(value, str):
        inner = _opened(value) if key in WRITTEN else value
        return SECRETS.sub(HIDDEN, inner) if isinstance(inner, str) else masked(inner)
    return value


def _pretty(value: object) -> str:
    return json.dumps(masked(value), ensure_ascii=False, indent=2, default=str)


def _opened(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _facts(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _code(answer: object) -> str:
    told = _facts(answer)
    status = told.get("status")
    http = f"HTTP {status}" if isinstance(status, int) and status >= HTTPStatus.BAD_REQUEST else ""
    return " · ".join(part for part in (str(told.get("error") or ""), http) if part)


def _about(request: Mapping[str, Any]) -> str:
    """Say what it is about: what was typed or pressed, else the form, else the place."""
    event, view = _facts(request.get("event", request)), _facts(masked(request.get("view"), "view"))
    actions = request.get("actions")
    pressed = _facts(actions[0]) if isinstance(actions, list) and actions else event
    found = (
        request.get("text") if "command" in request else None,
        pressed.get("action_id"),
        view.get("callback_id"),
        request.get("sent_by"),
        request.get("callback_id"),
        event.get("subtype"),
        event.get("channel") or event.get("user_id") or event.get("user"),
    )
    return unescape(next((one for one in found if one and isinstance(one, str)), ""))
