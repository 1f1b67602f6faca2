"""What a verb answers, whichever way it was asked: words for the person alone, or a window to fill in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from domain.people import Role
from handlers.office import Office
from handlers.typed import Typed
from messages.shown import Shown
from messages.words import say


class Say(NamedTuple):
    """Tell the person alone."""

    shown: Shown


class Open(NamedTuple):
    """Open a modal."""

    view: dict[str, Any]


Answer = Say | Open


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, about which debtor, with what else was typed; `once` is the key of an act done at once."""

    office: Office
    user: str
    roles: Role
    debtor_id: int
    typed: Typed
    once: str | None = None


VerbOn = Callable[[Asked], Answer]


def sentence(name: str, /, **facts: Any) -> Say:  # noqa: ANN401 - a template takes any fact
    """Answer with one sentence of the templates."""
    return Say(Shown(say(name, **facts), []))
