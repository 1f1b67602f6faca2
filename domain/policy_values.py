"""Reading one value of a policy at a time: each reader gives the value or says, in French, what was expected."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar

from domain.search import did_you_mean

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_LONGEST_TEXT = 500
_CURRENCY_LETTERS = 3


class Unexpected(ValueError):  # noqa: N818 -- it says what was expected, in French
    """Say what a value should have been."""


class Fault(NamedTuple):
    """Name a bad value: the key as a path, the value as written, what was expected in French."""

    key: str
    value: str
    expected: str

    def __str__(self) -> str:
        return f"{self.key} = {self.value} : {self.expected}"


class PolicyError(Exception):
    """Refuse a policy, with all its faults at once."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, faults)))


Reader = Callable[[Any], T]


def text(value: object) -> str:
    """Read a text of at most 500 characters."""
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT:
        return value.strip()
    raise Unexpected("un texte entre guillemets est attendu")


def flag(value: object) -> bool:
    """Read true or false."""
    if isinstance(value, bool):
        return value
    raise Unexpected("true ou false est attendu")


def whole(least: int, most: int) -> Reader[int]:
    """Make a reader of whole numbers between two bounds, included."""

    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise Unexpected(f"un nombre entier de {least} à {most} est attendu")

    return read


def choice(kind: type[E]) -> Reader[E]:
    """Make a reader of one of a kind's words."""

    def read(value: object) -> E:
        if isinstance(value, str) and value in set(kind):
            return kind(value)
        raise Unexpected(one_of([str(each) for each in kind], value))

    return read


def one_of(words: list[str], value: object) -> str:
    """Word what was expected: the words, and the nearest to what was written."""
    near = did_you_mean(value, words) if isinstance(value, str) else None
    return f"l’un de ces mots est attendu : {', '.join(words)}" + (f" (vouliez-vous dire « {near} » ?)" if near else "")


def cents(value: object) -> int:
    """Read a sum ("15.00") as cents: zero or more, two decimals at most."""
    wanted = Unexpected('un montant tel que "15.00" est attendu, positif ou nul, à deux décimales au plus')
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise wanted
    try:
        exact = Decimal(str(value).strip().replace(",", ".")) * 100
    except InvalidOperation:
        raise wanted from None
    if not exact.is_finite() or exact < 0 or exact != exact.to_integral_value():
        raise wanted
    return int(exact)


def sums(value: object) -> dict[str, int]:
    """Read sums by currency ({ EUR = "15.00" }) as cents."""
    if not isinstance(value, Mapping) or not all(_is_currency(code) for code in value):
        raise Unexpected('une table de montants par devise est attendue, telle que { EUR = "15.00" }')
    return {code: cents(each) for code, each in value.items()}


def _is_currency(code: str) -> bool:
    return len(code) == _CURRENCY_LETTERS and code.isascii() and code.isalpha() and code.isupper()


def clock(value: object) -> time:
    """Read an hour ("09:00")."""
    try:
        return time.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise Unexpected('une heure telle que "09:00" est attendue') from None


def nothing_but(valid: Callable[[str], bool], expected: str) -> Reader[str]:
    """Make a reader of texts that pass a check; spaces are dropped, an empty text is kept."""

    def read(value: object) -> str:
        typed = "".join(value.split()) if isinstance(value, str) else "?"
        if typed and not valid(typed):
            raise Unexpected(expected)
        return typed

    return read


@dataclass
class Table:
    """Read a table key by key, keep its faults with those of the whole policy, and tell the keys it does not know."""

    values: Mapping[str, Any]
    path: str
    faults: list[Fault]
    asked: list[str] = field(default_factory=list)

    def take(self, key: str, read: Reader[T], default: T) -> T:
        """Read a key; a bad value is noted and gives the default."""
        self.asked.append(key)
        if key not in self.values:
            return default
        try:
            return read(self.values[key])
        except Unexpected as wrong:
            self.fault(key, str(wrong))
            return default

    def need(self, key: str, read: Reader[T], default: T) -> T:
        """Read a key that must be there."""
        if key not in self.values:
            self.asked.append(key)
            self.faults.append(Fault(self.name(key), "(absent)", "cette clé est obligatoire"))
            return default
        return self.take(key, read, default)

    def table(self, key: str) -> "Table":
        """Go down into a table; anything else is a fault and reads as an empty one."""
        self.asked.append(key)
        values = self.values.get(key, {})
        if not isinstance(values, Mapping):
            self.fault(key, f"une table [{self.name(key)}] est attendue")
            values = {}
        return Table(values, self.name(key), self.faults)

    def rows(self, key: str) -> list["Table"]:
        """Go down into a list of tables, counted from 1."""
        self.asked.append(key)
        rows = self.values.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            self.fault(key, "une liste de tables { … } est attendue")
            return []
        return [Table(row, f"{self.name(key)}[{rank}]", self.faults) for rank, row in enumerate(rows, 1)]

    def done(self) -> None:
        """Note the keys nobody asked for."""
        for key in self.values:
            if key not in self.asked:
                near = did_you_mean(key, self.asked)
                hint = f" ; vouliez-vous dire « {near} » ?" if near else f" ; connues : {', '.join(self.asked)}"
                self.fault(key, f"clé inconnue{hint}")

    def fault(self, key: str, expected: str) -> None:
        """Note a fault of a key of this table."""
        self.faults.append(Fault(self.name(key), _shown(self.values.get(key)), expected))

    def name(self, key: str) -> str:
        """Give a key's whole path."""
        return f"{self.path}.{key}" if self.path else key


def _shown(value: object) -> str:
    shown = {True: "true", False: "false"}.get(value, "") if isinstance(value, bool) else ""
    shown = shown or (f'"{value}"' if isinstance(value, str) else str(value))
    return shown if len(shown) <= 80 else f"{shown[:79]}…"  # noqa: PLR2004 -- one line of a terminal
