"""Which events a bot is sent for what happens in a channel it is in, written as the Events API does."""

import copy

from sandbox import shapes
from sandbox.records import BOT_USER, TEAM, Channel, Json, Message
from sandbox.workspace import Workspace

MANIFEST_EVENTS = frozenset(
    {"app_home_opened", "app_mention", "message.channels", "message.groups", "message.im", "file_shared"}
)


def channel_type(channel: Channel) -> str:
    """Give Slack's word for the kind of channel: im, group or channel."""
    if channel.is_im:
        return "im"
    return "group" if channel.is_private else "channel"


def subscription(event: Json) -> str:
    """Give the name an app subscribes to in order to get this event, such as message.im."""
    if event["type"] != "message":
        return str(event["type"])
    return {"im": "message.im", "group": "message.groups"}.get(event["channel_type"], "message.channels")


def snapshot(workspace: Workspace, message: Message) -> Json:
    """Write a message as it is now, kept apart from later changes."""
    with workspace.lock:
        return copy.deepcopy(shapes.message(workspace, message, metadata=True))


def posted(workspace: Workspace, message: Message) -> list[Json]:
    """Give the events of a new message: message, and app_mention when it names the bot."""
    channel = workspace.channels[message.channel]
    event = snapshot(workspace, message) | _place(channel, message.ts)
    for added in ("reply_count", "reply_users", "latest_reply"):
        event.pop(added, None)
    mentioned = f"<@{BOT_USER}>" in message.text and not channel.is_im and message.user != BOT_USER
    shared = [
        {
            "type": "file_shared",
            "channel_id": channel.id,
            "file_id": file.id,
            "file": {"id": file.id},
            "user_id": message.user,
            "event_ts": message.ts,
        }
        for file in message.files
    ]
    mention = {key: value for key, value in event.items() if key != "channel_type"} | {"type": "app_mention"}
    return [event, *([mention] if mentioned else []), *shared]


def changed(workspace: Workspace, message: Message, previous: Json) -> list[Json]:
    """Give the event of an edited message, its former self beside it."""
    return [
        {
            "type": "message",
            "subtype": "message_changed",
            "message": snapshot(workspace, message),
            "previous_message": previous,
            "hidden": True,
            "ts": message.edited or message.ts,
        }
        | _place(workspace.channels[message.channel], message.edited or message.ts)
    ]


def deleted(workspace: Workspace, message: Message, previous: Json) -> list[Json]:
    """Give the event of a message that was taken away."""
    now = workspace.next_ts()
    return [
        {
            "type": "message",
            "subtype": "message_deleted",
            "previous_message": previous,
            "deleted_ts": message.ts,
            "hidden": True,
            "ts": now,
        }
        | _place(workspace.channels[message.channel], now)
    ]


def joined(workspace: Workspace, channel: Channel, user: str) -> list[Json]:
    """Give the event of somebody, or the bot itself, who joins a channel."""
    return [
        {
            "type": "member_joined_channel",
            "user": user,
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": TEAM,
            "event_ts": workspace.next_ts(),
        }
    ]


def reacted(workspace: Workspace, message: Message, user: str, name: str, kind: str = "reaction_added") -> list[Json]:
    """Give the event of a reaction put under a message, or taken back: `kind` is reaction_removed."""
    return [
        {
            "type": kind,
            "user": user,
            "reaction": name,
            "item_user": message.user,
            "item": {"type": "message", "channel": message.channel, "ts": message.ts},
            "event_ts": workspace.next_ts(),
        }
    ]


def home_opened(workspace: Workspace, user: str, tab: str) -> Json:
    """Give the event of a person who opens the bot's Home or its messages, the published view with it."""
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": workspace.im(user).id,
        "tab": tab,
        "event_ts": workspace.next_ts(),
    }
    home = workspace.homes.get(user)
    return event | ({"view": shapes.view(home)} if home and tab == "home" else {})


def _place(channel: Channel, event_ts: str) -> Json:
    return {"channel": channel.id, "channel_type": channel_type(channel), "event_ts": event_ts}
