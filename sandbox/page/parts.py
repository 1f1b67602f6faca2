"""The four parts of the page, drawn from the workspace as it stands: side bar, conversation, thread, modal."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup

from sandbox import render
from sandbox.mrkdwn import Names
from sandbox.page import side
from sandbox.page.drawings import Drawings
from sandbox.page.faces import who
from sandbox.page.hints import Hint, commands
from sandbox.page.lines import Lines
from sandbox.page.place import Place, persons
from sandbox.page.reactions import PICKER
from sandbox.records import Channel, View
from sandbox.render import Cast, flat, fragment
from sandbox.workspace import Workspace

SPACE = "Espace de démonstration"
PARIS = ZoneInfo("Europe/Paris")
NBSP = "\N{NO-BREAK SPACE}"
LAST_REPLIES = 2
Facts = dict[str, Any]


class Parts:
    """Draws each part for a window; shortcuts are the app's, each with `name` and `callback_id`."""

    def __init__(
        self,
        workspace: Workspace,
        message_shortcuts: Sequence[Facts] = (),
        shortcuts: Sequence[Facts] = (),
        hints: Sequence[Hint] = (),
    ) -> None:
        self._workspace = workspace
        self._message_shortcuts, self._shortcuts, self._hints = message_shortcuts, shortcuts, hints
        self._drawings = Drawings()
        self.draw: dict[str, Callable[[Place], Markup]] = {
            "side": self.side,
            "main": self.main,
            "thread": self.thread,
            "modal": self.modal,
        }

    def page(self, place: Place, **facts: object) -> Markup:
        """Draw the whole page."""
        with self._workspace.lock:
            drawn = {name: draw(place) for name, draw in self.draw.items()}
            people = [self._person(place, one.id) for one in persons(self._workspace)]
            told = {"rev": self._workspace.rev, "space": SPACE, "picker": PICKER, "people": people}
            told |= {"commands": commands(self._hints, self._shortcuts), "me": self._person(place, place.viewer.id)}
            return fragment(
                "page.html", self._cast(), title=f"{self._title(place)} · {SPACE}", **drawn, **told, **facts
            )

    def side(self, place: Place) -> Markup:
        """Draw the side bar."""
        with self._workspace.lock:
            groups = side.groups(self._workspace, place)
            return fragment("side.html", self._cast(), groups=groups)

    def main(self, place: Place) -> Markup:
        """Draw the conversation, the Home of the app, or the threads a person follows."""
        with self._workspace.lock:
            cast, here = self._cast(), self._here(place)
            if place.threads:
                return fragment("threads.html", cast, here=here, threads=self._threads(place, cast))
            if place.home:
                home = self._workspace.homes.get(place.viewer.id)
                drawn = render.blocks(home.payload.get("blocks", []), cast, prefix="home") if home else ""
                return fragment("main.html", cast, here=here, home=drawn)
            told = self._lines(place.with_thread(""), cast).channel()
            older = place.with_more().href if told["older"] else ""
            return fragment("main.html", cast, here=here, **told | {"older": older})

    def thread(self, place: Place) -> Markup:
        """Draw the open thread, empty when there is none."""
        with self._workspace.lock:
            cast = self._cast()
            lines = self._lines(place, cast)
            shown = lines.thread() if place.thread else []
            if not shown:
                return fragment("thread.html", cast, thread=None, here=self._here(place))
            facts = {
                "ts": place.thread,
                "lines": shown,
                "count": _replies(len(shown) - 1),
                "close_href": place.with_thread("").href,
                "root_href": lines.back_to(place.thread),
                "unread": self._workspace.marks.unread_replies(place.viewer.id, place.channel.id, place.thread),
            }
            return fragment("thread.html", cast, thread=facts, here=self._here(place))

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

    def _threads(self, place: Place, cast: Cast) -> list[Facts]:
        found = [self._followed(place, cast, *one) for one in self._workspace.marks.followed(place.viewer.id)]
        return [one for one in found if one]

    def _followed(self, place: Place, cast: Cast, channel: str, ts: str) -> Facts:
        root = self._workspace.find(channel, ts, even_deleted=True)
        where = Place(place.viewer, self._workspace.channels[channel], thread=ts, have=place.have)
        if root is None or place.viewer.id not in where.channel.members:
            return {}
        lines = self._lines(where, cast)
        unread = self._workspace.marks.unread_replies(place.viewer.id, channel, ts)
        count = len([one for one in self._workspace.thread(channel, ts) if one.seen_by(place.viewer.id)])
        facts = {
            "key": f"{channel}-{ts}",
            "name": self._name(where),
            "sigil": _sigil(where.channel),
            "href": where.href,
        }
        return facts | {"count": _replies(count), "new": unread, "lines": lines.excerpt(root, LAST_REPLIES)}

    def _person(self, place: Place, id_: str) -> Facts:
        person = self._workspace.users[id_]
        facts = {"id": id_, "title": person.title, "about": person.about, "href": place.seen_as(person)}
        return facts | {"who": who(person), "is_me": id_ == place.viewer.id}

    def _name(self, place: Place) -> str:
        return side.name_of(self._workspace, place.channel, place.viewer)

    def _title(self, place: Place) -> str:
        return "Fils de discussion" if place.threads else "Accueil" if place.home else self._name(place)

    def _tabs(self, place: Place) -> list[Facts]:
        home, messages = (Place(place.viewer, place.channel, home=at_home) for at_home in (True, False))
        unread = self._workspace.unread(place.viewer.id, place.channel.id)
        return [
            {"name": "Accueil", "href": home.href, "on": place.home, "unread": 0},
            {"name": "Messages", "href": messages.href, "on": not place.home, "unread": unread if place.home else 0},
        ]

    def _here(self, place: Place) -> Facts:
        channel, name, with_app = place.channel, self._name(place), side.is_with_app(place.channel)
        members = [who(self._workspace.users.get(one))["name"] for one in sorted(channel.members)]
        other = self._workspace.users[next(iter(channel.members - {place.viewer.id}), place.viewer.id)]
        return {
            "id": channel.id,
            "name": name,
            "title": self._title(place),
            "sigil": _sigil(channel),
            "topic": other.title if channel.is_im else channel.topic,
            "is_im": channel.is_im,
            "is_self": channel.members == {place.viewer.id},
            "who": who(other) if channel.is_im else None,
            "with_app": with_app,
            "is_home": place.home,
            "tabs": self._tabs(place) if with_app else [],
            "members": 0 if channel.is_im else len(members),
            "member_names": ", ".join(members),
            "called": f"{'' if channel.is_private else '#'}{name}",
            "shortcuts": self._shortcuts,
            "frozen": f"Le canal {name} est archivé{NBSP}: on n’y écrit plus." if channel.is_archived else "",
        }


def _replies(count: int) -> str:
    return f"{count} réponse{'s' if count > 1 else ''}" if count > 0 else ""


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
