"""What an accounting file says, in the trade's words: the shape that every reader fills and every import takes."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from domain.refusals import Refusal


class DocumentKind(StrEnum):
    """What a document of the ledger is: its kind tells its sign, amounts are always positive."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    DEPOSIT = "deposit"


DueFrom = Literal["file", "terms", "default"]
FileKind = Literal["invoices", "payments", "contacts"]


class LedgerLine(NamedTuple):
    """A due line: a part of a document with its own due date; `amount` in cents, above 0."""

    due_on: date
    amount: int


class LedgerDocument(NamedTuple):
    """An invoice, a credit note or a deposit invoice.

    `total` in cents, above 0; `paid` in cents between 0 and `total`, a state and not one more payment (RULES §12),
    None when the file does not say. `lines` are in due order and sum to `total`. `row` is the first row of the file
    that tells it, the file's own first row being 1. `due_from` says how the due dates are known (RULES §7).
    `total_known` is False when the file only gives what is left: `total` is then what is left. `paid_on` is the last
    payment's date, when the file gives it.
    """

    row: int
    client_code: str
    client_name: str
    number: str
    kind: DocumentKind
    issued_on: date | None
    currency: str
    total: int
    paid: int | None
    lines: tuple[LedgerLine, ...]
    siren: str | None = None
    siret: str | None = None
    vat: str | None = None
    email: str = ""
    phone: str = ""
    contact: str = ""
    terms: str = ""
    order_ref: str = ""
    method: str = ""
    comment: str = ""
    due_from: DueFrom = "file"
    total_known: bool = True
    paid_on: date | None = None


class LedgerPayment(NamedTuple):
    """Money received; `amount` in cents, above 0; `client_code` is empty when only the invoice is named."""

    row: int
    client_code: str
    client_name: str
    reference: str
    on: date
    amount: int
    currency: str
    invoice_number: str | None
    method: str


class LedgerContact(NamedTuple):
    """A person at a client's, with an e-mail or a phone."""

    row: int
    client_code: str
    client_name: str
    name: str
    role: str
    email: str
    phone: str


class Rejection(NamedTuple):
    """A row that was not read, and why, in a French sentence."""

    row: int
    reason: str


@dataclass
class LedgerFile:
    """All that one file says; `rows` counts the rows that speak of something (no title, blank or total row).

    A file of invoices may hold payments too (rows of type « Règlement »). `notes` are French sentences for the person
    who imports. `sha256` is the hash of the bytes read.
    """

    kind: FileKind
    documents: list[LedgerDocument] = field(default_factory=list)
    payments: list[LedgerPayment] = field(default_factory=list)
    contacts: list[LedgerContact] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    rows: int = 0
    sha256: str = ""


class NotALedger(Refusal):
    """The file is no ledger that can be read; `sentence` says why, in French."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence=sentence)
        self.sentence = sentence

    def __str__(self) -> str:
        return self.sentence
