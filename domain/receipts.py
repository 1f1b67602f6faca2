"""Payments told by a file: each counts once, and first explains what a ledger stated or a person noted of it.

What is new fills the oldest lines of the invoice that it names.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from domain.acts import Act
from domain.allocations import Part, fill
from domain.journal import Event, Kind
from domain.ledger import LedgerPayment, Rejection

if TYPE_CHECKING:  # the port names the values of this module
    from domain.ports import Book


NEAR = timedelta(days=5)
"""How far the day that a person noted may be from the day that the bank tells."""
_NAMED = 10


class Owed(NamedTuple):
    """An invoice that payments name: its lines with what is left (cents), and what only a ledger stated of it."""

    invoice_id: int
    debtor_id: int
    currency: str
    lines: tuple[tuple[int, int], ...]
    stated: int


class Receipt(NamedTuple):
    """A payment to store: laid on lines, taking the place of `explained` cents stated before."""

    key: str
    debtor_id: int
    payment: LedgerPayment
    invoice_id: int | None
    allocated: tuple[Part, ...]
    explained: int


class ByHand(NamedTuple):
    """A payment that a person noted, not taken back; `invoices` are the numbers of those it stands on."""

    payment_id: int
    debtor_id: int
    amount: int
    currency: str
    on: date
    invoices: frozenset[str]

    def may_be(self, payment: LedgerPayment) -> bool:
        """Say whether a file's payment of the same sum is this one: near in time, and of no other invoice."""
        named = payment.invoice_number
        return abs(self.on - payment.on) <= NEAR and (not named or not self.invoices or named in self.invoices)


Sum = tuple[int, int, str]
"""A debtor's id, cents and a currency."""


class Confirmed(NamedTuple):
    """A payment that a person noted and that a file now tells: it is the file's from then on, laid as it was."""

    key: str
    by_hand: ByHand
    payment: LedgerPayment


@dataclass(slots=True)
class Receipts:
    """What the payments of a file came to."""

    to_store: list[Receipt] = field(default_factory=list)
    confirmed: list[Confirmed] = field(default_factory=list)
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    @property
    def added(self) -> int:
        """Count the payments that are new."""
        return len(self.to_store)


def place_receipts(book: "Book", act: Act, payments: Sequence[LedgerPayment]) -> Receipts:
    """Place a file's payments, after its documents."""
    if not payments:
        return Receipts()
    keyed = list(_keyed(payments))
    known = book.ledger.known_receipts([key for key, _ in keyed])
    owed, ids = book.ledger.owed(payments), book.ledger.debtor_ids(payments)
    concerned = frozenset(ids.values()) | {one.debtor_id for some in owed.values() for one in some}
    receipts = _place(keyed, known, owed, ids, _by_sum(book.ledger.by_hand(sorted(concerned))))
    book.ledger.receive(receipts.to_store, act)
    book.ledger.confirm(receipts.confirmed, act)
    return receipts


def _keyed(payments: Iterable[LedgerPayment]) -> Iterable[tuple[str, LedgerPayment]]:
    """Name each payment by what it says and its rank among equals, so that a file read twice names it the same."""
    seen: Counter[str] = Counter()
    for one in payments:
        said = (one.client_code, one.invoice_number or "", one.reference, one.on.isoformat(), one.amount, one.currency)
        key = "|".join(map(str, said))
        seen[key] += 1
        yield f"file|{hashlib.sha256(key.encode()).hexdigest()}|{seen[key]}", one


def _place(
    keyed: Iterable[tuple[str, LedgerPayment]],
    known: frozenset[str],
    owed: Mapping[str, Sequence[Owed]],
    debtor_ids: Mapping[str, int],
    by_hand: Mapping[Sum, list[ByHand]],
) -> Receipts:
    receipts = Receipts()
    left = {line_id: cents for some in owed.values() for one in some for line_id, cents in one.lines}
    stated = {one.invoice_id: one.stated for some in owed.values() for one in some}
    told: dict[int, dict[str, list[dict[str, object]]]] = defaultdict(lambda: defaultdict(list))
    for key, payment in keyed:
        named = owed.get(payment.invoice_number or "", ())
        client = debtor_ids.get(payment.client_code)
        invoice = _meant(named, client)
        debtor_id = invoice.debtor_id if invoice else client
        if key in known:
            receipts.unchanged += 1
        elif reason := _contradiction(payment, named, invoice, client):
            receipts.rejected.append(Rejection(payment.row, reason))
        elif debtor_id is not None:
            noted = _noted(by_hand.get((debtor_id, payment.amount, payment.currency), []), payment)
            if noted:
                receipts.confirmed.append(Confirmed(key, noted, payment))
            else:
                receipts.to_store.append(_receipt(key, debtor_id, payment, invoice, left, stated))
            said = {"cents": payment.amount, "currency": payment.currency, "on": payment.on.isoformat()}
            told[debtor_id]["confirmed" if noted else "received"].append(said)
    receipts.events = [Event(Kind.LEDGER_IMPORTED, debtor_id, _counted(some)) for debtor_id, some in told.items()]
    return receipts


def _by_sum(by_hand: Iterable[ByHand]) -> Mapping[Sum, list[ByHand]]:
    sums: dict[Sum, list[ByHand]] = defaultdict(list)
    for one in by_hand:
        sums[one.debtor_id, one.amount, one.currency].append(one)
    return sums


def _noted(by_hand: list[ByHand], payment: LedgerPayment) -> ByHand | None:
    """Take out the payment that a person noted and that this one is, the nearest in time: it is so only once."""
    found = [one for one in by_hand if one.may_be(payment)]
    nearest = min(found, key=lambda one: (abs(one.on - payment.on), one.payment_id), default=None)
    if nearest:
        by_hand.remove(nearest)
    return nearest


def _counted(some: Mapping[str, Sequence[object]]) -> dict[str, object]:
    told: dict[str, object] = {name: items[:_NAMED] for name, items in some.items()}
    return told | {f"{name}_count": len(items) for name, items in some.items()}


def _contradiction(payment: LedgerPayment, named: Sequence[Owed], invoice: Owed | None, client: int | None) -> str:
    """Give the French sentence that says why a payment cannot be placed; "" when it can."""
    if named and not invoice:
        foreign = f"la facture {payment.invoice_number} n’est pas de ce client"
        return foreign if client else "plusieurs clients ont cette facture"
    if invoice and invoice.currency != payment.currency:
        return f"règlement en {payment.currency} pour une facture en {invoice.currency}"
    if invoice or client is not None:
        return ""
    return f"client inconnu : {payment.client_code or 'non indiqué'}"


def _meant(named: Sequence[Owed], client: int | None) -> Owed | None:
    """Give the invoice a number means: the client's own, or the only one of that number when the client is unknown."""
    if client is None:
        return named[0] if len(named) == 1 else None
    return next((one for one in named if one.debtor_id == client), None)


def _receipt(
    key: str,
    debtor_id: int,
    payment: LedgerPayment,
    invoice: Owed | None,
    left: dict[int, int],
    stated: dict[int, int],
) -> Receipt:
    """Explain first what a ledger stated of the invoice, then fill its oldest lines; the surplus stays unallocated."""
    if invoice is None:
        return Receipt(key, debtor_id, payment, None, (), 0)
    explained = min(payment.amount, stated[invoice.invoice_id])
    stated[invoice.invoice_id] -= explained
    parts = fill(((line_id, left[line_id]) for line_id, _ in invoice.lines), payment.amount - explained)
    for line_id, cents in parts:
        left[line_id] -= cents
    return Receipt(key, debtor_id, payment, invoice.invoice_id, parts, explained)
