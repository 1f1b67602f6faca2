"""Money to allocate, a payment's surplus or a credit note, is set against invoices by a person, or taken off them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from domain.acts import Act
from domain.allocations import fill
from domain.deposits import deposit_receipts
from domain.journal import Event, Kind
from domain.judging import judge_debtor, verdicts
from domain.money import Money
from domain.payments import StatedByLedger, chosen_lines, named, on_invoices, paid
from domain.promises import AmountAboveDebt, AmountNotPositive
from domain.refusals import Refusal

if TYPE_CHECKING:  # the port names the values of modules that this one imports
    from domain.ports import OpenBook


class NothingToAllocate(Refusal):
    """Nothing of the sum is left to allocate."""


class AmountAboveCredit(Refusal):
    """The amount is above `left`, what of the sum is still to allocate."""

    field = "amount"


class NothingAllocated(Refusal):
    """The sum stands on no invoice."""


def allocate_credit(
    open_book: "OpenBook", act: Act, *, debtor_id: int, payment_id: int, lines: Sequence[int], amount: Money
) -> None:
    """Set money to allocate against lines, the oldest due first.

    Raise `AmountNotPositive`, `UnknownDebtor`, `UnknownPayment`, `NothingToAllocate`, `AmountAboveCredit`,
    `NothingLeft`, `MixedCurrencies`, `OtherCurrency`, `AmountAboveDebt`.
    """
    if amount.cents <= 0:
        raise AmountNotPositive
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(debtor_id)
        credit = book.payments.get(debtor_id, payment_id)
        _check(credit.left, credit.amount.currency, amount)
        chosen = chosen_lines(debt, lines, amount)
        owed = sum(line.left for line in chosen)
        if amount.cents > owed:
            raise AmountAboveDebt(left=Money(owed, amount.currency))
        parts = fill(((line.id, line.left) for line in chosen), amount.cents)
        book.payments.lay(credit, parts, act)
        judgements = judge_debtor(book, act, debtor_id)
        told = {**paid(credit), **on_invoices(parts, chosen), "left": credit.left - amount.cents}
        receipts = deposit_receipts(book, debt, parts, amount.currency, credit.on) if credit.kind == "payment" else ()
        book.tell(act, Event(Kind.CREDIT_ALLOCATED, debtor_id, told), *receipts, *verdicts(judgements))


def release_credit(open_book: "OpenBook", act: Act, *, debtor_id: int, payment_id: int) -> None:
    """Take a payment or a credit note off all its invoices: it is to allocate again, they owe again.

    Raise `UnknownDebtor`, `UnknownPayment`, `StatedByLedger`, `NothingAllocated`.
    """
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        payment = book.payments.get(debtor_id, payment_id)
        if payment.is_stated:
            raise StatedByLedger
        lifted = book.payments.lift(payment, act)
        if not lifted:
            raise NothingAllocated
        judgements = judge_debtor(book, act, debtor_id)
        book.tell(
            act, Event(Kind.CREDIT_RELEASED, debtor_id, {**paid(payment), **named(lifted)}), *verdicts(judgements)
        )


def _check(left: int, currency: str, amount: Money) -> None:
    if not left:
        raise NothingToAllocate
    if amount.cents > left or amount.currency != currency:
        raise AmountAboveCredit(left=Money(left, currency))
