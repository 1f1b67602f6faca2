"""What one picture is of: who looks, what they did before, which part of the page, how large and in which colours."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.desk import Desk
from sandbox.people import CHANNEL

Part = Literal["window", "message", "home", "thread", "modal", "inspector"]
Size = tuple[int, int]
WINDOW, PHONE, TALL = (1280, 820), (390, 844), (1100, 1500)


def _nothing(_desk: Desk) -> None:
    return


@dataclass(frozen=True)
class Shot:
    """One picture, `name` being its file and `told` the sentence under it; `size` is that of the window, in pixels.

    `steps` is what `person` does first, in labels; `thread` names the debtor whose thread stands open beside; `clicks`
    are words in the page that are clicked last, in the browser alone.
    """

    name: str
    told: str
    steps: Callable[[Desk], object] = _nothing
    part: Part = "window"
    person: str = "nadia"
    place: str = CHANNEL
    thread: str = ""
    clicks: tuple[str, ...] = ()
    size: Size = WINDOW
    scheme: Literal["light", "dark"] = "light"
