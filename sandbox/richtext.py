"""Rich text as people type it with marks, and as Slack writes it: one way and back."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

from sandbox.records import Json

LINES = re.compile(r"(?P<quote>> )|(?P<bullet>[•-] +)|(?P<ordered>\d+[.)] +)|(?P<section>)")
MARKS: Mapping[str, str] = MappingProxyType({"*": "bold", "_": "italic", "~": "strike", "`": "code"})
STYLED = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)")
URL = re.compile(r"https?://[^\s<>|*`]*[^\s<>|*`.,;:!?)\]'\"’»]")


def parsed(text: str) -> Json:
    """Write what a person typed as a rich_text block: styles, links, lists and quotes; a list where lines start so."""
    groups = groupby((_marked(line) for line in text.strip("\n").split("\n")), key=lambda pair: pair[0])
    elements = [_element(kind, [rest for _, rest in lines]) for kind, lines in groups]
    return {"type": "rich_text", "elements": elements}


def typed(rich: object) -> str:
    """Give back the text that `parsed` would make a rich_text block of, empty for anything else."""
    elements = rich.get("elements") if isinstance(rich, Mapping) else None
    return "\n".join(line for one in elements or [] if isinstance(one, Mapping) for line in _lines(one))


def _marked(line: str) -> tuple[str, str]:
    found = LINES.match(line)
    return (found.lastgroup or "section", line[found.end() :]) if found else ("section", line)


def _element(kind: str, lines: Sequence[str]) -> Json:
    if kind in {"bullet", "ordered"}:
        items = [{"type": "rich_text_section", "elements": list(_pieces(line, {}))} for line in lines]
        return {"type": "rich_text_list", "style": kind, "indent": 0, "elements": items}
    return {"type": f"rich_text_{kind}", "elements": list(_pieces("\n".join(lines), {}))}


def _pieces(text: str, style: Mapping[str, bool]) -> Iterator[Json]:
    at = 0
    for found in STYLED.finditer(text):
        yield from _plain(text[at : found.start()], style)
        name = MARKS[found[1]]
        inner = {**style, name: True}
        yield from _plain(found[2], inner) if name == "code" else _pieces(found[2], inner)
        at = found.end()
    yield from _plain(text[at:], style)


def _plain(text: str, style: Mapping[str, bool]) -> Iterator[Json]:
    look: Json = {"style": dict(style)} if style else {}
    at = 0
    for found in URL.finditer(text):
        if text[at : found.start()]:
            yield {"type": "text", "text": text[at : found.start()], **look}
        yield {"type": "link", "url": found[0], **look}
        at = found.end()
    if text[at:]:
        yield {"type": "text", "text": text[at:], **look}


def _lines(element: Mapping[str, Any]) -> list[str]:
    parts = element.get("elements") or []
    write = WRITTEN.get(str(element.get("type")))
    return write(element, parts) if write else [_words(parts)]


def _list(element: Mapping[str, Any], parts: Sequence[Json]) -> list[str]:
    ordered = element.get("style") == "ordered"
    return [f"{f'{n}. ' if ordered else '• '}{_words(one.get('elements') or [])}" for n, one in enumerate(parts, 1)]


def _quote(_element: Mapping[str, Any], parts: Sequence[Json]) -> list[str]:
    return [f"> {line}" for line in _words(parts).split("\n")]


WRITTEN: Mapping[str, Callable[[Mapping[str, Any], Sequence[Json]], list[str]]] = MappingProxyType(
    {"rich_text_list": _list, "rich_text_quote": _quote}
)


def _words(parts: Sequence[Json]) -> str:
    return "".join(_word(part) for part in parts)


def _word(part: Json) -> str:
    text = str(part.get("text") or part.get("url") or "")
    style = part.get("style") or {}
    for mark in reversed([mark for mark, name in MARKS.items() if style.get(name)]):
        text = f"{mark}{text}{mark}"
    return text
