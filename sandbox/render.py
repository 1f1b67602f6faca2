"""Block Kit as HTML: pure, from the JSON an app sent to what a person sees."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from sandbox import charts, markdown, richtext
from sandbox.emoji import emojize
from sandbox.mrkdwn import NOBODY, Names, emojized, inline, link, to_html, unescape

Json = dict[str, Any]
DISPATCH = {"on_enter_pressed": "enter", "on_character_entered": "typing"}
TEMPLATES = Path(__file__).parent / "page" / "templates"


@dataclass(frozen=True)
class Cast:
    """Who and what a page may name: mentions, the people and channels offered in menus, the address of own images."""

    names: Names = NOBODY
    people: Sequence[tuple[str, str]] = ()
    channels: Sequence[tuple[str, str]] = ()
    own_url: str = ""


class Ids:
    """Element ids of one fragment: the same at each drawing, never those of another fragment."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._numbers = count(1)

    def new(self) -> str:
        """Give the next id, such as « m1-3 »."""
        return f"{self._prefix}-{next(self._numbers)}"


@dataclass(frozen=True)
class At:
    """Where an element stands: its block, whether a change is told at once, what names and describes it."""

    block_id: str
    ids: Ids
    press: bool = True
    required: bool = False
    label_id: str = ""
    described_by: str = ""

    @property
    def clearable(self) -> bool:
        """Tell whether what was chosen may be taken back: in optional fields only, as Slack does."""
        return bool(self.label_id) and not self.required

    @property
    def beside(self) -> "At":
        """Place what stands beside the main part of a field, under a name of its own."""
        return replace(self, label_id="")


@dataclass(frozen=True)
class Scope:
    """A drawing of blocks: it gives each element its place."""

    ids: Ids

    def at(self, block: Json) -> At:
        """Place an element that tells each change at once."""
        return At(str(block.get("block_id", "")), self.ids)

    def inside(self, block: Json, label_id: str, described_by: str) -> At:
        """Place the element of an input block."""
        told, required = bool(block.get("dispatch_action")), not block.get("optional")
        return At(str(block.get("block_id", "")), self.ids, told, required, label_id, described_by)


def blocks(what: Iterable[Json], cast: Cast = Cast(), *, prefix: str = "b") -> Markup:
    """Draw blocks; `prefix` keeps the element ids of two drawings on one page apart."""
    return fragment("blocks.html", cast, blocks=list(what), scope=Scope(Ids(prefix)))


def fragment(template: str, cast: Cast, **facts: object) -> Markup:
    """Draw a template with what it names; everything that is not Markup is escaped."""
    names = {"cast": cast, "people": cast.people, "channels": cast.channels}
    return Markup(environment().get_template(template).render(names | facts))  # noqa: S704 - autoescaped by the environment


@cache
def environment() -> Environment:
    """Give the templates, escaped by default and lenient with what a block leaves out."""
    env = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {
        "as_options": lambda pairs: [("", [{"value": id_, "text": {"text": name}} for id_, name in pairs])],
        "as_typed": richtext.typed,
        "chart": charts.chart,
        "chosen": _chosen,
        "day": _day,
        "emojized": emojized,
        "flat": flat,
        "groups": _groups,
        "lines": lambda text: emojized(_text(text)),
        "local": _local,
        "markdown": _markdown,
        "mrkdwn": _mrkdwn,
        "mrkdwn_inline": _mrkdwn_inline,
        "own_image": _own_image,
        "rich_link": lambda el: link(str(el.get("url", "")), str(el.get("text") or el.get("url", ""))),
        "text_object": _text_object,
        "told_on": _told_on,
        "values": lambda options: [option.get("value") for option in options or []],
    }
    return env


def flat(text: object) -> str:
    """Give a text object as bare words with emoji, for places where no markup may stand."""
    return emojize(unescape(str(text.get("text", "")))) if isinstance(text, Mapping) else _text(text)


def _text(value: object) -> str:
    return "" if value is None or isinstance(value, Undefined) else str(value)


def _cast(context: Context) -> Cast:
    cast = context["cast"]
    return cast if isinstance(cast, Cast) else Cast()


@pass_context
def _text_object(context: Context, text: object) -> Markup:
    if not isinstance(text, Mapping):
        return escape(_text(text))
    if text.get("type") == "mrkdwn":
        return to_html(_text(text.get("text")), _cast(context).names)
    return emojized(unescape(_text(text.get("text"))))


@pass_context
def _mrkdwn(context: Context, text: str) -> Markup:
    return to_html(_text(text), _cast(context).names)


@pass_context
def _mrkdwn_inline(context: Context, text: str) -> Markup:
    return inline(text, _cast(context).names)


@pass_context
def _markdown(context: Context, text: str) -> Markup:
    return markdown.to_html(_text(text), _cast(context).names)


@pass_context
def _own_image(context: Context, block: Json) -> str:
    file = block.get("slack_file")
    if isinstance(file, Mapping) and file.get("id"):
        return f"/page/file/{file['id']}"
    url = str(block.get("image_url") or (file or {}).get("url", ""))
    own = _cast(context).own_url
    return url if own and url.startswith(own.rstrip("/") + "/") else ""


def _groups(select: Json) -> list[tuple[str, list[Json]]]:
    """Give the options of a select with the label of their group, empty for those that stand in none."""
    grouped = [
        (flat(group.get("label")), list(group.get("options") or [])) for group in select.get("option_groups") or []
    ]
    return [("", list(select.get("options") or [])), *grouped]


def _chosen(groups: Iterable[tuple[str, list[Json]]], values: Iterable[str]) -> list[Json]:
    wanted = list(values)
    return [one for _, options in groups for one in options if one.get("value") in wanted]


def _told_on(element: Json) -> str:
    """Say when a typed field tells the bot: on Enter unless dispatch_action_config names more."""
    config = element.get("dispatch_action_config") or {}
    wanted = config.get("trigger_actions_on") or ["on_enter_pressed"]
    return " ".join(DISPATCH[one] for one in wanted if one in DISPATCH)


def _day(iso: object) -> str:
    """Write a day as people read it, such as « 27 novembre 2026 »; empty when it is none."""
    try:
        return format_date(date.fromisoformat(_text(iso)), "d MMMM yyyy", locale="fr_FR")
    except ValueError:
        return ""


@pass_context
def _local(context: Context, stamp: object) -> tuple[str, str]:
    """Give the day and the time of an instant in the reader's zone, both empty when there is none."""
    if not isinstance(stamp, int):
        return "", ""
    zone: tzinfo = _cast(context).names.zone
    at = datetime.fromtimestamp(stamp, UTC).astimezone(zone)
    return at.date().isoformat(), at.strftime("%H:%M")
