"""Reading the filters of `liste`: `retard>30 montant>1000 moi @personne profil:recalcitrant devise:USD`, combined."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from domain.folding import fold, plain_spaces
from domain.overdue import Filters
from domain.people import People
from domain.policy import Policy
from domain.typed import read_person
from domain.typed_amounts import read_amount
from handlers.answers import sentence
from messages.shown import Shown

_OPERATOR = re.compile(r"\b(retard|late|montant|amount|profile?|devise|currency)\s*([>:])\s*", re.IGNORECASE)
_GOES_ON = re.compile(r"[0-9]{3}(?:[.,][0-9]{1,2})?|€|eur|euros?|j|jours?", re.IGNORECASE)
_DAYS = re.compile(r"([0-9]{1,5}) ?(?:j|jours?)?", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_ME = frozenset({"moi", "me"})


class FilterUnreadError(Exception):
    """A filter that cannot be read; `shown` says which, and what was expected."""

    def __init__(self, name: str, typed: str, /, **facts: object) -> None:
        super().__init__(name)
        self.shown: Shown = sentence(f"answers.{name}", typed=typed, **facts).shown


def read_filters(text: str, user: str, people: People, policy: Policy) -> Filters:
    """Read filters typed in any order, unescaped; raise `FilterUnreadError` for the first that cannot be read."""
    filters = Filters()
    for word in _words(text, _profiles(policy)):
        filters = _with(filters, word, user, people, policy)
    return filters


def _words(text: str, profiles: Collection[str]) -> Iterator[str]:
    """Cut what was typed into filters: `montant > 1 000 €` is one, and `profil : grand compte`."""
    pending = ""
    for piece in _OPERATOR.sub(r"\1\2", plain_spaces(text)).split(" "):
        if pending and _goes_on(pending, piece, profiles):
            pending = f"{pending} {piece}"
            continue
        if pending:
            yield pending
        pending = piece
    if pending:
        yield pending


def _goes_on(pending: str, piece: str, profiles: Collection[str]) -> bool:
    """Tell whether a piece belongs to the filter before it."""
    key, sign, value = _cut(pending)
    if sign == ">":
        return bool(_GOES_ON.fullmatch(piece))
    return key.startswith("profil") and _profile_key(f"{value} {piece}") in profiles


def _profiles(policy: Policy) -> dict[str, str]:
    """Give the policy's profiles by the way they may be typed."""
    return {_profile_key(name): name for name in policy.profiles}


def _profile_key(typed: str) -> str:
    return fold(typed).replace("_", " ").replace("-", " ")


def _with(filters: Filters, word: str, user: str, people: People, policy: Policy) -> Filters:
    key, sign, value = _cut(word)
    reader = _KEYS.get((key, sign))
    if reader:
        return reader(filters, value, word, policy)
    if fold(word) in _ME:
        return replace(filters, owner=user, covering=True)
    return replace(filters, owner=_owner(word, people), covering=False)


def _cut(word: str) -> tuple[str, str, str]:
    found = re.fullmatch(r"([^\W\d_]+)([>:])(.*)", word)
    return (fold(found[1]), found[2], found[3]) if found else ("", "", word)


def _owner(word: str, people: People) -> str:
    person = read_person(word)
    if person is None:
        raise FilterUnreadError("filter_unknown", word)
    owner = person.user_id or people.find(person.handle or "")
    if owner is None:
        raise FilterUnreadError("not_a_person", word)
    return owner


def _late(filters: Filters, value: str, word: str, _policy: Policy) -> Filters:
    days = _DAYS.fullmatch(value)
    if not days:
        raise FilterUnreadError("filter_number", word)
    return replace(filters, late_over=int(days[1]))


def _above(filters: Filters, value: str, word: str, _policy: Policy) -> Filters:
    amount = read_amount(value)
    if amount is None:
        raise FilterUnreadError("filter_amount", word)
    return replace(filters, above=amount.cents, currency=amount.currency or filters.currency)


def _profile(filters: Filters, value: str, word: str, policy: Policy) -> Filters:
    profile = _profiles(policy).get(_profile_key(value))
    if profile is None:
        raise FilterUnreadError("filter_profile", word, profiles=sorted(policy.profiles))
    return replace(filters, profile=profile)


def _currency(filters: Filters, value: str, word: str, _policy: Policy) -> Filters:
    if not _CURRENCY.fullmatch(value):
        raise FilterUnreadError("filter_currency", word)
    return replace(filters, currency=value.upper())


_Reader = Callable[[Filters, str, str, Policy], Filters]
_KEYS: dict[tuple[str, str], _Reader] = {
    ("retard", ">"): _late,
    ("late", ">"): _late,
    ("montant", ">"): _above,
    ("amount", ">"): _above,
    ("profil", ":"): _profile,
    ("profile", ":"): _profile,
    ("devise", ":"): _currency,
    ("currency", ":"): _currency,
}
