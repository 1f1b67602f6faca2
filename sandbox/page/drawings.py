"""Drawings kept until what they show changes, so that a redraw costs, and sends, only what is new."""

import zlib
from collections.abc import Callable, Hashable, Mapping

from markupsafe import Markup

KEPT = 4000
_KEPT_LINE = Markup('<i data-key="{}" data-kept></i>')


class Drawings:
    """What messages look like, by all that they are drawn from."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, Markup] = {}

    def get(self, key: Hashable, draw: Callable[[], Markup]) -> Markup:
        """Give the drawing of that key, made by `draw` when there is none."""
        if key not in self._kept:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            self._kept[key] = draw()
        return self._kept[key]


def hashed(article: Markup) -> Markup:
    """Give an article that bears the hash of its own drawing."""
    drawn = str(article)
    mark = zlib.crc32(drawn.encode())
    return Markup(drawn.replace("<article ", f'<article data-hash="{mark:08x}" ', 1))  # noqa: S704 - already markup


def or_kept(article: Markup, key: str, have: Mapping[str, str]) -> Markup:
    """Give a hashed article, or in its place a mark that the window has it already."""
    mark = have.get(key)
    known = mark is not None and article.startswith(f'<article data-hash="{mark}" ')
    return _KEPT_LINE.format(key) if known else article
