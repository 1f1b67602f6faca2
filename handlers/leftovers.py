"""Ids that no listener knows, such as an older program's: the person is told, never left waiting."""

import logging
from typing import Any

from slack_bolt import Ack

from handlers.doors import in_form
from handlers.show import Show
from messages.shown import Shown
from messages.words import say

log = logging.getLogger(__name__)


def pressed(ack: Ack, action: dict[str, Any], show: Show) -> None:
    """Answer an unknown button or menu; a link needs no answer."""
    _noted("action", action.get("action_id"))
    ack()
    if not action.get("url"):
        show.tell(_stale())


def taken(ack: Ack, shortcut: dict[str, Any], show: Show) -> None:
    """Answer an unknown shortcut."""
    _noted("shortcut", shortcut.get("callback_id"))
    ack()
    show.tell(_stale())


def typed(ack: Ack, command: dict[str, Any]) -> None:
    """Answer an unknown slash command."""
    _noted("command", command.get("command"))
    ack(text=_stale().text, response_type="ephemeral")


def submitted(ack: Ack, view: dict[str, Any], show: Show) -> None:
    """Answer an unknown modal."""
    _noted("view", view.get("callback_id"))
    in_form(ack, show, view, say("answers.stale_form"))


def searched(ack: Ack, options: dict[str, Any]) -> None:
    """Answer an unknown select."""
    _noted("options", options.get("action_id"))
    ack(options=[])


def happened(ack: Ack) -> None:
    """Answer an event that means nothing here."""
    ack()


def _stale() -> Shown:
    return Shown(say("answers.stale"), [])


def _noted(kind: str, name: object) -> None:
    log.warning("no listener for %s %s", kind, str(name)[:80])
