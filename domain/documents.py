"""Documents kept with a debtor: proofs that people join, and papers that the program prints; each content once."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Protocol

from domain.acts import Act


class DocumentKind(StrEnum):
    """What a document proves."""

    ORDER = "order"
    DELIVERY_NOTE = "delivery_note"
    QUOTE = "quote"
    TERMS = "terms"
    INVOICE = "invoice"
    AGREEMENT = "agreement"
    OTHER = "other"


@dataclass(frozen=True)
class Document:
    """A document with its content; `invoice_id` is the invoice it is about, if it is about one."""

    debtor_id: int
    kind: DocumentKind
    name: str
    media_type: str
    content: bytes
    invoice_id: int | None = None

    @cached_property
    def sha256(self) -> str:
        """Hash the content: the same one is kept once a debtor."""
        return hashlib.sha256(self.content).hexdigest()


class Documents(Protocol):
    """Documents, as they were kept."""

    def add(self, document: Document, act: Act) -> int:
        """Store a document, give its id; one already kept with the debtor gives the id it has."""
        ...

    def named(self, debtor_id: int, name: str) -> Document | None:
        """Load a debtor's document by its name, the first one kept; None without one."""
        ...

    def get(self, document_id: int) -> Document:
        """Load a document; raise `LookupError`."""
        ...
