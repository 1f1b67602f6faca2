"""`/impayes`: a verb, then what it is about; what is not a verb is answered with the nearest one."""

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack

from domain.folding import fold
from domain.people import Role
from domain.search import did_you_mean
from domain.typed import unescape
from handlers import absences, clients, days, digests, imports, lists
from handlers.answers import Answer, Say
from handlers.clients import Asker
from handlers.filters import FilterUnreadError, read_filters
from handlers.naming import Sure, resolve
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from handlers.verbs import WORDS
from messages import help as helping

COMMAND = "/impayes"
_WORD = 60
_NAME_WORDS = 8

OfAll = Callable[[Asker, str], Answer]


def typed(ack: Ack, body: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Answer the slash command."""
    asker = Asker(office, show.user, roles, once_of(body), str(body.get("channel_id") or ""))
    show.to_command(ack, answer(asker, str(body.get("text") or "")))


def answer(asker: Asker, text: str) -> Answer:
    """Answer what was typed after the command, escaped or not."""
    pieces = unescape(text).split(None, 1)
    word, rest = (fold(pieces[0]), pieces[1] if len(pieces) > 1 else "") if pieces else ("", "")
    if word in WORDS:
        return clients.ask(asker, WORDS[word], rest)
    if word in _OF_ALL:
        return _OF_ALL[word](asker, rest)
    return _unknown(asker, pieces)


def verbs() -> list[str]:
    """Give every word that may follow the command, in French and in English."""
    return [*WORDS, *filter(None, _OF_ALL)]


def _list(asker: Asker, rest: str) -> Answer:
    try:
        filters = read_filters(rest, asker.user, asker.office.people, asker.office.policy)
    except FilterUnreadError as error:
        return Say(error.shown)
    return lists.show_list(asker.office, filters)


def _unknown(asker: Asker, pieces: list[str]) -> Answer:
    """Offer the nearest verb, or the card of the client that the words name."""
    word = pieces[0]
    near = did_you_mean(word[:_WORD], verbs())
    words = " ".join(pieces).split()[:_NAME_WORDS]
    with asker.office.open_reader() as reader:
        found = resolve(reader, " ".join(words))
    if isinstance(found, Sure) or (found.candidates and not near):
        near = f"client {' '.join(words)[:_WORD]}"
    return Say(helping.unknown(word[:_WORD], near))


_OF_ALL: Mapping[str, OfAll] = {
    "": lambda asker, _: days.my_day(asker.office, asker.user, asker.roles),
    "aide": lambda _asker, _: Say(helping.help_page()),
    "help": lambda _asker, _: Say(helping.help_page()),
    "liste": _list,
    "list": _list,
    "absence": absences.absence,
    "digest": lambda asker, _: digests.ask_digest(asker.office, asker.user, asker.roles),
    "import": lambda asker, _: imports.last_imports(asker.office),
}

COMMANDS: dict[str, Listener] = {COMMAND: typed}
