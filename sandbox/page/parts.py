"""The four parts of the page, drawn from the workspace as it stands: side bar, conversation, thread, modal."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from sandbox import render
from sandbox.mrkdwn import Names
from sandbox.page.lines import Drawings, Lines, who
from sandbox.page.place import Place, channels_of, persons
from sandbox.records import BOT_USER, Change, Channel, View
from sandbox.render import Cast, flat, fragment
from sandbox.workspace import Workspace

SPACE = "Espace de démonstration"
PARIS = ZoneInfo("Europe/Paris")
NBSP = "\N{NO-BREAK SPACE}"
Facts = dict[str, Any]


class Parts:
    """Draws each part for a window; shortcuts are the app's, each with `name` and `callback_id`."""

    def __init__(
        self, workspace: Workspace, message_shortcuts: Sequence[Facts] = (), shortcuts: Sequence[Facts] = ()
    ) -> None:
        self._workspace = workspace
        self._message_shortcuts = message_shortcuts
        self._shortcuts = shortcuts
        self._drawings = Drawings()
        self.draw: dict[str, Callable[[Place], Markup]] = {
            "side": self.side,
            "main": self.main,
            "thread": self.thread,
            "modal": self.modal,
        }

    def page(self, place: Place, *, ready: bool) -> Markup:
        """Draw the whole page."""
        with self._workspace.lock:
            facts: Facts = {name: self.draw[name](place) for name in ("main", "side", "thread", "modal")}  # main reads
            facts |= {"rev": self._workspace.rev, "ready": ready, "viewer": place.viewer, "space": SPACE}
            title = "Accueil" if place.home else self._name(place.channel)
            return fragment(
                "page.html", self._cast(), persons=persons(self._workspace), title=f"{title} · {SPACE}", **facts
            )

    def side(self, place: Place) -> Markup:
        """Draw the side bar: channels, then the app, each with what is unread."""
        with self._workspace.lock:
            joined = [self._entry(place, one) for one in channels_of(self._workspace, place.viewer)]
            app = self._entry(place, self._workspace.im(place.viewer.id)) | {
                "avatar": Markup('<span class="avatar app">€</span>')
            }
            groups = [("Canaux", joined), ("Applications", [app])]
            return fragment("side.html", self._cast(), groups=groups)

    def main(self, place: Place) -> Markup:
        """Draw the conversation, or the Home of the app, and note that it was read."""
        with self._workspace.lock:
            cast, viewer = self._cast(), place.viewer.id
            home = self._workspace.homes.get(viewer)
            drawn = render.blocks(home.payload.get("blocks", []), cast, prefix="home") if place.home and home else ""
            messages, older = ([], False) if place.home else self._lines(place.with_thread(""), cast).channel()
            if not place.home and self._workspace.unread(viewer, place.channel.id):
                self._workspace.mark_read(viewer, place.channel.id)
            facts = {"messages": messages, "older": place.with_more().href if older else ""}
            return fragment("main.html", cast, here=self._here(place), home=drawn, **facts)

    def thread(self, place: Place) -> Markup:
        """Draw the open thread, empty when there is none."""
        with self._workspace.lock:
            cast = self._cast()
            messages = [] if place.home else self._lines(place, cast).thread()
            count = len(messages) - 1
            facts = {
                "ts": place.thread,
                "messages": messages,
                "count": f"{count} réponse{'s' if count > 1 else ''}" if count > 0 else "",
                "close_href": place.with_thread("").href,
            }
            return fragment("thread.html", cast, thread=facts if messages else None, here=self._here(place))

    def modal(self, place: Place) -> Markup:
        """Draw the top modal of the person, empty when there is none."""
        with self._workspace.lock:
            stack = self._workspace.stacks.get(place.viewer.id) or []
            cast = self._cast()
            return fragment("modal.html", cast, view=_view(stack[-1], cast) if stack else None)

    def _lines(self, place: Place, cast: Cast) -> Lines:
        now = datetime.fromtimestamp(self._workspace.now(), UTC)
        return Lines(self._workspace, place, cast, now, self._drawings, self._message_shortcuts)

    def _cast(self) -> Cast:
        workspace = self._workspace
        channels = {one.id: one.name for one in workspace.channels.values() if not one.is_im}
        groups = {one.id: one.handle for one in workspace.groups.values()}
        names = Names({one.id: one.real_name for one in workspace.users.values()}, channels, groups, PARIS)
        people = [(one.id, one.real_name) for one in persons(workspace)]
        return Cast(names, people, [(id_, f"#{name}") for id_, name in channels.items()], workspace.base_url)

    def _entry(self, place: Place, channel: Channel) -> Facts:
        unread = self._workspace.unread(place.viewer.id, channel.id)
        return {
            "name": self._name(channel),
            "sigil": _sigil(channel),
            "href": Place(place.viewer, channel, home=channel.is_im and not unread).href,
            "on": channel.id == place.channel.id,
            "unread": unread,
        }

    def _name(self, channel: Channel) -> str:
        return self._workspace.users[BOT_USER].real_name if channel.is_im else channel.name

    def _tabs(self, place: Place) -> list[Facts]:
        home, messages = (Place(place.viewer, place.channel, home=at_home) for at_home in (True, False))
        unread = self._workspace.unread(place.viewer.id, place.channel.id)
        return [
            {"name": "Accueil", "href": home.href, "on": place.home, "unread": 0},
            {"name": "Messages", "href": messages.href, "on": not place.home, "unread": unread if place.home else 0},
        ]

    def _here(self, place: Place) -> Facts:
        channel, name = place.channel, self._name(place.channel)
        members = [who(self._workspace.users.get(one))["name"] for one in sorted(channel.members)]
        return {
            "id": channel.id,
            "name": name,
            "sigil": _sigil(channel),
            "topic": channel.topic,
            "is_im": channel.is_im,
            "is_home": place.home,
            "tabs": self._tabs(place) if channel.is_im else [],
            "members": len(members),
            "member_names": ", ".join(members),
            "invite": f"Envoyer un message à {'' if channel.is_private else '#'}{name}",
            "shortcuts": self._shortcuts,
            "frozen": f"Le canal {name} est archivé{NBSP}: on n’y écrit plus." if channel.is_archived else "",
        }


def _sigil(channel: Channel) -> str:
    if channel.is_im:
        return ""
    return "lock" if channel.is_private else "#"


def _view(view: View, cast: Cast) -> Facts:
    payload = view.payload
    return {
        "id": view.id,
        "hash": view.hash,
        "title": flat(payload.get("title")),
        "submit": flat(payload.get("submit")),
        "close": flat(payload.get("close")) or "Annuler",
        "covers": view.previous_view_id is not None,
        "html": render.blocks(payload.get("blocks", []), cast, prefix=view.id),
    }


def parts_of(changes: Iterable[Change], viewer: str) -> list[str]:
    """Tell which parts of a person's window the changes may have touched."""
    touched: set[str] = set()
    for change in changes:
        if change.user in {None, viewer}:
            touched |= _TOUCHED.get(change.kind, set())
    return [part for part in ("side", "main", "thread", "modal") if part in touched]


_TOUCHED = {
    "message": {"side", "main", "thread"},
    "channel": {"side", "main"},
    "home": {"main"},
    "views": {"modal"},
}
