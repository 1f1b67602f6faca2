"""Importing a ledger: what a file says is compared with what is known, and only the difference is written.

A paid amount in a row is a state, not one more payment (RULES §12); a document absent from a file closes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from domain.acts import Act
from domain.bulk import without_collection
from domain.journal import Event, Kind
from domain.ledger import DocumentKind, LedgerContact, LedgerDocument, LedgerFile, LedgerLine, Rejection
from domain.ports import Book, OpenBook
from domain.receipts import place_receipts

LONGEST = 64
"""Characters of a client's code or of a document's number."""
TOLD = 10
"""Numbers named in a debtor's journal for one import; the others are counted."""


class KnownDebtor(NamedTuple):
    """A debtor as stored, by code."""

    id: int
    name: str
    siren: str


class KnownDocument(NamedTuple):
    """A document as stored. `settled` in cents: what is allocated to it, or for a credit note what of it is used.

    `stated` is the part of it that is only known from earlier ledgers, not from a person. A credit note has no
    lines.
    """

    id: int
    debtor_id: int
    kind: str
    currency: str
    total: int
    lines: tuple[LedgerLine, ...]
    line_ids: tuple[int, ...]
    settled: int
    stated: int


@dataclass(frozen=True, slots=True)
class KnownLedger:
    """What is stored of what a file names: debtors by code, documents by code and number, contacts by code."""

    debtors: Mapping[str, KnownDebtor]
    documents: Mapping[tuple[str, str], KnownDocument]
    contacts: Mapping[str, frozenset[tuple[str, str]]]


class Settlement(NamedTuple):
    """Cents by which what is settled on a document changes: more when above 0, given back when under."""

    document: LedgerDocument
    known: KnownDocument
    cents: int


class Reshaping(NamedTuple):
    """A document whose amount or due dates changed."""

    document: LedgerDocument
    known: KnownDocument


@dataclass(slots=True)
class Changes:
    """What an import will write."""

    new_debtors: dict[str, LedgerDocument | LedgerContact] = field(default_factory=dict)
    renamed: dict[int, LedgerDocument] = field(default_factory=dict)
    added: list[LedgerDocument] = field(default_factory=list)
    reshaped: list[Reshaping] = field(default_factory=list)
    settled: list[Settlement] = field(default_factory=list)
    contacts: list[LedgerContact] = field(default_factory=list)
    contact_keys: set[tuple[str, str, str]] = field(default_factory=set)
    rejected: list[Rejection] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    changed: int = 0
    unchanged: int = 0

    def numbers(self) -> frozenset[str]:
        """Give the numbers of the documents that are new or change."""
        touched = [one.document for one in self.reshaped] + [one.document for one in self.settled]
        return frozenset(one.number for one in (*self.added, *touched))


@dataclass(frozen=True, slots=True)
class ImportSummary:
    """What an import did, counting documents of a ledger (or payments, or contacts)."""

    kind: str
    file_name: str
    sha256: str
    added: int
    changed: int
    unchanged: int
    rejected: tuple[Rejection, ...]
    notes: tuple[str, ...] = ()


def import_ledger(
    open_book: OpenBook, act: Act, file: LedgerFile, file_name: str, *, dry_run: bool = False
) -> ImportSummary:
    """Import a file in one transaction, or with `dry_run` undo it. The same file twice changes nothing."""
    try:
        with without_collection(), open_book() as book:
            return _imported(book, act, file, file_name, dry_run=dry_run)
    except _Undone as undone:
        return undone.summary


class _Undone(Exception):  # noqa: N818 - a way out, not an error
    """The import was only tried: its transaction rolls back."""

    def __init__(self, summary: ImportSummary) -> None:
        self.summary = summary


def _imported(book: Book, act: Act, file: LedgerFile, file_name: str, *, dry_run: bool) -> ImportSummary:
    changes = compare(file, book.ledger.known(file))
    ids = book.ledger.apply(changes, act)
    receipts = place_receipts(book, act, file.payments)
    summary = ImportSummary(
        file.kind,
        file_name,
        file.sha256,
        added=len(changes.added) + len(changes.contacts) * (file.kind == "contacts") + receipts.added,
        changed=changes.changed + len(receipts.confirmed),
        unchanged=changes.unchanged + receipts.unchanged,
        rejected=tuple(sorted((*file.rejected, *changes.rejected, *receipts.rejected))),
        notes=tuple(file.notes),
    )
    if dry_run:
        raise _Undone(summary)
    book.ledger.keep_summary(summary, act)
    book.tell(act, *_events(changes, ids), *receipts.events)
    return summary


def compare(file: LedgerFile, known: KnownLedger) -> Changes:
    """Compare a file with what is known; pure, linear in the file."""
    changes = Changes()
    for document in file.documents:
        if max(len(document.client_code), len(document.number)) > LONGEST:
            reason = f"code client ou numéro de plus de {LONGEST} caractères"
            changes.rejected.append(Rejection(document.row, reason))
            continue
        _debtor(document, known, changes)
        stored = known.documents.get((document.client_code, document.number))
        if stored is None:
            changes.added.append(document)
        else:
            _compare_document(document, stored, changes)
    for contact in (*_contacts_of(file.documents), *file.contacts):
        _contact(contact, known, changes)
    return changes


