"""One call of the Web API: its arguments as slack_sdk sends them, and the checks that many methods share."""

import json
from dataclasses import dataclass
from typing import Any

from sandbox.delivery import Delivery
from sandbox.errors import ApiError
from sandbox.records import BOT_USER, Channel, Json, Message
from sandbox.workspace import Workspace

METADATA_MOST = 8000


@dataclass
class Call:
    """The arguments of one call, by name, JSON or form strings alike."""

    delivery: Delivery
    args: Json

    @property
    def workspace(self) -> Workspace:
        """Give the workspace the call acts on."""
        return self.delivery.workspace

    def text(self, name: str, default: str = "") -> str:
        """Give an argument as text, `default` when it was not sent."""
        value = self.args.get(name)
        return default if value is None else str(value)

    def needed(self, name: str) -> str:
        """Give an argument as text; raises ApiError when it was not sent."""
        if value := self.text(name):
            return value
        raise ApiError("invalid_arguments", f"[ERROR] missing required field: {name}")

    def flag(self, name: str) -> bool:
        """Tell whether an argument is true, in any of the ways SDKs write it."""
        return self.text(name).lower() in {"1", "true"}

    def number(self, name: str, default: int, most: int) -> int:
        """Give a whole number between 1 and `most`; raises ApiError invalid_limit."""
        try:
            value = int(self.text(name) or default)
        except ValueError:
            raise ApiError("invalid_limit") from None
        if not 1 <= value <= most:
            raise ApiError("invalid_limit")
        return value

    def json(self, name: str) -> Any:  # noqa: ANN401 - whatever the app sent
        """Give a structured argument, sent as JSON or as a string of it; raises ApiError when it cannot be read."""
        value = self.args.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise ApiError("invalid_arguments", f"[ERROR] `{name}` is not valid JSON") from None

    def metadata(self) -> Json | None:
        """Give the message metadata; raises ApiError when it has not Slack's shape or is over 8 000 characters."""
        value = self.json("metadata")
        if value is None or value == "":
            return None
        good = isinstance(value, dict) and isinstance(value.get("event_type"), str)
        if (
            not good
            or not isinstance(value.get("event_payload"), dict)
            or value.keys() - {"event_type", "event_payload"}
        ):
            raise ApiError("invalid_metadata_format")
        if len(json.dumps(value)) > METADATA_MOST:
            raise ApiError("metadata_too_large")
        return dict(value)

    def channel(self, name: str = "channel") -> Channel:
        """Give the channel named by id, or the direct one of a user's id; raises ApiError channel_not_found."""
        key = self.needed(name)
        space = self.workspace
        if key in space.users and key != BOT_USER:
            return space.im(key)
        channel = space.channels.get(key)
        hidden = channel is not None and channel.is_private and BOT_USER not in channel.members
        if channel is None or hidden:
            raise ApiError("channel_not_found")
        return channel

    def own_channel(self, *, writing: bool = False) -> Channel:
        """Give the channel when the bot is in it; raises ApiError not_in_channel, or is_archived when writing."""
        channel = self.channel()
        if BOT_USER not in channel.members:
            raise ApiError("not_in_channel")
        if writing and channel.is_archived:
            raise ApiError("is_archived")
        return channel

    def message(self, channel: Channel, name: str = "ts") -> Message:
        """Give the message at a timestamp; raises ApiError message_not_found."""
        message = self.workspace.find(channel.id, self.needed(name))
        if message is None or message.ephemeral_to:
            raise ApiError("message_not_found")
        return message

    def page(self, items: list[Any], default: int = 100, most: int = 1000) -> tuple[list[Any], Json]:
        """Cut one page by `limit` and `cursor`, and give what follows it as response_metadata."""
        limit = self.number("limit", default, most)
        cursor = self.text("cursor")
        if cursor and not (cursor.startswith("at:") and cursor[3:].isdecimal()):
            raise ApiError("invalid_cursor")
        start = int(cursor[3:]) if cursor else 0
        more = start + limit < len(items)
        following = f"at:{start + limit}" if more else ""
        return items[start : start + limit], {"next_cursor": following}
