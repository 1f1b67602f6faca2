"""What people type after a verb: a client first, then perhaps an amount and a date, in any order.

The trailing words that read as an amount or a date for certain are taken; the rest is the client. What looks like one
and cannot be read, or reads two ways (« vendredi 27 500 »), is reported in `unread` and never guessed.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from domain.folding import fold, plain_spaces
from domain.typed_amounts import Amount, read_amount
from domain.typed_dates import read_date
from domain.typed_words import MONTHS, WEEKDAYS, alternatives

_LONGEST_CLIENT = 20
_LONGEST_PIECE = 8  # words: « dans 30 jours fin de mois », « le vendredi 27 novembre 2026 »
_PERSON = re.compile(r"<@(?P<id>[UW][A-Z0-9]+)(?:\|(?P<name>[^>]*))?>|@(?P<handle>[^\s<>@]+)")
_ESCAPES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))

_MONTH, _WEEKDAY = alternatives(MONTHS), alternatives(WEEKDAYS)
_NUMBER_LIKE = re.compile(
    r"(?![0-9]{4,}$)[-+(]?[0-9][0-9 .,']*[km)]?(?: ?(?:[€$£)]|eur|euros?))*|environ|au moins|au plus"
)
_DATE_LIKE = re.compile(
    rf"(?:le |au )?[0-9]{{1,4}}(?:[/-][0-9]{{1,4}}){{1,2}}|(?:le |ce )?(?:{_WEEKDAY})(?: [0-9]{{1,2}})?"
    rf"|(?:(?:le |au )?(?:{_WEEKDAY}) )?[0-9]{{1,2}}(?:er)? (?:{_MONTH})(?: [0-9]{{2,4}})?"
    rf"|(?:la )?(?:fin|mi|debut|courant)(?:[ -](?:de |du )?(?:la )?(?:mois|semaine|{_MONTH}))?(?: prochaine?)?"
    r"|(?:de )?(?:la )?semaine prochaine|(?:le )?mois prochain|(?:le |ce )?week-?end(?: prochain)?"
    r"|(?:a |dans |sous |d'ici )?[0-9]+ ?(?:jours?|j|semaines?|mois)(?: ouvr(?:es|ables))?(?: fin de mois)?"
    r"|avant|apres|vers|entre|jusqu'au|depuis|au plus tot|au plus tard"
)


@dataclass(frozen=True)
class Request:
    """Hold what was read: `unread` is what looked like an amount or a date and is told to the person."""

    client: str
    amount: Amount | None = None
    on: date | None = None
    unread: str = ""


class Person(NamedTuple):
    """Name a person as Slack escaped it (an id) or as it was typed (a handle, without its @)."""

    user_id: str | None
    handle: str | None


class _Cut(NamedTuple):
    """One way to read the end of a command: where the client's words end, and what the pieces after them say.

    `edge` is where the first piece ends; `kind` what it is: "a" for an amount, "d" for a date, "" without a piece.
    """

    left: int
    amount: Amount | None = None
    on: date | None = None
    edge: int = 0
    kind: str = ""


def unescape(text: str) -> str:
    """Give back `<`, `>` and `&`, which Slack escapes in what people type."""
    for escaped, sign in _ESCAPES:
        text = text.replace(escaped, sign)
    return text


def read_person(text: str) -> Person | None:
    """Read `<@U123|bob>`, `<@U123>` or `@bob`, escaped or not; None when it names nobody."""
    found = _PERSON.fullmatch(unescape(text).strip())
    return Person(found["id"], found["name"] or found["handle"]) if found else None


def split_request(
    text: str, today: date, *, past: bool = False, is_client: Callable[[str], bool] = lambda _name: False
) -> Request:
    """Split what follows a verb into client, amount and date.

    `past` reads a day as the last one (payments). `is_client` tells exact names and codes, so that « Hôtel 1900 » stays
    whole; without it the last words that read as an amount are one, but for the first word, which is always the client.
    """
    words = plain_spaces(unescape(text)).split(" ")
    for size in range(min(len(words), _LONGEST_CLIENT), 0, -1):
        if is_client(" ".join(words[:size])):
            read = _read_end(["", *words[size:]], today, past=past)
            if not read.client:
                return replace(read, client=" ".join(words[:size]))
    return _read_end(words, today, past=past)


def _read_end(words: list[str], today: date, *, past: bool) -> Request:
    """Read the words from the end; the first one is never taken."""
    cuts = _cuts(words, today, past=past)
    left = min(cut.left for cut in cuts)
    shortest = {cut for cut in cuts if cut.left == left}
    if len(shortest) > 1:
        return Request(" ".join(words[:left]), unread=" ".join(words[left:]))
    return _checked(words, shortest.pop(), today)


def _cuts(words: list[str], today: date, *, past: bool) -> list[_Cut]:
    """Give every way to read the end of the words as at most one amount and one date."""
    end = len(words)
    found = [_Cut(end)]
    for last in _pieces(words, end, today, past=past):
        found.append(last)
        others = (first for first in _pieces(words, last.left, today, past=past) if first.kind != last.kind)
        found.extend(one._replace(amount=one.amount or last.amount, on=one.on or last.on) for one in others)
    return found


def _pieces(words: list[str], end: int, today: date, *, past: bool) -> Iterator[_Cut]:
    for start in range(end - 1, max(0, end - 1 - _LONGEST_PIECE), -1):
        typed = " ".join(words[start:end])
        if amount := read_amount(typed.removeprefix("de ").rstrip(",;")):
            yield _Cut(start, amount=amount, edge=end, kind="a")
        if on := read_date(typed, today, past=past):
            yield _Cut(start, on=on, edge=end, kind="d")


def _checked(words: list[str], cut: _Cut, today: date) -> Request:
    """Set aside the client's last words that look like an amount or a date, with the piece they may belong to."""
    kept, kind = _doubtful(words, cut.left, today)
    client = " ".join(words[:kept])
    if not kind or kind != cut.kind:
        return Request(client, cut.amount, cut.on, " ".join(words[kept : cut.left]))
    amount, on = (None, cut.on) if kind == "a" else (cut.amount, None)
    return Request(client, amount, on, " ".join(words[kept : cut.edge]))


def _doubtful(words: list[str], end: int, today: date) -> tuple[int, str]:
    """Find where the last words that look like a date ("d") or an amount ("a") begin; `end` and "" when none do."""
    for start in range(max(1, end - _LONGEST_PIECE), end):
        typed = fold(" ".join(words[start:end]))
        if _DATE_LIKE.fullmatch(typed) or read_date(typed, today):
            return start, "d"
        if _NUMBER_LIKE.fullmatch(typed):
            return start, "a"
    return end, ""
