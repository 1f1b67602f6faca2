"""A payment is taken back when the bank rejects it or a person mistook: its lines owe again."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.acts import Act
from domain.journal import Event, Kind
from domain.judging import judge_debtor, verdicts
from domain.payments import Payment, Placed, StatedByLedger, named, paid
from domain.promises import Judgement, State
from domain.refusals import Refusal, TextTooLong

if TYPE_CHECKING:  # the port names the values of modules that this one imports
    from domain.ports import OpenBook

COMMENT_LIMIT = 300


class Reversal(StrEnum):
    """Why a payment is taken back."""

    DEBIT_REJECTED = "debit_rejected"
    CHEQUE_UNPAID = "cheque_unpaid"
    TRANSFER_CANCELLED = "transfer_cancelled"
    TYPING_ERROR = "typing_error"


class AlreadyReversed(Refusal):
    """The payment was taken back on the day `on` by `by`."""


def reverse_payment(
    open_book: "OpenBook", act: Act, *, debtor_id: int, payment_id: int, why: Reversal, comment: str = ""
) -> None:
    """Take a payment back: its lines owe again, the promises it kept are judged anew.

    Raise `UnknownDebtor`, `UnknownPayment`, `StatedByLedger`, `AlreadyReversed`, `TextTooLong`.
    """
    if len(comment) > COMMENT_LIMIT:
        raise TextTooLong(limit=COMMENT_LIMIT)
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        payment = book.payments.get(debtor_id, payment_id)
        check_reversible(payment)
        owed = book.payments.reverse(payment, why, act)
        judgements = judge_debtor(book, act, debtor_id)
        book.tell(act, _reversed(payment, why, comment, owed, judgements), *verdicts(judgements))


def check_reversible(payment: Payment) -> None:
    """Raise `StatedByLedger` or `AlreadyReversed` when a person may not take a payment back."""
    if payment.reversed_on:
        raise AlreadyReversed(by=payment.reversed_by, on=payment.reversed_on)
    if not payment.may_be_reversed:
        raise StatedByLedger


def _reversed(
    payment: Payment, why: Reversal, comment: str, owed: Iterable[Placed], judgements: Iterable[Judgement]
) -> Event:
    awaited = [one.promise for one in judgements if one.state is State.OPEN]
    return Event(
        Kind.PAYMENT_REVERSED,
        payment.debtor_id,
        {
            **paid(payment),
            **named(owed),
            "why": why,
            "comment": comment,
            "unallocated": payment.left,
            "awaited": [
                {"amount": one.amount.cents, "currency": one.amount.currency, "on": one.on.isoformat()}
                for one in awaited
            ],
        },
    )
