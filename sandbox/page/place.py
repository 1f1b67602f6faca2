"""Where a window stands: who looks, at which channel or Home, with which thread open; all of it in the address."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from sandbox.records import BOT_USER, Channel, User
from sandbox.workspace import Workspace

HOME = "home"
FEW = 100


@dataclass(frozen=True)
class Place:
    """A window: `channel` is the direct conversation with the app when `home` is true; `thread` is the root's ts."""

    viewer: User
    channel: Channel
    home: bool = False
    thread: str = ""
    shown: int = FEW

    @property
    def href(self) -> str:
        """Give the address of this window."""
        query = {"as": self.viewer.id, "c": HOME if self.home else self.channel.id}
        more = {"t": self.thread} if self.thread else {}
        many = {"n": str(self.shown)} if self.shown != FEW else {}
        return "/?" + urlencode(query | more | many)

    def at(self, channel: Channel) -> "Place":
        """Give the window of another channel."""
        return Place(self.viewer, channel)

    def with_thread(self, ts: str) -> "Place":
        """Give this window with that thread open, or none when empty."""
        return replace(self, thread=ts)

    def with_more(self) -> "Place":
        """Give this window with more of the past."""
        return replace(self, shown=self.shown + FEW)


def persons(workspace: Workspace) -> list[User]:
    """Give the people one may look as, in the order they were added."""
    return [one for one in workspace.users.values() if not one.is_bot and not one.deleted]


def channels_of(workspace: Workspace, viewer: User) -> list[Channel]:
    """Give the channels a person is in, by name."""
    joined = [one for one in workspace.channels.values() if not one.is_im and viewer.id in one.members]
    return sorted(joined, key=lambda one: one.name)


def place_of(workspace: Workspace, query: Mapping[str, str]) -> Place | None:
    """Read a window from its address; what is unknown or not this person's falls back to their first channel.

    Gives None in a workspace without people.
    """
    with workspace.lock:
        everybody = persons(workspace)
        if not everybody:
            return None
        viewer = next((one for one in everybody if one.id == query.get("as")), everybody[0])
        conversation, wanted = workspace.im(viewer.id), query.get("c")
        if wanted == HOME:
            return Place(viewer, conversation, home=True)
        mine = {one.id: one for one in [*channels_of(workspace, viewer), conversation]}
        channel = mine.get(wanted or "") or _first(workspace, mine) or conversation
        return Place(viewer, channel, thread=query.get("t", ""), shown=_count(query.get("n", "")))


def _first(workspace: Workspace, mine: Mapping[str, Channel]) -> Channel | None:
    """Give the first channel that the bot is in too, in the order channels were made."""
    return next((one for one in workspace.channels.values() if one.id in mine and BOT_USER in one.members), None)


def _count(text: str) -> int:
    return max(FEW, min(int(text), 5000)) if text.isascii() and text.isdigit() else FEW
