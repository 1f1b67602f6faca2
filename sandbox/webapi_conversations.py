"""The conversations.* methods: what a bot may read of the channels it is in."""

from sandbox import shapes
from sandbox.errors import ApiError
from sandbox.records import BOT_USER, TEAM, Channel, Json, Message
from sandbox.webapi_call import Call

HISTORY_MOST = 999


def history(call: Call) -> Json:
    """Answer conversations.history, newest first; a deleted root that has replies stands as a tombstone."""
    channel = call.own_channel()
    roots = [one for one in call.workspace.messages[channel.id] if not one.is_reply and not one.ephemeral_to]
    told = [line for one in reversed(roots) if _between(call, one) and (line := _line(call, one))]
    messages, following = call.page(told, most=HISTORY_MOST)
    more = bool(following["next_cursor"])
    answer: Json = {"messages": messages, "has_more": more, "pin_count": 0}
    return answer | ({"response_metadata": following} if more else {})


def replies(call: Call) -> Json:
    """Answer conversations.replies, the root first."""
    channel = call.own_channel()
    ts = call.needed("ts")
    thread = [one for one in call.workspace.messages[channel.id] if ts in {one.ts, one.thread_ts}]
    told = [
        line
        for one in thread
        if not one.ephemeral_to and (one.ts == ts or _between(call, one))
        if (line := _line(call, one))
    ]
    if not told:
        raise ApiError("thread_not_found")
    messages, following = call.page(told, default=1000)
    more = bool(following["next_cursor"])
    return {"messages": messages, "has_more": more} | ({"response_metadata": following} if more else {})


def members(call: Call) -> Json:
    """Answer conversations.members."""
    ids, following = call.page(sorted(call.channel().members))
    return {"members": ids, "response_metadata": following}


def info(call: Call) -> Json:
    """Answer conversations.info."""
    return {"channel": shapes.channel(call.channel())}


def list_all(call: Call) -> Json:
    """Answer conversations.list, by `types` and `exclude_archived`."""
    types = {kind.strip() for kind in call.text("types", "public_channel").split(",")}
    with call.workspace.lock:
        seen = [one for one in call.workspace.channels.values() if _kind(one) in types and _visible(one)]
    if call.flag("exclude_archived"):
        seen = [one for one in seen if not one.is_archived]
    channels, following = call.page([shapes.channel(one) for one in seen])
    return {"channels": channels, "response_metadata": following}


def open_direct(call: Call) -> Json:
    """Answer conversations.open for one person."""
    people = [one for one in call.text("users").split(",") if one]
    if len(people) != 1:
        raise ApiError("users_list_not_supplied" if not people else "method_not_supported_for_channel_type")
    if people[0] not in call.workspace.users:
        raise ApiError("user_not_found")
    if people[0] == BOT_USER or call.workspace.users[people[0]].is_bot:
        raise ApiError("cannot_dm_bot")
    channel = call.workspace.im(people[0])
    return {"channel": shapes.channel(channel) if call.flag("return_im") else {"id": channel.id}}


def _between(call: Call, message: Message) -> bool:
    oldest, latest = call.text("oldest") or "0", call.text("latest") or "9" * 12
    at = float(message.ts)
    if call.flag("inclusive"):
        return float(oldest) <= at <= float(latest)
    return float(oldest) < at < float(latest)


def _line(call: Call, message: Message) -> Json | None:
    told = shapes.message(call.workspace, message, metadata=call.flag("include_all_metadata"))
    if not message.deleted:
        return told
    if "reply_count" not in told:
        return None
    return {
        "type": "message",
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
        "ts": message.ts,
        "team": TEAM,
        **{key: value for key, value in told.items() if key.startswith(("reply", "latest", "thread"))},
    }


def _kind(channel: Channel) -> str:
    if channel.is_im:
        return "im"
    return "private_channel" if channel.is_private else "public_channel"


def _visible(channel: Channel) -> bool:
    return not channel.is_private or BOT_USER in channel.members
