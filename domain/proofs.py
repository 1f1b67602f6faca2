"""Proofs are files of a message that people join to a debtor's documents: wanted first, fetched and kept once.

Fetching takes longer than a person may wait and may fail: what is wanted is written, a worker fetches it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.acts import Act
from domain.documents import Document, DocumentKind
from domain.journal import Event, Kind
from domain.media import judge
from domain.refusals import Refusal
from domain.search import normal_code

if TYPE_CHECKING:
    from domain.ports import Book, OpenBook

MOST_FILES = 10
MOST_BYTES = 10_000_000


class InvoiceUnknown(Refusal):
    """The debtor has no invoice of that number; `nearest` resembles it most, "" when they have none at all."""

    field = "invoice"


class NoFileChosen(Refusal):
    """At least one file is to be joined."""

    field = "files"


class Outcome(StrEnum):
    """What became of a wanted file."""

    KEPT = "kept"
    KNOWN = "known"  # the debtor's documents already hold the same content
    EMPTY = "empty"
    TOO_BIG = "too_big"
    WRONG_TYPE = "wrong_type"
    GONE = "gone"
    NO_ACCESS = "no_access"  # Slack does not give it to the bot
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True)
class FileNamed:
    """A file of Slack, by its id, under the name that the person saw."""

    file_id: str
    name: str


@dataclass(frozen=True, slots=True)
class WantedFile:
    """A file to fetch for a debtor; `batch` gathers those asked for together, `tries` counts this one too."""

    id: int
    debtor_id: int
    batch: int
    kind: DocumentKind
    invoice_id: int | None
    invoice: str
    file_id: str
    name: str
    asked_by: str
    tries: int


@dataclass(frozen=True, slots=True)
class Fetched:
    """What Slack gave of a file: its name and media type as they were announced, its content."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ProofRow:
    """A document on the card; `invoice` is a number, "" for none, `size` in bytes."""

    id: int
    kind: DocumentKind
    name: str
    invoice: str
    size: int
    kept_on: date
    kept_by: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """The files asked for together that were not kept, each with why, and the debtor they were meant for."""

    debtor: str
    files: tuple[tuple[str, Outcome], ...]


class Proofs(Protocol):
    """Files that people want to join, and what became of them."""

    def invoices(self, debtor_id: int) -> Mapping[str, int]:
        """Give the ids of a debtor's invoices by number."""
        ...

    def want(
        self, debtor_id: int, kind: DocumentKind, invoice_id: int | None, files: Sequence[FileNamed], act: Act
    ) -> None:
        """Ask for files."""
        ...

    def has(self, debtor_id: int, sha256: str) -> bool:
        """Say whether a debtor's documents hold that content."""
        ...

    def settle(self, wanted: WantedFile, name: str, outcome: Outcome, act: Act) -> bool:
        """Note what became of a file, under its last name; say False when that was noted already."""
        ...


def batch_key(batch: int) -> str:
    """Name the place where a person is told of the files of theirs that were not kept."""
    return f"files:{batch}"


def want_files(
    open_book: OpenBook,
    act: Act,
    *,
    debtor_id: int,
    kind: DocumentKind,
    files: Sequence[FileNamed],
    invoice: str = "",
) -> None:
    """Ask that files be joined to a debtor's documents, about an invoice of theirs by its number or about none.

    Raise `UnknownDebtor`, `NoFileChosen`, `InvoiceUnknown`.
    """
    if not files:
        raise NoFileChosen
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        invoice_id = _invoice(book.proofs.invoices(debtor_id), invoice) if invoice else None
        book.proofs.want(debtor_id, kind, invoice_id, files[:MOST_FILES], act)


def keep_file(open_book: OpenBook, act: Act, wanted: WantedFile, fetched: Fetched) -> None:
    """Keep a file that was fetched and tell the thread; else tell whoever wanted it why it is not. Done once."""
    media = judge(fetched.name, fetched.media_type, fetched.content)
    with open_book() as book:
        book.debtors.get(wanted.debtor_id)
        document = Document(wanted.debtor_id, wanted.kind, fetched.name, str(media), fetched.content, wanted.invoice_id)
        outcome = _outcome(book, document, accepted=media is not None)
        if not _settled(book, act, wanted, fetched.name, outcome) or outcome is not Outcome.KEPT:
            return
        document_id = book.documents.add(document, act)
        book.tell(act, Event(Kind.DOCUMENT_KEPT, wanted.debtor_id, _facts(document_id, document, wanted)))


def give_up(open_book: OpenBook, act: Act, wanted: WantedFile, outcome: Outcome, name: str = "") -> None:
    """Note that a file cannot be kept, and tell whoever wanted it. Done once."""
    with open_book() as book:
        _settled(book, act, wanted, name or wanted.name, outcome)


def _outcome(book: Book, document: Document, *, accepted: bool) -> Outcome:
    if not document.content:
        return Outcome.EMPTY
    if len(document.content) > MOST_BYTES:
        return Outcome.TOO_BIG
    if not accepted:
        return Outcome.WRONG_TYPE
    return Outcome.KNOWN if book.proofs.has(document.debtor_id, document.sha256) else Outcome.KEPT


def _settled(book: Book, act: Act, wanted: WantedFile, name: str, outcome: Outcome) -> bool:
    """Note what became of a file; a person is told of one that is not kept. Say False when it was noted already."""
    if not book.proofs.settle(wanted, name, outcome, act):
        return False
    if outcome is not Outcome.KEPT:
        book.places.want(batch_key(wanted.batch), wanted.asked_by, act.at)
    return True


def _facts(document_id: int, document: Document, wanted: WantedFile) -> dict[str, object]:
    return {
        "document": document_id,
        "form": document.kind,
        "name": document.name,
        "invoice": wanted.invoice,
        "size": len(document.content),
        "sha256": document.sha256,
    }


def _invoice(known: Mapping[str, int], typed: str) -> int:
    """Find an invoice by its number, however spaced or cased."""
    wanted = normal_code(typed)
    by_code = {normal_code(number): number for number in known}
    if wanted in by_code:
        return known[by_code[wanted]]
    nearest = process.extractOne(wanted, list(by_code), scorer=OSA.normalized_similarity)[0] if by_code else ""
    raise InvoiceUnknown(typed=typed, nearest=by_code.get(nearest, ""))
