"""Two people may edit one thing at the same time: the second is told who changed what, and overwrites nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from domain.journal import JournalRow, Kind
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.ports import Book


class EditedMeanwhile(Refusal):
    """Somebody edited it since the form was opened: `edits` are the journal rows that say who, when and what."""


class Edits(Protocol):
    """What the journal tells of a debtor's edits."""

    def since(self, debtor_id: int, seen: int, kinds: Collection[Kind]) -> Sequence[JournalRow]:
        """Give the debtor's rows of those kinds after the `seen`-th, the oldest first."""
        ...


def check_unseen(
    book: Book,
    debtor_id: int,
    seen: int,
    kinds: Collection[Kind],
    about: Callable[[Mapping[str, Any]], bool] = lambda _: True,
) -> None:
    """Raise `EditedMeanwhile` when rows of those kinds, `about` the thing edited, came after the `seen`-th.

    The debtor must be locked already.
    """
    edits = [row for row in book.edits.since(debtor_id, seen, kinds) if about(row.payload)]
    if edits:
        raise EditedMeanwhile(edits=edits)
