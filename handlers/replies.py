"""What people write in a debtor's thread is kept in the debtor's journal; edits and deletions are followed."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from domain.replies import Reply, keep_deletion, keep_edit, keep_reply
from domain.typed import unescape
from handlers.mentions import mentioned
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from handlers.typed import readable

_KEEPERS = {
    None: keep_reply,
    "file_share": keep_reply,
    "me_message": keep_reply,
    "thread_broadcast": keep_reply,
    "message_changed": keep_edit,
    "message_deleted": keep_deletion,
}


def written(ack: Ack, body: dict[str, Any], event: dict[str, Any], office: Office, show: Show) -> None:
    """Keep a message of the channel that stands in a debtor's thread; the same event twice is kept once.

    Words written to the bot directly are answered with what can be done.
    """
    if is_direct(event):
        mentioned(ack, show)
        return
    keep, said = _KEEPERS.get(event.get("subtype")), _said(event)
    reply = _reply(str(event.get("channel") or ""), said)
    if keep is not None and reply is not None and not _unchanged(event, said):
        event_id = body.get("event_id")
        act = office.act(show.user, f"event:{event_id}" if event_id else None)
        keep(office.open_book, act, reply)
        office.nudge()
    ack()


def in_a_thread(event: Mapping[str, Any], channel: str, bot_id: str | None) -> bool:
    """Tell whether a message event is about a reply, in the channel, that the bot did not write itself."""
    said = _said(event)
    ours = bot_id is not None and said.get("bot_id") == bot_id
    return event.get("channel") == channel and not ours and _reply(channel, said) is not None


def is_direct(event: Mapping[str, Any]) -> bool:
    """Tell whether an event is a person's words to the bot, in their own conversation."""
    return event.get("channel_type") == "im" and not event.get("subtype") and not event.get("bot_id")


def _said(event: Mapping[str, Any]) -> Mapping[str, Any]:
    """Give the message itself: what it says now, or said before it was deleted."""
    for name in ("message", "previous_message"):
        inner = event.get(name)
        if isinstance(inner, Mapping):
            return inner
    return event


def _reply(channel: str, said: Mapping[str, Any]) -> Reply | None:
    thread, ts = said.get("thread_ts"), said.get("ts")
    if not isinstance(thread, str) or not isinstance(ts, str) or thread == ts:
        return None
    return Reply(channel, thread, ts, _text(said))


def _text(said: Mapping[str, Any]) -> str:
    """Give what a message says, and the names of the files put in with it."""
    files = said.get("files")
    names = [str(one.get("name") or one.get("title") or "") for one in files or () if isinstance(one, Mapping)]
    text = readable(unescape(str(said.get("text") or "")))
    return "\n".join(part for part in (text, ", ".join(filter(None, names))) if part)


def _unchanged(event: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Tell whether an edit changed nothing that is kept: Slack sends one when it unfolds a link."""
    before = event.get("previous_message")
    return event.get("subtype") == "message_changed" and isinstance(before, Mapping) and _text(before) == _text(said)


EVENTS: dict[str, Listener] = {"message": written}
