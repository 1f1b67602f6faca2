"""Finding the client a person means: sure of one, a short list to choose from, or the nearest; never a guess.

Codes, SIREN, SIRET and invoice numbers come first, then names: whole, then pieces of them, accents, case, punctuation
and legal forms forgiven. What only resembles (typos) is offered as `nearest` and needs a click.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from domain.folding import fold

MOST_CHOICES = 10
MOST_NEAREST = 3
_SHORTEST_PIECE = 3  # a letter or two may be in one name by chance: a click is asked
_CLOSE_WORD = 0.6
_CLOSE_NAME = 55.0
_CLOSE_VERB = 0.6
_SIREN, _SIRET = 9, 14

_FORMS = frozenset(
    (
        *(
            "sarl",
            "sarlu",
            "sas",
            "sasu",
            "sa",
            "eurl",
            "eirl",
            "ei",
            "snc",
            "sci",
            "scp",
            "scop",
            "scm",
            "scea",
            "gie",
        ),
        *("selarl", "selas", "earl", "gaec", "ets", "etablissement", "etablissements", "societe", "ste", "cie"),
        *("gmbh", "ltd", "limited", "bv", "srl", "spa", "inc", "llc", "sprl", "ag"),
    )
)
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}[a-z]?")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


class Client(NamedTuple):
    """Name a client of the book; `siren` is "" when unknown."""

    debtor_id: int
    code: str
    name: str
    siren: str = ""


@dataclass(frozen=True)
class Matches:
    """Say what a query found: `exact` when certain, else `candidates` to choose from, else `nearest` to offer.

    `total` counts the candidates before the cut to `MOST_CHOICES`; `invoice` is the number when an invoice was named.
    """

    exact: Client | None = None
    candidates: tuple[Client, ...] = ()
    nearest: tuple[Client, ...] = ()
    total: int = 0
    invoice: str = ""

    @property
    def cut(self) -> bool:
        """Tell whether more was found than is shown, so that the person is asked to say more."""
        return self.total > len(self.candidates)


@lru_cache(maxsize=65536)
def normal_name(name: str) -> str:
    """Fold a name for comparison: no accents, case, punctuation nor legal form; « & » is « et »."""
    folded = _INITIALS.sub(lambda found: found[0].replace(".", ""), fold(name)).replace("&", " et ").replace("'", " ")
    words = _NOT_WORD.sub(" ", folded).split()
    return " ".join([word for word in words if word not in _FORMS] or words)


def normal_code(code: str) -> str:
    """Fold a code or an invoice number: case and spaces."""
    return fold(code).replace(" ", "")


class ClientIndex:
    """Hold the clients prepared for search; built once for a book's clients, never changed."""

    def __init__(self, clients: Iterable[Client]) -> None:
        self.clients: Sequence[Client] = tuple(clients)
        self.names: Sequence[str] = [normal_name(client.name) for client in self.clients]

    @cached_property
    def codes(self) -> dict[str, list[Client]]:
        """Give the clients by folded code."""
        return _grouped((normal_code(client.code), client) for client in self.clients)

    @cached_property
    def sirens(self) -> dict[str, list[Client]]:
        """Give the clients by SIREN."""
        return _grouped((client.siren, client) for client in self.clients if client.siren)

    @cached_property
    def by_name(self) -> dict[str, list[Client]]:
        """Give the clients by normalised name."""
        return _grouped(zip(self.names, self.clients, strict=True))

    @cached_property
    def words(self) -> Sequence[str]:
        """Give every word of the names, once."""
        return sorted({word for name in self.names for word in name.split()})

    def is_exact(self, typed: str) -> bool:
        """Tell whether this is a client's whole name or code: what `typed.split_request` asks."""
        return bool(self.codes.get(normal_code(typed)) or self.by_name.get(normal_name(typed) or "-"))


def _grouped(pairs: Iterable[tuple[str, Client]]) -> dict[str, list[Client]]:
    groups: dict[str, list[Client]] = {}
    for key, client in pairs:
        groups.setdefault(key, []).append(client)
    return groups


def find(
    query: str, index: ClientIndex, *, invoice_owner: Callable[[str], int | None] = lambda _number: None
) -> Matches:
    """Find the client meant; `invoice_owner` gives the debtor's id of an invoice number typed as it stands, or None."""
    typed = query.strip()
    found = index.codes.get(normal_code(typed)) or _by_siren(typed, index)
    if found:
        return _answer(found)
    if (owner := invoice_owner(typed)) is not None:
        one = next((client for client in index.clients if client.debtor_id == owner), None)
        return Matches(exact=one, invoice=typed)
    return _by_name(normal_name(typed), index)


def _by_siren(typed: str, index: ClientIndex) -> list[Client]:
    digits = re.sub(r"[\s.]", "", typed)
    known = digits.isascii() and digits.isdigit() and len(digits) in {_SIREN, _SIRET}
    return index.sirens.get(digits[:_SIREN], []) if known else []


def _by_name(name: str, index: ClientIndex) -> Matches:
    if not name:
        return Matches()
    found = index.by_name.get(name) or _containing(name, index)
    if found:
        return _answer(found, sure=name in index.by_name or max(map(len, name.split())) >= _SHORTEST_PIECE)
    return Matches(nearest=_nearest(name, index))


def _answer(found: Sequence[Client], *, sure: bool = True) -> Matches:
    if sure and len(found) == 1:
        return Matches(exact=found[0], total=1)
    return Matches(candidates=tuple(found[:MOST_CHOICES]), total=len(found))


def _containing(name: str, index: ClientIndex) -> list[Client]:
    """Give the clients whose name holds the words typed in any order, or whose code starts so; best first."""
    pieces = name.split()
    held = [at for at, each in enumerate(index.names) if all(piece in each for piece in pieces)]
    held.sort(key=lambda at: (_rank(name, index.names[at]), index.names[at]))
    found = [index.clients[at] for at in held]
    coded = [client for code, clients in index.codes.items() if code.startswith(name) for client in clients]
    return list(dict.fromkeys((*found, *coded)))


def _rank(name: str, held: str) -> int:
    """Order names that hold the query: starting with it, then as whole words, as beginnings of words, inside words."""
    around = f" {held} "
    ranks = (held.startswith(name), f" {name} " in around, f" {name}" in around)
    return next((rank for rank, fits in enumerate(ranks) if fits), len(ranks))


def _nearest(name: str, index: ClientIndex) -> tuple[Client, ...]:
    """Give the clients that resemble: each word put right by the closest known one, then the names closest in whole."""
    righted = " ".join(_closest(word, index.words, _CLOSE_WORD) or word for word in name.split())
    first = _containing(righted, index)[:MOST_NEAREST] if righted != name else []
    close = process.extract(
        righted, index.names, scorer=fuzz.token_set_ratio, limit=MOST_NEAREST, score_cutoff=_CLOSE_NAME
    )
    return tuple(dict.fromkeys((*first, *(index.clients[at] for _, _, at in close))))[:MOST_NEAREST]


def _closest(word: str, words: Sequence[str], cutoff: float) -> str | None:
    found = process.extractOne(word, words, scorer=OSA.normalized_similarity, score_cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: str, vocabulary: Iterable[str]) -> str | None:
    """Give the word of the vocabulary that was likely meant, or None; accents and case are forgiven."""
    known = {fold(each): each for each in vocabulary}
    found = _closest(fold(word), list(known), _CLOSE_VERB)
    return known[found] if found else None
