"""Sentences live in templates: what people typed is escaped there by default, and typography is put right once."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import jinja2

from domain.money import Money
from messages import french

_HEAVIEST = 3
NARROW, HARD = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


class Mrkdwn(str):
    """A text that is already mrkdwn: it goes into a sentence as it stands."""

    __slots__ = ()


def escape(text: str) -> Mrkdwn:
    """Escape what a person or a file wrote, so that `<!channel>` calls nobody."""
    if not _SPECIAL.search(text):
        return Mrkdwn(text)
    return Mrkdwn(_SPECIAL.sub(lambda found: _ESCAPES[found[0]], text))


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_SPECIAL = re.compile("[&<>]")


def say(name: str, /, **facts: Any) -> Mrkdwn:  # noqa: ANN401 - a template takes any fact
    """Say a sentence ("promise.made") in mrkdwn; raise `jinja2.UndefinedError` when a fact is missing."""
    return Mrkdwn(_template(name, plain=False).render(facts))


def plain(name: str, /, **facts: Any) -> str:  # noqa: ANN401 - a template takes any fact
    """Say a sentence for a plain_text or a terminal: nothing is escaped."""
    return _template(name, plain=True).render(facts)


def compile_all() -> None:
    """Compile every sentence, both ways."""
    for name in _sentences():
        _template(name, plain=False)
        _template(name, plain=True)


def names() -> frozenset[str]:
    """Give the name of every sentence."""
    return frozenset(_sentences())


def typeset(text: str) -> str:
    """Put French spaces: U+202F before `; ! ?`, U+00A0 before `:` and `€` and inside « »."""
    for pattern, by in _SPACES:
        text = pattern.sub(by, text)
    return text


_SPACES = (
    (re.compile(r" (?=[;!?](?:\s|$))"), NARROW),
    (re.compile(r" (?=:(?:\s|$))"), HARD),
    (re.compile(r" (?=[»€])"), HARD),
    (re.compile(r"(?<=«) "), HARD),
)


@lru_cache(maxsize=1)
def _sentences() -> Mapping[str, str]:
    """Read every template file: `promise.toml` holds `promise.…`."""
    found: dict[str, str] = {}
    for file in (files("messages") / "templates").iterdir():
        area, dot, ending = file.name.partition(".")
        if dot and ending == "toml":
            texts = tomllib.loads(file.read_text(encoding="utf-8"))
            found |= {f"{area}.{name}": typeset(text) for name, text in texts.items()}
    return found


@lru_cache(maxsize=2)
def _environment(*, plain: bool) -> jinja2.Environment:
    finalize: Callable[[Any], Any] | None = None if plain else _escaped
    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined,
        finalize=finalize,
        autoescape=False,  # noqa: S701 - mrkdwn has its own escaping: `finalize` does it
    )
    environment.filters |= {
        "money": money,
        "cents": french.money,
        "amounts": amounts,
        "typed_amount": typed_amount,
        "day": french.day,
        "short_day": french.short_day,
        "long_day": french.long_day,
        "weekday": french.weekday,
        "hour": french.hour,
        "relative": french.relative_day,
        "due": due,
        "plural": french.plural,
        "number": french.number,
        "noun": french.noun,
        "listing": french.listing,
        "clip": clip,
        "quoted": quoted,
        "shortened": shortened,
        "person": handle if plain else person,
    }
    return environment


@lru_cache(maxsize=1024)
def _template(name: str, *, plain: bool) -> jinja2.Template:
    return _environment(plain=plain).from_string(_sentences()[name])


def _escaped(value: object) -> object:
    return escape(value) if isinstance(value, str) and not isinstance(value, Mrkdwn) else value


def money(amount: Money) -> str:
    """Write an amount: « 1 500,00 € »."""
    return french.money(amount.cents, amount.currency)


def typed_amount(cents: int) -> str:
    """Write cents as people type them: « 1 500,00 »."""
    return french.money(cents, "EUR").removesuffix(f"{HARD}€")


def amounts(several: Sequence[Money], most: int = 3) -> str:
    """Write amounts of several currencies, never added: « 1 500,00 € et 200,00 $US »."""
    return french.shortened([money(amount) for amount in several], most, _more_currencies)


def _more_currencies(count: int) -> str:
    return french.plural(count, "autre devise")


def clip(text: str, most: int) -> str:
    """Put a text on one line and cut it to `most` characters, an ellipsis included."""
    line = " ".join(text.split()) if not text.isprintable() or "  " in text else text.strip()
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def lean(text: str, most: int) -> str:
    """Clip a text that must weigh little as JSON too: emoji and signs that are escaped count for what they become."""
    kept = clip(text, most)
    while len(json.dumps(escape(kept))) > _HEAVIEST * most + 2:
        kept = f"{kept[: len(kept) * 4 // 5]}…"
    return kept


def handle(user: str) -> str:
    """Name a person where nothing is drawn from their id, on a terminal."""
    return f"@{user}" if user else "Impayés"


def due(on: date, today: date) -> str:
    """Say a day to come, and since when a past one waits: « le 27/11/2026 », « depuis le 20/11 »."""
    if on == today:
        return "aujourd'hui"
    return f"le {french.day(on)}" if on > today else f"depuis le {french.short_day(on, today)}"


def quoted(text: str) -> Mrkdwn:
    """Quote what a person wrote, line by line, escaped."""
    return Mrkdwn("\n".join(f"> {line}" for line in escape(text.strip()).splitlines()))


def shortened(items: Sequence[str], most: int, other: str, count: int = 0) -> str:
    """Write a list cut to `most` items: « a, b et 3 autres »; `count` is how many there are when not all are given."""
    named = items[:most]
    left = max(count, len(items)) - len(named)
    return french.listing([*named, french.plural(left, other)] if left > 0 else named)


def person(user: str) -> Mrkdwn:
    """Name a person so that Slack shows them; the program itself is « Impayés »."""
    return Mrkdwn(f"<@{escape(user)}>" if user else "Impayés")
