"""The things a Slack workspace is made of, as plain values shared by the page, the Web API and the tests."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]
ChangeKind = Literal["message", "channel", "read", "home", "views", "turn", "clock", "toast", "inspector"]

TEAM = "TLOCAL"
TEAM_DOMAIN = "local"
APP = "AIMPAYES"
BOT_USER = "UIMPAYES"
BOT = "BIMPAYES"
BOT_NAME = "impayes"
BOT_TOKEN = "xoxb-local"  # noqa: S105 - the key of a workspace that lives on this machine only
APP_TOKEN = "xapp-local"  # noqa: S105 - same
SIGNING_SECRET = "local-signing-secret"  # noqa: S105 - same


@dataclass
class User:
    """A person, or the bot, of the workspace; `is_stranger` marks somebody of another company in a shared channel.

    `about` says to who tries the workspace what this person is there for.
    """

    id: str
    name: str
    real_name: str
    title: str = ""
    about: str = ""
    is_bot: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_stranger: bool = False
    is_owner: bool = False
    is_admin: bool = False
    deleted: bool = False
    tz: str = "Europe/Paris"
    color: str = "4a6785"


@dataclass
class Channel:
    """A channel, or when `is_im` a direct conversation: of `user` with the bot, or of two people."""

    id: str
    name: str
    is_private: bool = False
    is_im: bool = False
    user: str | None = None
    members: set[str] = field(default_factory=set)
    is_archived: bool = False
    topic: str = ""


@dataclass
class File:
    """A file somebody put in, or an upload under way while `complete` is false."""

    id: str
    name: str
    title: str
    mimetype: str
    user: str
    content: bytes = b""
    size: int = 0
    complete: bool = False
    deleted: bool = False
    channels: set[str] = field(default_factory=set)


@dataclass
class Message:
    """What stands in a channel; `ephemeral_to` names the only person who sees it, `ts` is unique and increasing."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    bot_id: str | None = None
    metadata: Json | None = None
    edited: str | None = None
    subtype: str | None = None
    files: list[File] = field(default_factory=list)
    ephemeral_to: str | None = None
    deleted: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Tell whether it stands inside a thread and not in the channel itself."""
        return self.thread_ts not in {None, self.ts} and self.subtype != "thread_broadcast"

    def seen_by(self, viewer: str | None) -> bool:
        """Tell whether it stands and is not for somebody else alone; `viewer` None sees what is for all."""
        return not self.deleted and self.ephemeral_to in {None, viewer}


@dataclass
class View:
    """A modal or a Home: `payload` is what the app sent (title, blocks, private_metadata, …)."""

    id: str
    user: str
    type: Literal["modal", "home"]
    payload: Json
    hash: str
    root_view_id: str
    previous_view_id: str | None = None

    @property
    def title(self) -> str:
        """Give the text of the title, empty on a Home."""
        title = self.payload.get("title")
        return str(title.get("text", "")) if isinstance(title, Mapping) else ""


@dataclass
class UserGroup:
    """A named group of people, such as @recouvrement."""

    id: str
    handle: str
    users: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Change:
    """One thing that changed: who shows that channel, or that person's screen, draws it again."""

    rev: int
    kind: ChangeKind
    channel: str | None = None
    user: str | None = None


@dataclass(frozen=True)
class Exchange:
    """One call of the Web API (`in`) or one delivery to the bot (`out`), for the inspector; `ms` is the time taken.

    `fault` is the kind of fault that was asked for and happened, `attempt` how often the event was sent before,
    `number` its place among all that were kept.
    """

    time: float
    direction: Literal["in", "out"]
    name: str
    request: Json
    answer: Any
    ms: float
    fault: str = ""
    attempt: int = 0
    number: int = 0


@dataclass(frozen=True)
class Toast:
    """A short notice shown to one person outside any channel, as Slack's client does when an app does not answer."""

    rev: int
    text: str
