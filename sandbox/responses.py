"""What a bot says at a response_url or in the body of its acknowledgement: messages to one person or to the channel."""

import time

from sandbox import events
from sandbox.delivery import Delivery
from sandbox.errors import ApiError
from sandbox.records import BOT, BOT_USER, Exchange, Json, Message
from sandbox.triggers import ResponseAddress
from sandbox.webapi_chat import checked


def say(delivery: Delivery, said: Json, *, user: str, channel: str, thread: str | None = None) -> Message:
    """Post what the bot answered, to `user` alone unless response_type is in_channel; raises ApiError."""
    public = said.get("response_type") == "in_channel"
    text = str(said.get("text") or "")
    message = delivery.workspace.post(
        channel,
        BOT_USER,
        text,
        blocks=checked(delivery.workspace, text, said.get("blocks")),
        bot_id=BOT,
        ephemeral_to=None if public else user,
        thread_ts=said.get("thread_ts") or thread,
    )
    if public:
        delivery.channel_events(channel, events.posted(delivery.workspace, message))
    return message


def respond(delivery: Delivery, key: str, said: object) -> None:
    """Do what a bot sent to a response address: say, replace or delete; raises ApiError."""
    started = time.monotonic()
    told: Json = {"ok": True}
    try:
        _respond(delivery, key, said)
    except ApiError as refusal:
        told = refusal.answer()
        raise
    finally:
        space, ms = delivery.workspace, (time.monotonic() - started) * 1000
        shown = said if isinstance(said, dict) else {"body": said}
        space.inspect(Exchange(space.now(), "in", "response_url", shown, told, ms))


def _respond(delivery: Delivery, key: str, said: object) -> None:
    address = delivery.permissions.answer(key)
    if not isinstance(said, dict):
        raise ApiError("invalid_payload")
    about_original = said.get("delete_original") or said.get("replace_original")
    if about_original and _on_original(delivery, address, said):
        return
    say(delivery, said, user=address.user, channel=address.channel)


def _on_original(delivery: Delivery, address: ResponseAddress, said: Json) -> bool:
    """Change the message the interaction came from and tell whether there was one."""
    source, space = address.source, delivery.workspace
    if source is None or space.find(source.channel, source.ts) is None:
        return bool(said.get("delete_original"))
    before = events.snapshot(space, source)
    if said.get("delete_original"):
        space.delete(source.channel, source.ts)
        told = events.deleted(space, source, before)
    else:
        text = str(said.get("text") or "")
        space.update(source.channel, source.ts, text=text, blocks=checked(space, text, said.get("blocks")))
        told = events.changed(space, source, before)
    if source.ephemeral_to is None:
        delivery.channel_events(source.channel, told)
    return True
