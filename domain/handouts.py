"""A hand-out is a kept document that somebody asked to receive: a worker sends it to them directly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.acts import Act
    from domain.ports import OpenBook


class DocumentGone(Refusal):
    """The document is no longer kept with the debtor."""


@dataclass(frozen=True, slots=True)
class Handout:
    """A document of a debtor to send to a person; `tried` is when a sending of unknown outcome was begun."""

    id: int
    document_id: int
    debtor: str
    user: str
    tried: datetime | None
    tries: int


class Handouts(Protocol):
    """Hand-outs to do."""

    def name_of(self, debtor_id: int, document_id: int) -> str | None:
        """Give the name of a document of a debtor, None when it is not theirs."""
        ...

    def add(self, document_id: int, act: Act) -> None:
        """Ask that a document be sent to whoever acts."""
        ...


def hand_out(open_book: OpenBook, act: Act, *, debtor_id: int, document_id: int) -> str:
    """Ask that a document be sent to whoever acts, give its name. Raise `DocumentGone`."""
    with open_book() as book:
        name = book.handouts.name_of(debtor_id, document_id)
        if name is None:
            raise DocumentGone
        if book.first_time(act):
            book.handouts.add(document_id, act)
    return name
