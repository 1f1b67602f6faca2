"""The messages of one window: which ones, what each shows, and which the window has drawn already."""

import re
from collections.abc import Hashable, Sequence
from datetime import datetime, tzinfo
from typing import Any

from markupsafe import Markup

from sandbox import render
from sandbox.mrkdwn import to_html, unescape
from sandbox.page import faces
from sandbox.page.drawings import Drawings, hashed, or_kept
from sandbox.page.place import FEW, MOST, NOTHING_NEW, Place
from sandbox.records import BOT_USER, Message
from sandbox.render import Cast, fragment
from sandbox.slackdate import clock, day_label, full, moment
from sandbox.workspace import Workspace

SAME_BREATH_SECONDS = 300
FACES = 4
BEFORE_NEW = 10
Facts = dict[str, Any]
GONE = Markup('<em class="edited">Ce message a été supprimé.</em>')


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
        self._workspace, self._place, self._cast = workspace, place, cast
        self._now = now.astimezone(cast.names.zone)
        self._drawings, self._shortcuts = drawings, shortcuts
        self._here = place.with_thread("").href
        frozen = place.channel.is_archived
        self._window = (self._here, frozen, self._now.date(), len(cast.people), len(cast.channels))

    @property
    def _zone(self) -> tzinfo:
        return self._cast.names.zone

    @property
    def _viewer(self) -> str:
        return self._place.viewer.id

    def channel(self) -> Facts:
        """Give the last messages of the channel as `lines`, the `mark` of the new ones, and whether `older` exist."""
        roots = [one for one in self._workspace.messages[self._place.channel.id] if self._stands(one)]
        mark = self._mark()
        new = [one for one in roots if mark != NOTHING_NEW and one.ts > mark and one.user != self._viewer]
        least = sum(one.ts >= new[0].ts for one in roots) + BEFORE_NEW if new else 0
        shown = roots[-max(self._place.shown, min(least, MOST)) :]
        drawn = self._drawn(shown, new=new[0].ts if new else "")
        return {"lines": drawn, "mark": mark if new else NOTHING_NEW, "older": len(roots) > len(shown)}

    def thread(self) -> list[Facts]:
        """Give the open thread, its root first even when it was deleted; empty when there is none."""
        ts = self._place.thread
        root = self._workspace.find(self._place.channel.id, ts, even_deleted=True) if ts else None
        if root is None or root.is_reply or root.ephemeral_to not in {None, self._viewer}:
            return []
        return self._drawn([root, *self._replies_to(root)], in_thread=True)

    def excerpt(self, root: Message, replies: int) -> list[Facts]:
        """Give the root of a thread and its last replies, as a list of threads shows them."""
        last = self._replies_to(root)[-replies:]
        return self._drawn([root, *last], in_thread=True)

    def back_to(self, ts: str) -> str:
        """Give the address of the channel with enough of its past to show that message."""
        roots = sum(one.ts >= ts and self._stands(one) for one in self._workspace.messages[self._place.channel.id])
        place = self._place if roots <= FEW else self._place.with_more(roots)
        return f"{place.href}#{ts}"

    def _stands(self, one: Message) -> bool:
        if one.is_reply:
            return False
        return one.seen_by(self._viewer) or (one.deleted and bool(self._replies_to(one)))

    def _replies_to(self, root: Message) -> list[Message]:
        return [one for one in self._workspace.thread(root.channel, root.ts) if one.seen_by(self._viewer)]

    def _mark(self) -> str:
        """Give the message after which the new ones begin: a channel never opened has none."""
        return self._place.mark or self._workspace.marks.channel(self._viewer, self._place.channel.id) or NOTHING_NEW

    def _drawn(self, shown: Sequence[Message], *, new: str = "", in_thread: bool = False) -> list[Facts]:
        before: list[Message | None] = [None, *shown[:-1]]
        pairs = zip(before, shown, strict=bool(shown))
        return [self._line(previous, one, new=one.ts == new, in_thread=in_thread) for previous, one in pairs]

    def _line(self, previous: Message | None, one: Message, *, new: bool, in_thread: bool) -> Facts:
        at = self._when(one.ts)
        new_day = previous is None or self._when(previous.ts).date() != at.date()
        follows = not new and not (new_day and not in_thread) and previous is not None and _same_breath(previous, one)
        article = self._article(one, at, follows=follows, in_thread=in_thread)
        return {
            "day": day_label(at, self._now) if new_day else "",
            "day_key": at.date().isoformat(),
            "new": new,
            "html": or_kept(article, one.ts, self._place.have),
        }

    def _article(self, one: Message, at: datetime, *, follows: bool, in_thread: bool) -> Markup:
        replies = [] if in_thread else self._replies_to(one)
        unread = self._workspace.marks.unread_replies(self._viewer, one.channel, one.ts) if replies else 0

        def draw() -> Markup:
            facts = self._facts(one, at, in_thread=in_thread) | self._replies(one, replies, unread)
            more = {"follows": follows, "html": self._html(one, in_thread=in_thread), "shortcuts": self._shortcuts}
            return hashed(fragment("line.html", self._cast, one=facts | more, in_thread=in_thread))

        return self._drawings.get((follows, in_thread, unread, *self._version(one, replies)), draw)

    def _version(self, one: Message, replies: Sequence[Message]) -> tuple[Hashable, ...]:
        """Give all that the drawing of a message may change with, beside its place in the list."""
        return (
            one.ts,
            one.edited,
            one.deleted,
            tuple(each.deleted for each in one.files),
            tuple((name, *people) for name, people in one.reactions.items()),
            tuple(each.ts for each in replies),
            self._window,
        )

    def _facts(self, one: Message, at: datetime, *, in_thread: bool) -> Facts:
        shown = not one.deleted
        return {
            "ts": one.ts,
            "channel": one.channel,
            "who": self._who(one.user),
            "time": moment(at, self._now) if in_thread else clock(at),
            "full": full(at),
            "raw": self._as_typed(one.text),
            "edited": bool(one.edited) and shown,
            "deleted": one.deleted,
            "ephemeral": one.ephemeral_to is not None,
            "mine": one.user == self._viewer,
            "removable": one.user in {self._viewer, BOT_USER},
            "can_thread": not self._workspace.channels[one.channel].is_archived,
            "blocks": bool(one.blocks),
            "files": [faces.file(each) for each in one.files if shown and not each.deleted],
            "reactions": faces.reactions(one.reactions, self._viewer, self._name) if shown else [],
        }

    def _html(self, one: Message, *, in_thread: bool) -> Markup:
        if one.deleted:
            return GONE
        if one.blocks:
            return render.blocks(one.blocks, self._cast, prefix=f"{'t' if in_thread else 'm'}{one.channel}-{one.ts}")
        return to_html(one.text, self._cast.names)

    def _as_typed(self, text: str) -> str:
        """Give back what a person typed before the client made ids and entities of it."""
        people = self._workspace.users
        named = re.sub(r"<@(\w+)>", lambda found: f"@{people[found[1]].name}" if found[1] in people else found[0], text)
        return unescape(named)

    def _replies(self, one: Message, replies: Sequence[Message], unread: int) -> Facts:
        authors = list(dict.fromkeys(each.user for each in replies))[:FACES]
        return {
            "replies": len(replies),
            "repliers": [self._who(author) for author in authors],
            "last_reply": moment(self._when(replies[-1].ts), self._now) if replies else "",
            "new_replies": unread,
            "thread_href": f"{self._here}&t={one.ts}",
        }

    def _who(self, user: str) -> Facts:
        return faces.who(self._workspace.users.get(user))

    def _name(self, user: str) -> str:
        return str(self._who(user)["name"])

    def _when(self, ts: str) -> datetime:
        return datetime.fromtimestamp(float(ts), self._zone)


def _same_breath(previous: Message, one: Message) -> bool:
    if previous.ephemeral_to or one.ephemeral_to or previous.deleted or one.user == BOT_USER:
        return False
    return previous.user == one.user and float(one.ts) - float(previous.ts) < SAME_BREATH_SECONDS
