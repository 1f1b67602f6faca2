"""What was typed beside the client, kept whole while the person says which client was meant."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from domain.folding import fold, plain_spaces
from domain.search import ClientIndex, Matches, find, normal_name
from domain.typed import Request, read_person, split_request
from domain.typed_amounts import Amount
from messages.labels import PROFILES
from messages.refs import BadRef, Verb

MOST = 1800
"""Characters of a button's value (2 000 in all) that what was typed may take."""

LIFTED = "levee"
"""What is typed after a client to lift their insolvency, folded."""

_VERSION = 1
_LONGEST_CLIENT = 8
_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|([^>]*))?>")


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount, a date, what could not be read as one, a text (note, person), and the invoice that was named."""

    amount: Amount | None = None
    on: date | None = None
    unread: str = ""
    text: str = ""
    invoice: str = ""

    def dump(self) -> str:
        """Write it as a small versioned JSON; raise `ValueError` past `MOST` characters."""
        amount = list(self.amount) if self.amount else None
        on = self.on.isoformat() if self.on else None
        value = json.dumps(
            [_VERSION, amount, on, self.unread, self.text, self.invoice], ensure_ascii=False, separators=(",", ":")
        )
        value = value.replace("|", r"\u007c")  # the reference that carries it is cut at these
        if len(value) > MOST:
            raise ValueError("too long for a button")
        return value

    @classmethod
    def load(cls, value: str) -> "Typed":
        """Read it back, "" as nothing typed; raise `BadRef`."""
        if not value:
            return cls()
        try:
            match json.loads(value):
                case [1, amount, (str() | None) as on, str(unread), str(text), str(invoice)]:
                    return cls(_amount(amount), date.fromisoformat(on) if on else None, unread, text, invoice)
        except ValueError:
            raise BadRef from None
        raise BadRef


def _amount(value: object) -> Amount | None:
    match value:
        case None:
            return None
        case [int(cents), (str() | None) as currency]:
            return Amount(cents, currency)
    raise BadRef


def split(verb: Verb, text: str, today: date, clients: Callable[[], ClientIndex]) -> tuple[str, Typed]:
    """Split what follows a verb into the client as typed, and the rest; `clients` gives the index when it is needed."""
    match verb:
        case Verb.PROMISE | Verb.SNOOZE | Verb.PAYMENT:
            past = verb is Verb.PAYMENT
            asked = split_request(text, today, past=past, is_client=clients().is_exact)
            return _whole(verb, asked)
        case Verb.INSOLVENCY:
            return _insolvency(text, today, clients())
        case Verb.ASSIGN:
            return _assignment(text)
        case Verb.NOTE:
            return _note(text, clients())
        case Verb.PROFILE:
            return _profile(text, clients())
    return plain_spaces(text), Typed()


def _whole(verb: Verb, asked: Request) -> tuple[str, Typed]:
    amount = asked.amount if verb in {Verb.PROMISE, Verb.PAYMENT} else None
    return asked.client, Typed(amount, asked.on, asked.unread)


def _insolvency(text: str, today: date, index: ClientIndex) -> tuple[str, Typed]:
    """Take « levée » at the end, else the date of a publication, which is past."""
    words = plain_spaces(text).split(" ")
    if len(words) > 1 and fold(words[-1]) == LIFTED:
        return " ".join(words[:-1]), Typed(text=LIFTED)
    asked = split_request(text, today, past=True, is_client=index.is_exact)
    return asked.client, Typed(on=asked.on, unread=asked.unread)


def _assignment(text: str) -> tuple[str, Typed]:
    """Take the last word that names a person; Slack may have put spaces inside a handle's display name."""
    words = plain_spaces(text).split(" ")
    for start in range(max(0, len(words) - 4), len(words)):
        last = " ".join(words[start:])
        if read_person(last):
            return " ".join(words[:start]), Typed(text=last)
    return " ".join(words), Typed()


def _profile(text: str, index: ClientIndex) -> tuple[str, Typed]:
    """Take as the client the first words that name one, as the profile the rest; one that is none is never guessed."""
    words = plain_spaces(text).split(" ")
    known = {_profile_key(name): code for code, label in PROFILES.items() for name in (code, label)}
    alone = known.get(_profile_key(text))
    size = 0 if alone and not index.is_exact(text) else client_words(words, index)
    rest = " ".join(words[size:])
    profile = known.get(_profile_key(rest), "")
    return " ".join(words[:size]), Typed(text=profile, unread="" if profile else rest)


def _profile_key(typed: str) -> str:
    return fold(plain_spaces(typed)).replace("_", " ").replace("-", " ")


def _note(text: str, index: ClientIndex) -> tuple[str, Typed]:
    """Take as the client the first words that name one; the rest, as it stands, is the note."""
    words = text.split()
    size = client_words(words, index)
    rest = text.split(None, size)[size:]
    return " ".join(words[:size]), Typed(text=readable(rest[0]) if rest else "")


def client_words(words: Sequence[str], index: ClientIndex) -> int:
    """Count the first words that name a client: a whole name or code first, else the fewest that some name holds."""
    words = words[:_LONGEST_CLIENT]
    whole = next((size for size in range(len(words), 0, -1) if index.is_exact(" ".join(words[:size]))), 0)
    size = whole or min(1, len(words))
    while size < len(words) and _goes_on(words[:size], words[size], index, only_forms=bool(whole)):
        size += 1
    return size


def _goes_on(before: Sequence[str], word: str, index: ClientIndex, *, only_forms: bool) -> bool:
    """Tell whether a word stands in the name that the words before may mean; past a whole name, only its legal form."""
    plain = fold(word).replace(".", "")
    for name in _met(find(" ".join(before), index)):
        if plain in fold(name).replace(".", "").split() and not (only_forms and plain in normal_name(name).split()):
            return True
    return False


def _met(matches: Matches) -> list[str]:
    sure = (matches.exact,) if matches.exact else matches.candidates
    return [client.name for client in (sure or matches.nearest)]


def readable(text: str) -> str:
    """Write mentions as people read them, `@bob`: what is kept of a text must not call anybody again."""
    return _MENTION.sub(lambda found: f"@{found[2] or found[1]}", text)