def _debtor(document: LedgerDocument, known: KnownLedger, changes: Changes) -> None:
    """Note who is new and whose name changed; the first row of a client speaks for the others."""
    if document.client_code in changes.seen:
        return
    changes.seen.add(document.client_code)
    debtor = known.debtors.get(document.client_code)
    if debtor is None:
        changes.new_debtors[document.client_code] = document
    elif document.client_name[:255] != debtor.name or (document.siren and document.siren != debtor.siren):
        changes.renamed[debtor.id] = document


def _compare_document(document: LedgerDocument, known: KnownDocument, changes: Changes) -> None:
    document = _as_known(document, known)
    paid = known.settled if document.paid is None else document.paid
    # Only what earlier ledgers stated may be given back: a person or a bank knows more than a late export.
    moved = max(paid - known.settled, -known.stated)
    reason = _contradiction(document, known, known.settled + min(moved, 0))
    if reason:
        changes.rejected.append(Rejection(document.row, reason))
        return
    reshaped = document.total != known.total or (bool(known.lines) and document.lines != known.lines)
    if reshaped:
        changes.reshaped.append(Reshaping(document, known))
    if moved:
        changes.settled.append(Settlement(document, known, moved))
    if reshaped or moved:
        changes.changed += 1
    else:
        changes.unchanged += 1


def _as_known(document: LedgerDocument, known: KnownDocument) -> LedgerDocument:
    """Complete what the file leaves out: the total when it only gives what is left, due dates when it gives none."""
    if not document.total_known:
        paid = max(0, known.total - document.total) if document.paid is None else document.paid
        total = max(known.total, document.total)
        document = document._replace(total=total, paid=paid, lines=known.lines if total == known.total else ())
        if not document.lines and known.lines:
            last = known.lines[-1]
            grown = last._replace(amount=last.amount + total - known.total)
            document = document._replace(lines=(*known.lines[:-1], grown))
    elif document.due_from != "file" and len(known.lines) == 1:
        document = document._replace(lines=(known.lines[0]._replace(amount=document.total),))
    elif document.due_from != "file" and document.total == known.total and known.lines:
        document = document._replace(lines=known.lines)
    return document


def _contradiction(document: LedgerDocument, known: KnownDocument, kept: int) -> str:
    """Give the French sentence that says why a document cannot be what is known under its number; "" when it can.

    `kept` are the cents that stay settled on it.
    """
    if (document.kind is DocumentKind.CREDIT_NOTE) != (known.kind == DocumentKind.CREDIT_NOTE):
        return f"la pièce {document.number} est déjà connue avec une autre nature (facture ou avoir)"
    if document.currency != known.currency:
        return f"la pièce {document.number} est déjà connue en {known.currency}, le fichier dit {document.currency}"
    if document.kind is not DocumentKind.CREDIT_NOTE and len(document.lines) < len(known.lines):
        return f"la pièce {document.number} a {len(known.lines)} échéances connues, le fichier n’en donne que " + str(
            len(document.lines)
        )
    if document.total < kept:
        return f"le montant de la pièce {document.number} est inférieur à ce qui y est déjà imputé"
    return ""


def _contacts_of(documents: Iterable[LedgerDocument]) -> Iterable[LedgerContact]:
    for one in documents:
        if one.email or one.phone or one.contact:
            name = one.contact or one.email or one.phone
            yield LedgerContact(one.row, one.client_code, one.client_name, name, "", one.email, one.phone)


def _contact(contact: LedgerContact, known: KnownLedger, changes: Changes) -> None:
    contact = contact._replace(
        name=contact.name[:255], role=contact.role[:64], email=contact.email[:255], phone=contact.phone[:64]
    )
    if contact.client_code not in known.debtors:
        changes.new_debtors.setdefault(contact.client_code, contact)
    stored = known.contacts.get(contact.client_code, frozenset())
    key = (contact.client_code, contact.name, contact.email)
    if key[1:] not in stored and key not in changes.contact_keys:
        changes.contact_keys.add(key)
        changes.contacts.append(contact)


def _events(changes: Changes, ids: Mapping[str, int]) -> Iterable[Event]:
    """Tell each debtor touched what the import brought, in one row."""
    told: dict[int, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
    for one in changes.added:
        told[ids[one.client_code]]["added"].append(one.number)
    for document, known in changes.reshaped:
        before = {"number": document.number, "before": known.total, "after": document.total}
        told[known.debtor_id]["reshaped"].append(before | {"currency": document.currency})
    for document, known, cents in changes.settled:
        kind = "paid" if cents > 0 else "reopened"
        told[known.debtor_id][kind].append({"number": document.number, "cents": abs(cents), "currency": known.currency})
    for debtor_id, what in told.items():
        counts = {f"{kind}_count": len(items) for kind, items in what.items()}
        yield Event(Kind.LEDGER_IMPORTED, debtor_id, {kind: items[:TOLD] for kind, items in what.items()} | counts)
