"""Where a window stands: who looks, at which channel, Home or list of threads, with which thread open."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from sandbox.records import BOT_USER, Channel, User
from sandbox.workspace import Workspace, direct_id

HOME = "home"
THREADS = "threads"
FEW = 100
MOST = 5000
NOTHING_NEW = "-"


@dataclass(frozen=True)
class Place:
    """A window: `channel` is the conversation with the app when `home` or `threads` is true, `thread` a root's ts.

    `mark` is the message after which the new ones begin, `have` the hash of each line that the window has drawn.
    """

    viewer: User
    channel: Channel
    home: bool = False
    threads: bool = False
    thread: str = ""
    shown: int = FEW
    mark: str = ""
    have: Mapping[str, str] = field(default_factory=dict)

    @property
    def href(self) -> str:
        """Give the address of this window."""
        query = {"as": self.viewer.id, "c": HOME if self.home else THREADS if self.threads else self.channel.id}
        more = {"t": self.thread} if self.thread else {}
        many = {"n": str(self.shown)} if self.shown != FEW else {}
        return "/?" + urlencode(query | more | many)

    def seen_as(self, viewer: User) -> str:
        """Give the address of this window for somebody else."""
        return replace(self, viewer=viewer, thread="").href

    def at(self, channel: Channel) -> "Place":
        """Give the window of another channel."""
        return Place(self.viewer, channel)

    def with_thread(self, ts: str) -> "Place":
        """Give this window with that thread open, or none when empty."""
        return replace(self, thread=ts)

    def with_more(self, least: int = 0) -> "Place":
        """Give this window with more of the past, at least so many messages."""
        return replace(self, shown=max(self.shown + FEW, -(-least // FEW) * FEW))


def persons(workspace: Workspace) -> list[User]:
    """Give the people one may look as, in the order they were added."""
    return [one for one in workspace.users.values() if not one.is_bot and not one.deleted]


def channels_of(workspace: Workspace, viewer: User) -> list[Channel]:
    """Give the channels a person is in, by name."""
    joined = [one for one in workspace.channels.values() if not one.is_im and viewer.id in one.members]
    return sorted(joined, key=lambda one: one.name)


def place_of(workspace: Workspace, query: Mapping[str, str], have: Mapping[str, str] | None = None) -> Place | None:
    """Read a window from its address; what is unknown or not this person's falls back to their first channel.

    Gives None in a workspace without people.
    """
    with workspace.lock:
        everybody = persons(workspace)
        if not everybody:
            return None
        viewer = next((one for one in everybody if one.id == query.get("as")), everybody[0])
        wanted, app = query.get("c", ""), workspace.im(viewer.id)
        if wanted in {HOME, THREADS}:
            return Place(viewer, app, home=wanted == HOME, threads=wanted == THREADS)
        channel = _wanted(workspace, viewer, wanted)
        place = Place(viewer, channel or _first(workspace, viewer) or app, shown=_count(query.get("n", "")))
        place = replace(place, mark=query.get("mark", ""), have=have or {})
        return replace(place, thread=query.get("t", "")) if channel is not None else place


def _wanted(workspace: Workspace, viewer: User, wanted: str) -> Channel | None:
    """Give the channel of that id when it is this person's; a direct conversation begins by being opened."""
    channel = workspace.channels.get(wanted)
    if channel is not None:
        return channel if viewer.id in channel.members else None
    other = next((one for one in persons(workspace) if direct_id(viewer.id, one.id) == wanted), None)
    return workspace.direct(viewer.id, other.id) if other is not None else None


def _first(workspace: Workspace, viewer: User) -> Channel | None:
    """Give the first channel that the bot is in too, in the order channels were made."""
    mine = (one for one in workspace.channels.values() if not one.is_im and viewer.id in one.members)
    return next((one for one in mine if BOT_USER in one.members), None)


def _count(text: str) -> int:
    return max(FEW, min(int(text), MOST)) if text.isascii() and text.isdigit() else FEW
