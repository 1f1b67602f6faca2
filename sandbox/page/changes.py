"""Which parts of a person's window the changes of a workspace may have touched, and where."""

from collections.abc import Iterable, Mapping

from sandbox.records import Change

Touched = dict[str, list[str] | None]

_TOUCHED: Mapping[str, tuple[str, ...]] = {
    "message": ("side", "main", "thread"),
    "channel": ("side", "main"),
    "read": ("side",),
    "home": ("main",),
    "views": ("modal",),
    "turn": ("turns",),
    "clock": ("turns", "main", "thread"),
}
_BY_CHANNEL = {"main", "thread"}


def parts_of(changes: Iterable[Change], viewer: str) -> Touched:
    """Give the parts to draw again, each with the channels where something changed, or None when it may be anywhere."""
    touched: Touched = {}
    for change in changes:
        if change.user not in {None, viewer}:
            continue
        for part in _TOUCHED.get(change.kind, ()):
            _add(touched, part, change.channel if part in _BY_CHANNEL else None)
    return touched


def _add(touched: Touched, part: str, channel: str | None) -> None:
    known = touched.setdefault(part, [])
    if channel is None or known is None:
        touched[part] = None
    elif channel not in known:
        known.append(channel)
