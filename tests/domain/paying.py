"""What people do with money, in one line each."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select

from domain.credits import allocate_credit, release_credit
from domain.money import Money
from domain.payments import Method, Received, receive_payment
from domain.reversals import Reversal, reverse_payment
from storage.tables import payments
from tests.storage.books import MONDAY, Company


def pay(
    book: Company,
    cents: int,
    *numbers: str,
    on: date = MONDAY,
    today: date | None = None,
    by: str = "UALICE",
    currency: str = "EUR",
    another: bool = False,
    once: str | None = None,
) -> None:
    """Note money received for those invoices."""
    received = Received(book.debtor(), Money(cents, currency), on, Method.TRANSFER, "VIR")
    lines = [line for number in numbers for line in book.lines(number)]
    act = book.act(today or on, by=by, once=once)
    receive_payment(book.open_book, act, received, lines=lines, another=another)


def last_payment(book: Company) -> int:
    """Give the id of the payment known last."""
    return int(book.scalar(select(func.max(payments.c.id))))


def reverse(book: Company, payment_id: int | None = None, *, today: date = MONDAY, by: str = "UALICE") -> None:
    """Take a payment back, the last one unless told otherwise."""
    reverse_payment(
        book.open_book,
        book.act(today, by=by),
        debtor_id=book.debtor(),
        payment_id=payment_id or last_payment(book),
        why=Reversal.DEBIT_REJECTED,
    )


def allocate(book: Company, payment_id: int, cents: int, numbers: Sequence[str], *, today: date = MONDAY) -> None:
    """Set money to allocate against invoices."""
    lines = [line for number in numbers for line in book.lines(number)]
    allocate_credit(
        book.open_book,
        book.act(today),
        debtor_id=book.debtor(),
        payment_id=payment_id,
        lines=lines,
        amount=Money(cents, "EUR"),
    )


def release(book: Company, payment_id: int, *, today: date = MONDAY) -> None:
    """Take a sum off its invoices."""
    release_credit(book.open_book, book.act(today), debtor_id=book.debtor(), payment_id=payment_id)


def loose(book: Company) -> int:
    """Sum what is still to allocate, in cents."""
    return sum(one.cents for one in book.card().spare())


def known(book: Company) -> int:
    """Count the payments not taken back, nor explained."""
    query = select(func.count()).select_from(payments).where(payments.c.reversed_on.is_(None))
    return int(book.scalar(query))
