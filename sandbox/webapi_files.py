"""The files.* methods: an upload in three steps, and what a file is."""

import mimetypes

from sandbox import events, shapes
from sandbox.errors import ApiError
from sandbox.records import BOT, BOT_USER, File, Json
from sandbox.webapi_call import Call
from sandbox.webapi_chat import thread_of
from sandbox.workspace import Workspace


def upload_url(call: Call) -> Json:
    """Answer files.getUploadURLExternal."""
    length = call.number("length", 0, 1_000_000_000)
    file = new_file(call.workspace, call.needed("filename"), BOT_USER)
    file.size = length
    return {"upload_url": f"{call.workspace.base_url}/files/upload/{file.id}", "file_id": file.id}


def complete_upload(call: Call) -> Json:
    """Answer files.completeUploadExternal: the files are shared in a channel when one is given."""
    wanted = call.json("files")
    if not isinstance(wanted, list) or not wanted:
        raise ApiError("invalid_arguments", "[ERROR] missing required field: files")
    files = [_uploaded(call.workspace, one) for one in wanted]
    if place := call.text("channel_id") or call.text("channels"):
        _share(call, files, place.partition(",")[0])
    for file in files:
        file.complete = True
    return {"files": [shapes.file(file, call.workspace.base_url) for file in files]}


def info(call: Call) -> Json:
    """Answer files.info."""
    file = call.workspace.files.get(call.needed("file"))
    if file is None or not file.complete:
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return {
        "file": shapes.file(file, call.workspace.base_url),
        "comments": [],
        "response_metadata": {"next_cursor": ""},
    }


def new_file(space: Workspace, name: str, user: str, content: bytes = b"") -> File:
    """Add a file of a person or of the bot."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    file = File(space.next_id("F"), name, name, kind, user, content, len(content), complete=user != BOT_USER)
    with space.lock:
        space.files[file.id] = file
    return file


def _uploaded(space: Workspace, wanted: object) -> File:
    file = space.files.get(str(wanted.get("id"))) if isinstance(wanted, dict) else None
    if file is None or not isinstance(wanted, dict):
        raise ApiError("file_not_found")
    if not file.content or len(file.content) != file.size:
        raise ApiError("file_update_failed")
    file.title = str(wanted.get("title") or file.name)
    return file


def _share(call: Call, files: list[File], place: str) -> None:
    inner = Call(call.delivery, {**call.args, "channel": place})
    channel = inner.own_channel(writing=True)
    thread, comment = thread_of(inner, channel), call.text("initial_comment")
    for file in files:
        file.channels.add(channel.id)
    message = call.workspace.post(
        channel.id, BOT_USER, comment, thread_ts=thread, bot_id=BOT, files=files, subtype="file_share"
    )
    call.delivery.channel_events(channel.id, events.posted(call.workspace, message))
