"""Money that people note: what came in, and the lines it pays."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from domain.acts import Act
from domain.allocations import Part, fill
from domain.debts import Debt, DueLine
from domain.deposits import deposit_receipts
from domain.journal import Event, Kind
from domain.judging import judge_debtor, verdicts
from domain.money import Money
from domain.promises import AmountNotPositive
from domain.refusals import DateInTheFuture, Refusal, TextTooLong

if TYPE_CHECKING:  # the port names the values of this module
    from domain.ports import OpenBook

REFERENCE_LIMIT = 64
TOLD = 10
"""Invoices named in the journal for one sum; the others are counted."""


class Method(StrEnum):
    """How money came."""

    TRANSFER = "transfer"
    DEBIT = "debit"
    CHEQUE = "cheque"
    CARD = "card"
    CASH = "cash"


class Source(StrEnum):
    """Who told of a payment: an accounting ledger states, a file of payments or a person tells."""

    LEDGER = "ledger"
    FILE = "file"
    PERSON = "person"


class OtherCurrency(Refusal):
    """The amount is not in `currency`, the one of the invoices chosen: two currencies are never added (RULES §2)."""

    field = "amount"


class AlreadyReceived(Refusal):
    """`payment`, equal in debtor, amount and date, is known already: it takes a person to say that there are two."""

    field = "amount"


class UnknownPayment(Refusal):
    """No payment of this debtor is known by that id any more."""


class StatedByLedger(Refusal):
    """Only accounting says that this was paid: only accounting can say otherwise."""


class Placed(NamedTuple):
    """The cents of a payment that stand on an invoice."""

    number: str
    cents: int


@dataclass(frozen=True, slots=True)
class Payment:
    """Money known: a payment, or a credit note (`kind`). `left` in cents is what of it is still to allocate.

    `by` is who noted it, "" for a file; `known_on` the day it became known; `placed` says on which invoices it stands.
    """

    id: int
    debtor_id: int
    kind: str
    source: str
    amount: Money
    left: int
    on: date
    method: str
    reference: str
    by: str
    known_on: date
    reversed_on: date | None = None
    reversed_by: str = ""
    placed: tuple[Placed, ...] = ()

    @property
    def is_stated(self) -> bool:
        """Say whether a ledger alone tells of it: it is only changed where it was written."""
        return self.source == Source.LEDGER and self.kind == "payment"

    @property
    def may_be_reversed(self) -> bool:
        """Say whether a person may take it back."""
        return self.kind == "payment" and not self.is_stated and self.reversed_on is None


@dataclass(frozen=True, slots=True)
class Received:
    """Money that a person notes."""

    debtor_id: int
    amount: Money
    on: date
    method: Method
    reference: str = ""


class Payments(Protocol):
    """Payments and credit notes of debtors whom the act holds."""

    def like(self, received: Received) -> Payment | None:
        """Give a payment not taken back of the same debtor, amount, currency and date."""
        ...

    def add(self, received: Received, parts: Sequence[Part], act: Act) -> int:
        """Store money that a person notes, laid on lines; give its id."""
        ...

    def get(self, debtor_id: int, payment_id: int) -> Payment:
        """Load a payment or a credit note; raise `UnknownPayment`."""
        ...

    def lay(self, payment: Payment, parts: Sequence[Part], act: Act) -> None:
        """Lay what is left of a payment or a credit note on lines."""
        ...

    def lift(self, payment: Payment, act: Act) -> Sequence[Placed]:
        """Take a payment off its lines, which owe it again; give where it stood."""
        ...

    def reverse(self, payment: Payment, why: str, act: Act) -> Sequence[Placed]:
        """Take a payment back, off its lines too; give where it stood."""
        ...


def receive_payment(
    open_book: "OpenBook", act: Act, received: Received, *, lines: Sequence[int], another: bool = False
) -> None:
    """Note money received, laid on the lines chosen, the oldest due first; what exceeds them stays to allocate.

    Raise `AmountNotPositive`, `DateInTheFuture`, `TextTooLong`, `UnknownDebtor`, `NothingLeft`, `MixedCurrencies`,
    `OtherCurrency`, and `AlreadyReceived` unless it is said to be `another` payment.
    """
    _check(received, act.today)
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(received.debtor_id)
        chosen = chosen_lines(debt, lines, received.amount) if lines else ()
        if not another and (known := book.payments.like(received)):
            raise AlreadyReceived(payment=known)
        parts = fill(((line.id, line.left) for line in chosen), received.amount.cents)
        payment_id = book.payments.add(received, parts, act)
        judgements = judge_debtor(book, act, received.debtor_id)
        told = {"payment": payment_id, **_said(received), **on_invoices(parts, chosen)}
        book.tell(
            act,
            Event(Kind.PAYMENT_RECEIVED, received.debtor_id, told),
            *deposit_receipts(book, debt, parts, received.amount.currency, received.on),
            *verdicts(judgements),
        )


def chosen_lines(debt: Debt, lines: Sequence[int], amount: Money) -> tuple[DueLine, ...]:
    """Keep the lines chosen that still owe; raise `NothingLeft`, `MixedCurrencies`, `OtherCurrency`."""
    wanted = set(lines)
    chosen = Debt(debt.debtor, tuple(line for line in debt.lines if line.id in wanted))
    currency = chosen.left().currency
    if currency != amount.currency:
        raise OtherCurrency(currency=currency)
    return chosen.lines


def on_invoices(parts: Iterable[Part], lines: Iterable[DueLine]) -> dict[str, Any]:
    """Say what parts come to, invoice by invoice, the first ones by name."""
    numbers = {line.id: line.number for line in lines}
    return named(Placed(numbers[part.line_id], part.cents) for part in parts)


def named(placed: Iterable[Placed]) -> dict[str, Any]:
    """Say which invoices a sum stands on, in the shape that the journal keeps: the first by name, all counted."""
    sums: dict[str, int] = {}
    for number, cents in placed:
        sums[number] = sums.get(number, 0) + cents
    some = [{"number": number, "cents": cents} for number, cents in sums.items()]
    return {"invoices": some[:TOLD], "invoices_count": len(some), "laid": sum(sums.values())}


def paid(payment: Payment) -> dict[str, Any]:
    """Say which payment, in the shape that the journal keeps."""
    return {
        "payment": payment.id,
        "what": payment.kind,
        "amount": payment.amount.cents,
        "currency": payment.amount.currency,
        "on": payment.on.isoformat(),
        "method": payment.method,
        "reference": payment.reference,
    }


def _check(received: Received, today: date) -> None:
    if received.amount.cents <= 0:
        raise AmountNotPositive
    if received.on > today:
        raise DateInTheFuture
    if len(received.reference) > REFERENCE_LIMIT:
        raise TextTooLong(limit=REFERENCE_LIMIT)


def _said(received: Received) -> dict[str, Any]:
    return {
        "amount": received.amount.cents,
        "currency": received.amount.currency,
        "on": received.on.isoformat(),
        "method": received.method,
        "reference": received.reference,
    }
