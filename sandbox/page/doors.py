"""What the script of the page may ask for: one door an act, each from JSON to an Outcome."""

import base64
from collections.abc import Callable, Mapping
from typing import Any

from sandbox.acts import Acts
from sandbox.emoji import EMOJI
from sandbox.records import Json
from sandbox.render import flat
from sandbox.talk import Outcome, refused
from sandbox.webapi_files import new_file

NBSP = "\N{NO-BREAK SPACE}"
Door = Callable[[Acts, str, Json], Outcome | Json]


class BadAskError(Exception):
    """The script asked for something that no door understands."""


def act(acts: Acts, body: Json) -> Json:
    """Do what `body` says, `as` naming the person and `act` the door; gives what the script shows of the outcome.

    Raises BadAskError for an unknown door or person, or a missing or ill-typed fact.
    """
    door, user = DOORS.get(str(body.get("act"))), body.get("as")
    if door is None or user not in acts.workspace.users:
        raise BadAskError(f"{body.get('act')} as {user}")
    try:
        told = door(acts, str(user), body)
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadAskError(repr(error)) from error
    return _written(told) if isinstance(told, Outcome) else told


def _written(outcome: Outcome) -> Json:
    return {"ok": outcome.ok, "error": outcome.error, "errors": outcome.errors, "opened": outcome.opened}


def _write(acts: Acts, user: str, body: Json) -> Outcome:
    text, channel, thread = str(body["text"]), str(body["channel"]), body.get("thread") or None
    files = _contents(body)
    if not text.startswith("/") or files:
        return acts.write(user, channel, text, thread, files)
    if thread:
        return refused(f"Les commandes ne sont pas disponibles dans les fils{NBSP}: écrivez-la dans le canal.")
    return acts.command(user, channel, text)


def _press(acts: Acts, user: str, body: Json) -> Outcome:
    ids = (str(body["block"]), str(body["action"]))
    return acts.press(user, _where(acts, user, body), *ids, values=body.get("state"), value=body.get("value"))


def _suggest(acts: Acts, user: str, body: Json) -> Json:
    ids = (str(body["block"]), str(body["action"]))
    offer = acts.offer(user, _where(acts, user, body), *ids, str(body["typed"]), body.get("state"))
    return _written(offer) | {"options": [_offered(one) for one in offer.options]}


def _offered(one: Json) -> Json:
    return {"value": one["value"], "label": flat(one["text"]), "description": flat(one.get("description"))}


def _upload(acts: Acts, user: str, body: Json) -> Json:
    files = [new_file(acts.workspace, name, user, content) for name, content in _contents(body)]
    return {"ok": True, "files": [{"id": one.id, "name": one.name, "size": one.size} for one in files]}


def _contents(body: Json) -> list[tuple[str, bytes]]:
    return [(str(one["name"]), base64.b64decode(one["data"], validate=True)) for one in body.get("files", [])]


def _react(acts: Acts, user: str, body: Json) -> Outcome:
    name = str(body["name"])
    if name not in EMOJI:
        raise ValueError(name)
    return acts.react(user, *_message(body), name)


def _read(acts: Acts, user: str, body: Json) -> Outcome:
    channel, space = acts.workspace.channels[str(body["channel"])], acts.workspace
    if user not in channel.members:
        return Outcome(ok=False)
    if body.get("thread"):
        space.mark_thread_read(user, channel.id, str(body["thread"]))
    else:
        space.mark_read(user, channel.id, threads=False)
    return Outcome(ok=True)


def _where(acts: Acts, user: str, body: Mapping[str, Any]) -> str | tuple[str, str]:
    if body.get("home"):
        return acts.workspace.homes[user].id
    return str(body["view"]) if "view" in body else (str(body["channel"]), str(body["ts"]))


def _message(body: Json) -> tuple[str, str]:
    return str(body["channel"]), str(body["ts"])


DOORS: Mapping[str, Door] = {
    "write": _write,
    "press": _press,
    "suggest": _suggest,
    "check": lambda acts, user, body: acts.check(user, str(body["view"]), body.get("state") or {}),
    "upload": _upload,
    "submit": lambda acts, user, body: acts.submit(user, str(body["view"]), body.get("state")),
    "close": lambda acts, user, body: acts.close(user, str(body["view"]), everything=bool(body.get("everything"))),
    "edit": lambda acts, user, body: acts.edit(user, *_message(body), str(body["text"])),
    "delete": lambda acts, user, body: acts.delete(user, *_message(body)),
    "react": _react,
    "read": _read,
    "shortcut": lambda acts, user, body: acts.shortcut(user, str(body["callback"])),
    "message_shortcut": lambda acts, user, body: acts.message_shortcut(user, str(body["callback"]), *_message(body)),
    "open_home": lambda acts, user, _body: acts.open_home(user),
}
