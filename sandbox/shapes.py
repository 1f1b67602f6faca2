"""How Slack writes people, channels, messages, files and views as JSON, for answers, events and interactions alike."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from sandbox.records import APP, BOT, BOT_NAME, BOT_USER, TEAM, Channel, File, Json, Message, User, View

if TYPE_CHECKING:
    from sandbox.workspace import Workspace


def user(person: User) -> Json:
    """Write a person as users.info does."""
    profile: Json = {
        "real_name": person.real_name,
        "display_name": person.name,
        "title": person.title,
        "team": TEAM if not person.is_stranger else "TOTHER",
    }
    if person.is_bot:
        profile |= {"bot_id": BOT, "api_app_id": APP}
    return {
        "id": person.id,
        "team_id": profile["team"],
        "name": person.name,
        "deleted": person.deleted,
        "color": person.color,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_offset": 3600,
        "profile": profile,
        "is_admin": person.is_admin,
        "is_owner": person.is_owner,
        "is_restricted": person.is_restricted,
        "is_ultra_restricted": person.is_ultra_restricted,
        "is_stranger": person.is_stranger,
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": 1_700_000_000,
    }


def channel(one: Channel) -> Json:
    """Write a channel as conversations.info does."""
    if one.is_im:
        return {"id": one.id, "created": 1_700_000_000, "is_im": True, "is_archived": one.is_archived, "user": one.user}
    return {
        "id": one.id,
        "name": one.name,
        "name_normalized": one.name,
        "created": 1_700_000_000,
        "creator": "USLACKBOT",
        "is_channel": not one.is_private,
        "is_group": one.is_private,
        "is_im": False,
        "is_mpim": False,
        "is_private": one.is_private,
        "is_archived": one.is_archived,
        "is_general": False,
        "is_member": BOT_USER in one.members,
        "num_members": len(one.members),
        "topic": {"value": one.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def file(one: File, base: str) -> Json:
    """Write a file as files.info does; `base` is the address of this server."""
    url = f"{base}/files/{one.id}/{quote(one.name, safe='')}"
    return {
        "id": one.id,
        "name": one.name,
        "title": one.title,
        "mimetype": one.mimetype,
        "filetype": one.name.rpartition(".")[2].lower(),
        "mode": "hosted",
        "user": one.user,
        "size": len(one.content),
        "is_external": False,
        "url_private": url,
        "url_private_download": url,
        "permalink": url,
        "channels": sorted(id_ for id_ in one.channels if id_.startswith("C")),
        "ims": sorted(id_ for id_ in one.channels if id_.startswith("D")),
    }


def message(workspace: "Workspace", one: Message, *, metadata: bool = False) -> Json:
    """Write a message as it stands in a history, with its metadata only when asked."""
    told: Json = {"type": "message", "user": one.user, "ts": one.ts, "text": one.text, "team": TEAM}
    told["blocks"] = blocks_of(one)
    if one.bot_id:
        told |= {"bot_id": one.bot_id, "app_id": APP, "bot_profile": bot_profile()}
    else:
        told["client_msg_id"] = "local-" + one.ts
    for name in ("subtype", "thread_ts"):
        if getattr(one, name):
            told[name] = getattr(one, name)
    if one.edited:
        told["edited"] = {"user": one.user, "ts": one.edited}
    if one.files:
        told["files"] = [file(each, workspace.base_url) for each in one.files if not each.deleted]
    if one.reactions:
        told["reactions"] = [{"name": k, "users": v, "count": len(v)} for k, v in one.reactions.items()]
    if metadata and one.metadata:
        told["metadata"] = one.metadata
    return told | _thread(workspace, one)


def blocks_of(one: Message) -> list[Json]:
    """Give the blocks, with the rich text that Slack's client makes of what a person types."""
    if one.blocks or one.bot_id or not one.text:
        return one.blocks
    words: Json = {"type": "rich_text_section", "elements": [{"type": "text", "text": one.text}]}
    return [{"type": "rich_text", "block_id": "typed", "elements": [words]}]


def bot_profile() -> Json:
    """Write the bot as messages carry it."""
    return {
        "id": BOT,
        "app_id": APP,
        "user_id": BOT_USER,
        "name": BOT_NAME,
        "icons": {},
        "deleted": False,
        "team_id": TEAM,
    }


def view(one: View, values: Json | None = None) -> Json:
    """Write a view whole, with the values typed in it under `state`."""
    sent = {key: value for key, value in one.payload.items() if key != "type"}
    defaults: Json = {
        "private_metadata": "",
        "callback_id": "",
        "external_id": "",
        "title": None,
        "submit": None,
        "close": None,
        "clear_on_close": False,
        "notify_on_close": False,
    }
    return (
        defaults
        | sent
        | {
            "id": one.id,
            "team_id": TEAM,
            "type": one.type,
            "state": {"values": values or {}},
            "hash": one.hash,
            "root_view_id": one.root_view_id,
            "previous_view_id": one.previous_view_id,
            "app_id": APP,
            "app_installed_team_id": TEAM,
            "bot_id": BOT,
        }
    )


def _thread(workspace: "Workspace", one: Message) -> Json:
    if one.is_reply or one.ephemeral_to:
        return {}
    replies = [each for each in workspace.replies(one.channel, one.ts) if each.ts != one.ts]
    if not replies:
        return {}
    return {
        "thread_ts": one.ts,
        "reply_count": len(replies),
        "reply_users": sorted({each.user for each in replies}),
        "reply_users_count": len({each.user for each in replies}),
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }
