"""The chat.* methods: what a bot posts, changes and takes away."""

import json

from sandbox import events, limits, shapes
from sandbox.blocks import with_ids
from sandbox.errors import ApiError
from sandbox.records import BOT, BOT_USER, Channel, Json, Message
from sandbox.undrawn import report
from sandbox.webapi_call import Call
from sandbox.workspace import Workspace

TEXT_MOST = 4000
BLOCKS_MOST = 13_200


def checked(space: Workspace, text: str, blocks: object, *, files: bool = False) -> list[Json]:
    """Give the blocks of a message that Slack would take; raises ApiError with Slack's word for what is wrong.

    What the page cannot draw of them is told to the inspector.
    """
    found = limits.message_complaints(blocks) if blocks else []
    if found:
        raise ApiError("invalid_blocks", *found)
    if len(text) > TEXT_MOST:
        raise ApiError("msg_too_long")
    if not text.strip() and not blocks and not files:
        raise ApiError("no_text")
    if blocks and len(json.dumps(blocks, ensure_ascii=False)) > BLOCKS_MOST:
        raise ApiError("msg_blocks_too_long")
    taken = with_ids(blocks) if isinstance(blocks, list) else []
    report(space, "message", taken)
    return taken


def post_message(call: Call) -> Json:
    """Answer chat.postMessage."""
    channel = call.own_channel(writing=True)
    blocks = checked(call.workspace, call.text("text"), call.json("blocks"))
    metadata, thread = call.metadata(), thread_of(call, channel)
    message = call.workspace.post(
        channel.id,
        BOT_USER,
        call.text("text"),
        blocks=blocks,
        thread_ts=thread,
        bot_id=BOT,
        metadata=metadata,
        subtype="thread_broadcast" if thread and call.flag("reply_broadcast") else None,
    )
    call.delivery.channel_events(channel.id, events.posted(call.workspace, message))
    return {"channel": channel.id, "ts": message.ts, "message": _told(call, message)}


def update(call: Call) -> Json:
    """Answer chat.update: without blocks the old ones stay."""
    channel = call.own_channel()
    message = _own(call, channel, "cant_update_message")
    text = call.text("text", message.text)
    wanted = call.json("blocks")
    blocks = message.blocks if wanted is None else checked(call.workspace, text, wanted)
    if wanted is None:
        checked(call.workspace, text, None, files=bool(message.files or message.blocks))
    metadata = call.metadata() or message.metadata
    before = events.snapshot(call.workspace, message)
    call.workspace.update(channel.id, message.ts, text=text, blocks=blocks, metadata=metadata)
    call.delivery.channel_events(channel.id, events.changed(call.workspace, message, before))
    return {"channel": channel.id, "ts": message.ts, "text": text, "message": _told(call, message)}


def delete(call: Call) -> Json:
    """Answer chat.delete."""
    channel = call.own_channel()
    message = _own(call, channel, "cant_delete_message")
    before = events.snapshot(call.workspace, message)
    call.workspace.delete(channel.id, message.ts)
    call.delivery.channel_events(channel.id, events.deleted(call.workspace, message, before))
    return {"channel": channel.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    """Answer chat.postEphemeral."""
    channel = call.own_channel(writing=True)
    user = call.needed("user")
    if user not in call.workspace.users:
        raise ApiError("user_not_found")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    blocks = checked(call.workspace, call.text("text"), call.json("blocks"))
    message = call.workspace.post(
        channel.id,
        BOT_USER,
        call.text("text"),
        blocks=blocks,
        thread_ts=thread_of(call, channel),
        bot_id=BOT,
        ephemeral_to=user,
    )
    return {"message_ts": message.ts}


def get_permalink(call: Call) -> Json:
    """Answer chat.getPermalink."""
    channel = call.channel()
    message = call.message(channel, "message_ts")
    link = f"{call.workspace.base_url}/archives/{channel.id}/p{message.ts.replace('.', '')}"
    thread = f"?thread_ts={message.thread_ts}&cid={channel.id}" if message.is_reply else ""
    return {"channel": channel.id, "permalink": link + thread}


def add_reaction(call: Call) -> Json:
    """Answer reactions.add."""
    channel = call.own_channel()
    message = call.message(channel, "timestamp")
    people = message.reactions.setdefault(call.needed("name"), [])
    if BOT_USER in people:
        raise ApiError("already_reacted")
    people.append(BOT_USER)
    call.workspace.tell("message", channel=channel.id)
    return {}


def thread_of(call: Call, channel: Channel) -> str | None:
    """Give the thread asked for, if any; raises ApiError thread_not_found when no root stands or stood there."""
    thread = call.text("thread_ts") or None
    if thread is None:
        return None
    root = call.workspace.find(channel.id, thread, even_deleted=True)
    if root is None or root.is_reply or root.ephemeral_to:
        raise ApiError("thread_not_found")
    return thread


def _own(call: Call, channel: Channel, refusal: str) -> Message:
    message = call.message(channel)
    if message.user != BOT_USER:
        raise ApiError(refusal)
    return message


def _told(call: Call, message: Message) -> Json:
    return shapes.message(call.workspace, message, metadata=True)
