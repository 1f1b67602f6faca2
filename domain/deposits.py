"""A deposit received calls for a receipt: a draft to copy that says what was paid of the order, and what is left."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from domain.allocations import Part
from domain.debtors import Contact, DebtorKind
from domain.debts import Debt
from domain.journal import Event, Kind

if TYPE_CHECKING:  # the port names the values of this module
    from domain.ports import Book

_NAMED = 5


class OrderLine(NamedTuple):
    """A part of an order that is still to pay (cents)."""

    number: str
    due_on: date
    left: int
    terms: str


@dataclass(frozen=True, slots=True)
class Deposit:
    """A deposit invoice, by the line that was paid: `left` cents of it are still to pay.

    `invoiced` says that other invoices of the same order are known; `rest` are their lines with something left.
    """

    line_id: int
    number: str
    order_ref: str
    left: int
    invoiced: bool
    rest: tuple[OrderLine, ...]


class Deposits(Protocol):
    """Deposit invoices and their orders."""

    def among(self, line_ids: Sequence[int]) -> Sequence[Deposit]:
        """Load the deposits that those lines belong to; none when none does."""
        ...

    def contact(self, debtor_id: int) -> Contact | None:
        """Load the contact to write to: the one able to unblock payment first."""
        ...


def deposit_receipts(book: "Book", debt: Debt, parts: Sequence[Part], currency: str, on: date) -> Iterable[Event]:
    """Draft the receipt of each deposit that parts pay."""
    cents = {part.line_id: part.cents for part in parts}
    deposits = book.deposits.among(list(cents)) if cents else ()
    if not deposits:
        return ()
    contact = book.deposits.contact(debt.debtor.id)
    consumer = debt.debtor.kind is DebtorKind.CONSUMER
    said = {"currency": currency, "on": on.isoformat(), "consumer": consumer, "contact": _contact(contact)}
    return [
        Event(Kind.DEPOSIT_RECEIPT, debt.debtor.id, {**said, "amount": cents[one.line_id], **_order(one)})
        for one in deposits
    ]


def _order(deposit: Deposit) -> dict[str, Any]:
    return {
        "number": deposit.number,
        "order": deposit.order_ref,
        "left": deposit.left,
        "invoiced": deposit.invoiced,
        "rest": [
            {"number": one.number, "due_on": one.due_on.isoformat(), "cents": one.left, "terms": one.terms}
            for one in deposit.rest[:_NAMED]
        ],
        "rest_count": len(deposit.rest),
        "rest_cents": sum(one.left for one in deposit.rest),
    }


def _contact(contact: Contact | None) -> dict[str, str]:
    return {"name": contact.name, "email": contact.email, "phone": contact.phone} if contact else {}
