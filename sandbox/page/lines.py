"""What one message shows: who, when, what, its files and its thread, ready for the template."""

import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from markupsafe import Markup

from sandbox import render
from sandbox.mrkdwn import to_html, unescape
from sandbox.page.place import Place
from sandbox.records import BOT_USER, File, Message, User
from sandbox.render import Cast
from sandbox.slackdate import clock, day_label, full
from sandbox.workspace import Workspace

TINTS = 8
SAME_BREATH_SECONDS = 300
FACES = 4
KEPT_DRAWINGS = 3000
KIB = 1024
Facts = dict[str, Any]
GONE = Markup('<em class="edited">Ce message a été supprimé.</em>')


def who(person: User | None) -> Facts:
    """Give what an avatar and a name show of a person, of the bot, or of somebody who is gone."""
    if person is None:
        return {"name": "Quelqu’un", "initials": "?", "tint": TINTS - 1, "is_app": False}
    initials = "".join(word[0] for word in re.findall(r"\w+", person.real_name)[:2]).upper()
    tint = zlib.crc32(person.id.encode()) % TINTS
    return {
        "name": person.real_name,
        "initials": "€" if person.is_bot else initials,
        "tint": tint,
        "is_app": person.is_bot,
    }


class Drawings:
    """Keeps what messages look like until they change, so that a redraw costs only what is new."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Markup] = {}

    def get(self, key: Hashable, draw: Callable[[], Markup]) -> Markup:
        """Give the drawing of that key, made by `draw` when there is none."""
        if key not in self._kept:
            if len(self._kept) >= KEPT_DRAWINGS:
                self._kept.clear()
            self._kept[key] = draw()
        return self._kept[key]


class Lines:
    """Draws the messages of one window; it reads the workspace under its lock."""

    def __init__(
        self,
        workspace: Workspace,
        place: Place,
        cast: Cast,
        now: datetime,
        drawings: Drawings,
        shortcuts: Sequence[Facts] = (),
    ) -> None:
        self._workspace, self._place, self._cast, self._now = workspace, place, cast, now
        self._drawings, self._shortcuts = drawings, shortcuts

    @property
    def _zone(self) -> tzinfo:
        return self._cast.names.zone

    def channel(self) -> tuple[list[Facts], bool]:
        """Give the last messages of the channel, and whether older ones exist."""
        line = self._workspace.messages[self._place.channel.id]
        threads = self._threads(line)
        roots = [one for one in line if not one.is_reply and (self._seen(one) or (one.deleted and one.ts in threads))]
        shown = roots[-self._place.shown :]
        return self._drawn(shown, threads), len(roots) > len(shown)

    def thread(self) -> list[Facts]:
        """Give the open thread, its root first even when it was deleted; empty when there is none."""
        ts = self._place.thread
        line = self._workspace.messages[self._place.channel.id]
        found = [one for one in line if ts in {one.ts, one.thread_ts} and (self._seen(one) or one.ts == ts)]
        return self._drawn(found, {}) if ts else []

    def _seen(self, one: Message) -> bool:
        return not one.deleted and one.ephemeral_to in {None, self._place.viewer.id}

    def _threads(self, line: Iterable[Message]) -> dict[str, list[Message]]:
        threads: defaultdict[str, list[Message]] = defaultdict(list)
        for one in line:
            if one.is_reply and one.thread_ts and self._seen(one):
                threads[one.thread_ts].append(one)
        return threads

    def _drawn(self, shown: Sequence[Message], threads: dict[str, list[Message]]) -> list[Facts]:
        before: list[Message | None] = [None, *shown[:-1]]
        return [
            self._line(one, previous, threads.get(one.ts, []))
            for previous, one in zip(before, shown, strict=bool(shown))
        ]

    def _line(self, one: Message, previous: Message | None, replies: Sequence[Message]) -> Facts:
        at, viewer = self._when(one.ts), self._place.viewer
        new_day = previous is None or self._when(previous.ts).date() != at.date()
        return {
            "ts": one.ts,
            "channel": one.channel,
            "who": who(self._workspace.users.get(one.user)),
            "time": clock(at),
            "full": full(at),
            "day": day_label(at, self._now.astimezone(self._zone)) if new_day else "",
            "day_key": at.date().isoformat(),
            "follows": not new_day and previous is not None and _same_breath(previous, one),
            "html": self._html(one),
            "raw": self._as_typed(one.text),
            "edited": bool(one.edited) and not one.deleted,
            "deleted": one.deleted,
            "ephemeral": one.ephemeral_to is not None,
            "mine": one.user == viewer.id,
            "removable": one.user in {viewer.id, BOT_USER},
            "shortcuts": self._shortcuts,
            "can_thread": not self._place.channel.is_archived,
            "files": [_file(each) for each in one.files if not each.deleted and not one.deleted],
            **self._replies(one, replies),
        }

    def _html(self, one: Message) -> Markup:
        if one.deleted:
            return GONE
        prefix = f"{'t' if self._place.thread else 'm'}{one.channel}-{one.ts}"
        key = (prefix, one.edited, len(self._cast.people), len(self._cast.channels))
        return self._drawings.get(key, lambda: self._body(one, prefix))

    def _body(self, one: Message, prefix: str) -> Markup:
        if one.blocks:
            return render.blocks(one.blocks, self._cast, prefix=prefix)
        return to_html(one.text, self._cast.names)

    def _as_typed(self, text: str) -> str:
        """Give back what a person typed before the client made ids and entities of it."""
        people = self._workspace.users
        named = re.sub(r"<@(\w+)>", lambda found: f"@{people[found[1]].name}" if found[1] in people else found[0], text)
        return unescape(named)

    def _replies(self, one: Message, replies: Sequence[Message]) -> Facts:
        authors = list(dict.fromkeys(each.user for each in replies))[:FACES]
        return {
            "replies": len(replies),
            "repliers": [who(self._workspace.users.get(author)) for author in authors],
            "last_reply": self._ago(replies[-1].ts) if replies else "",
            "thread_href": self._place.with_thread(one.ts).href,
        }

    def _ago(self, ts: str) -> str:
        at = self._when(ts)
        day = day_label(at, self._now.astimezone(self._zone))
        return f"{day[0].lower()}{day[1:]} à {clock(at)}"

    def _when(self, ts: str) -> datetime:
        return datetime.fromtimestamp(float(ts), self._zone)


def _same_breath(previous: Message, one: Message) -> bool:
    if previous.ephemeral_to or one.ephemeral_to or previous.deleted or one.user == BOT_USER:
        return False
    return previous.user == one.user and float(one.ts) - float(previous.ts) < SAME_BREATH_SECONDS


def _file(one: File) -> Facts:
    return {
        "name": one.name,
        "title": one.title or one.name,
        "ending": one.name.rpartition(".")[2][:4] or "?",
        "size": _size(one.size or len(one.content)),
        "is_image": one.mimetype in {"image/png", "image/jpeg", "image/gif", "image/webp"},
        "href": f"/page/file/{one.id}",
    }


def _size(octets: int) -> str:
    """Write a size in French units, such as « 12 Ko »."""
    if octets < KIB:
        return f"{octets} o"
    return f"{octets / KIB:.0f} Ko" if octets < KIB * KIB else f"{octets / KIB / KIB:.1f} Mo".replace(".", ",")
