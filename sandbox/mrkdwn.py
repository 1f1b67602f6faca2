"""Slack's mrkdwn as HTML, where nothing that a person typed can become markup."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from itertools import groupby

from markupsafe import Markup, escape

from sandbox.emoji import NAME, character
from sandbox.slackdate import slack_date

_EDGE = r"(?![\w])"
_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|<(?P<angle>[^<>\n]+)>"
    rf"|(?P<emoji>{NAME})"
    rf"|(?<![\w*])\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*{_EDGE}"
    rf"|(?<![\w_])_(?P<italic>[^\s_](?:[^_\n]*[^\s_])?)_{_EDGE}"
    rf"|(?<![\w~])~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~{_EDGE}"
    r"|(?P<url>https?://[^\s<>|*`]*[^\s<>|*`.,;:!?)\]'\"’»])"
)
_FENCE = re.compile(r"```(?:\n)?(.+?)(?:\n)?```", re.DOTALL)
_SCHEMES = ("http://", "https://", "mailto:", "tel:")
_TAGS = {"bold": Markup("<strong>{}</strong>"), "italic": Markup("<em>{}</em>"), "strike": Markup("<s>{}</s>")}
_MENTION = Markup('<span class="mention">{}{}</span>')
_LINK = Markup('<a href="{}" target="_blank" rel="noopener noreferrer">{}</a>')


@dataclass(frozen=True)
class Names:
    """What user, channel and user-group ids are called after `@` and `#`, and the zone of dates."""

    users: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC


NOBODY = Names()


def to_html(text: str, names: Names = NOBODY) -> Markup:
    """Give a mrkdwn text as HTML: fences, quotes and lists as blocks, the rest as lines."""
    parts = _FENCE.split(text)
    return Markup("").join(
        Markup("<pre>{}</pre>").format(literal(part)) if odd % 2 else _lines(part, names)
        for odd, part in enumerate(parts)
        if part.strip("\n")
    )


def literal(text: str) -> Markup:
    """Give a text whose only markup is Slack's three entities, escaped for HTML; `<url|label>` shows as its label."""
    return escape(unescape(re.sub(r"<(?:[^<>|\n]*\|)?([^<>|\n]+)>", r"\1", text)))


def unescape(text: str) -> str:
    """Undo Slack's three entities `&lt;`, `&gt;` and `&amp;`."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def inline(text: str, names: Names = NOBODY) -> Markup:
    """Give one line or more of mrkdwn as HTML, without quotes, lists or fences."""
    return Markup("").join(_pieces(text, names))


def _pieces(text: str, names: Names) -> Iterator[Markup]:
    at = 0
    for found in _INLINE.finditer(text):
        yield _plain(text[at : found.start()])
        yield _piece(found, names)
        at = found.end()
    yield _plain(text[at:])


def _plain(text: str) -> Markup:
    return _broken(unescape(text))


def _broken(text: str) -> Markup:
    return Markup("<br>").join(escape(line) for line in text.split("\n"))


def _piece(found: re.Match[str], names: Names) -> Markup:
    kind = found.lastgroup or ""
    inner = found[kind]
    if kind in _TAGS:
        return _TAGS[kind].format(inline(inner, names))
    if kind == "code":
        return Markup("<code>{}</code>").format(literal(inner))
    if kind == "angle":
        return _angle(inner, names)
    if kind == "url":
        return link(unescape(inner), unescape(inner))
    return emoji_html(found[0])


def emoji_html(code: str) -> Markup:
    """Give `:name:` as its character, named for those who hear the page; an unknown one as it was written."""
    shown = character(code)
    return Markup('<span class="emoji" title="{}">{}</span>').format(code, shown) if shown else escape(code)


def link(url: str, label: str) -> Markup:
    """Give a link opened in its own window, or the bare label when the scheme is not one of the web, mail or phone."""
    return _LINK.format(url, label) if url.lower().startswith(_SCHEMES) else escape(label)


def _angle(inner: str, names: Names) -> Markup:
    target, _, label = inner.partition("|")
    for sigil, show in _CONTROLS.items():
        if target.startswith(sigil):
            return show(target.removeprefix(sigil), unescape(label), names)
    if target.lower().startswith(_SCHEMES):
        return _LINK.format(unescape(target), emojized(unescape(label)) if label else unescape(target))
    return escape(unescape(f"<{inner}>"))


def emojized(text: str) -> Markup:
    """Give a plain text with its emoji and line breaks, nothing else."""
    pieces = enumerate(re.split(f"({NAME})", text))
    return Markup("").join(emoji_html(piece) if odd % 2 else _broken(piece) for odd, piece in pieces)


def mention(sigil: str, name: str) -> Markup:
    """Give a mention such as « @alice » or « #recouvrement »."""
    return _MENTION.format(sigil, name)


def _user(target: str, label: str, names: Names) -> Markup:
    return mention("@", names.users.get(target) or label or target)


def _channel(target: str, label: str, names: Names) -> Markup:
    return mention("#", names.channels.get(target) or label or target)


def _group(target: str, label: str, names: Names) -> Markup:
    return mention("@", names.groups.get(target) or label.removeprefix("@") or target)


def _date(target: str, label: str, names: Names) -> Markup:
    stamp, _, rest = target.partition("^")
    pattern, _, url = rest.partition("^")
    try:
        text = slack_date(datetime.fromtimestamp(int(stamp), names.zone), pattern)
    except (ValueError, OverflowError, OSError):
        return escape(label or pattern)
    return link(unescape(url), text) if url else Markup("<time>{}</time>").format(text)


def _special(target: str, label: str, names: Names) -> Markup:  # noqa: ARG001 - the shape of its siblings
    known = target in {"channel", "here", "everyone"}
    return mention("@", target) if known else escape(label or f"<!{target}>")


_CONTROLS: Mapping[str, Callable[[str, str, Names], Markup]] = {
    "@": _user,
    "#": _channel,
    "!date^": _date,
    "!subteam^": _group,
    "!": _special,
}

_MARKS = re.compile(r"(?P<quote>(?:&gt;|>) ?)|(?P<bullet>• +)|(?P<dash>- +)|(?P<line>)")


def _lines(text: str, names: Names) -> Markup:
    marked = [
        (found.lastgroup or "line", line[found.end() :])
        for line in text.strip("\n").split("\n")
        if (found := _MARKS.match(line))
    ]
    groups = [(kind, [rest for _, rest in lines]) for kind, lines in groupby(marked, key=lambda pair: pair[0])]
    return Markup("").join(_group_of_lines(kind, lines, names) for kind, lines in groups)


def _group_of_lines(kind: str, lines: list[str], names: Names) -> Markup:
    if kind == "quote":
        return Markup("<blockquote>{}</blockquote>").format(inline("\n".join(lines), names))
    if kind == "line":
        return Markup("<p>{}</p>").format(inline("\n".join(lines), names))
    items = Markup("").join(Markup("<li>{}</li>").format(inline(line, names)) for line in lines)
    return Markup('<ul class="{}">{}</ul>').format(kind, items)
