"""The markdown block as HTML: headings, lists, quotes, code, tables and the usual marks, escaped like all the rest."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from sandbox.emoji import NAME
from sandbox.mrkdwn import NOBODY, Names, emoji_html, link
from sandbox.mrkdwn import inline as mrkdwn_inline

_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|(?P<link>!?\[(?P<label>[^\]\n]*)\]\((?P<url>[^()\s]+)\))"
    r"|\*\*(?P<bold>[^\s*](?:[^*\n]*[^\s*])?)\*\*"
    r"|(?<!\w)__(?P<strong>[^\s_](?:[^_\n]*[^\s_])?)__(?!\w)"
    r"|~~(?P<strike>[^\s~](?:[^~\n]*[^\s~])?)~~"
    r"|\*(?P<italic>[^\s*](?:[^*\n]*[^\s*])?)\*"
    r"|(?<!\w)_(?P<slanted>[^\s_](?:[^_\n]*[^\s_])?)_(?!\w)"
    rf"|(?P<emoji>{NAME})"
    r"|(?P<control><[@#!][^<>\n]+>)"
)
_TAGS = {"bold": "strong", "strong": "strong", "italic": "em", "slanted": "em", "strike": "s"}
_KINDS = (
    ("rule", re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")),
    ("heading", re.compile(r"#{1,6} ")),
    ("quote", re.compile(r"> ?")),
    ("bullets", re.compile(r"\s*[-*+] ")),
    ("numbers", re.compile(r"\s*\d+[.)] ")),
    ("table", re.compile(r"(?=\|)")),
    ("blank", re.compile(r"\s*$")),
)
_FENCE = re.compile(r"^```[^\n`]*\n(.*?)^```[ \t]*$", re.DOTALL | re.MULTILINE)


def to_html(text: str, names: Names = NOBODY) -> Markup:
    """Give a markdown text as HTML; raw HTML in it shows as it was typed."""
    parts = enumerate(_FENCE.split(text))
    return Markup("").join(
        Markup("<pre>{}</pre>").format(part.rstrip("\n")) if odd % 2 else Markup("").join(_groups(part, names))
        for odd, part in parts
    )


def _groups(text: str, names: Names) -> Iterator[Markup]:
    for kind, lines in groupby(text.split("\n"), key=_kind):
        yield _DRAW[kind](list(lines), names)


def _kind(line: str) -> str:
    return next((kind for kind, mark in _KINDS if mark.match(line)), "text")


def _bare(kind: str, lines: Sequence[str]) -> list[str]:
    mark = dict(_KINDS)[kind]
    return [mark.sub("", line, count=1) for line in lines]


def _inline(text: str, names: Names) -> Markup:
    return Markup("").join(_pieces(text, names))


def _pieces(text: str, names: Names) -> Iterator[Markup]:
    at = 0
    for found in _INLINE.finditer(text):
        yield escape(text[at : found.start()])
        yield _piece(found, names)
        at = found.end()
    yield escape(text[at:])


def _piece(found: re.Match[str], names: Names) -> Markup:
    kind = found.lastgroup or ""
    if kind == "code":
        return Markup("<code>{}</code>").format(found["code"])
    if kind == "emoji":
        return emoji_html(found[0])
    if kind == "control":
        return mrkdwn_inline(found[0], names)
    if kind in _TAGS:
        return Markup("<{0}>{1}</{0}>").format(_TAGS[kind], _inline(found[kind], names))
    return link(found["url"], found["label"])


def _joined(lines: Sequence[str], names: Names) -> Markup:
    return Markup("<br>").join(_inline(line, names) for line in lines)


def _headings(lines: Sequence[str], names: Names) -> Markup:
    return Markup("").join(Markup("<h4>{}</h4>").format(_inline(line, names)) for line in _bare("heading", lines))


def _list(tag: str, kind: str) -> Callable[[Sequence[str], Names], Markup]:
    def draw(lines: Sequence[str], names: Names) -> Markup:
        items = Markup("").join(Markup("<li>{}</li>").format(_inline(line, names)) for line in _bare(kind, lines))
        return Markup("<{0}>{1}</{0}>").format(tag, items)

    return draw


def _table(lines: Sequence[str], names: Names) -> Markup:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    kept = [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]
    drawn = [_row("th" if n == 0 else "td", row, names) for n, row in enumerate(kept)]
    return Markup('<div class="b-table"><table>{}</table></div>').format(Markup("").join(drawn))


def _row(tag: str, cells: Sequence[str], names: Names) -> Markup:
    drawn = [Markup("<{0}>{1}</{0}>").format(tag, _inline(cell, names)) for cell in cells]
    return Markup("<tr>{}</tr>").format(Markup("").join(drawn))


_DRAW: dict[str, Callable[[Sequence[str], Names], Markup]] = {
    "rule": lambda _lines, _names: Markup("<hr>"),
    "heading": _headings,
    "quote": lambda lines, names: Markup("<blockquote>{}</blockquote>").format(_joined(_bare("quote", lines), names)),
    "bullets": _list("ul", "bullets"),
    "numbers": _list("ol", "numbers"),
    "table": _table,
    "blank": lambda _lines, _names: Markup(""),
    "text": lambda lines, names: Markup("<p>{}</p>").format(_joined(lines, names)),
}
