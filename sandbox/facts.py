"""What may be said when a person, a channel or a message is added, typed so that a misspelt fact does not pass."""

from typing import TypedDict

from sandbox.records import File, Json


class UserFacts(TypedDict, total=False):
    """Facts of a person beside the names."""

    id: str
    title: str
    about: str
    is_bot: bool
    is_restricted: bool
    is_ultra_restricted: bool
    is_stranger: bool
    is_owner: bool
    is_admin: bool
    deleted: bool
    tz: str
    color: str


class ChannelFacts(TypedDict, total=False):
    """Facts of a channel beside its name and members."""

    id: str
    is_private: bool
    is_im: bool
    user: str
    is_archived: bool
    topic: str


class MessageFacts(TypedDict, total=False):
    """Facts of a message beside its place, author, text and blocks."""

    thread_ts: str | None
    bot_id: str | None
    metadata: Json | None
    subtype: str | None
    files: list[File]
    ephemeral_to: str | None


class MessageChanges(TypedDict, total=False):
    """What an update may change."""

    text: str
    blocks: list[Json]
    metadata: Json | None
    files: list[File]
