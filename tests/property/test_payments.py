"""Whatever people, files and ledgers say of money, in any order, no cent is lost, counted twice or owed twice."""

from contextlib import suppress
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from domain.credits import AmountAboveCredit, NothingAllocated, NothingToAllocate
from domain.payments import AlreadyReceived, StatedByLedger, UnknownPayment
from domain.promises import AmountAboveDebt
from domain.refusals import NothingLeft, Refusal
from domain.reversals import AlreadyReversed
from storage.tables import allocations, payments
from tests.domain.paying import allocate, pay, release, reverse
from tests.domain.test_imports import consistent
from tests.property.test_balances import CENTS, NUMBERS, a_book, documents, notes
from tests.storage.books import Company, day, payment, sqlite_template

__all__ = ["sqlite_template"]

SAID_NO = (
    AlreadyReceived,
    AlreadyReversed,
    AmountAboveCredit,
    AmountAboveDebt,
    NothingAllocated,
    NothingLeft,
    NothingToAllocate,
    StatedByLedger,
    UnknownPayment,
)
SOME = st.lists(NUMBERS, max_size=2, unique=True)
WHICH = st.integers(1, 8)
ACTS = st.one_of(
    st.tuples(
        st.just("load"), st.lists(documents() | notes(), min_size=1, max_size=3, unique_by=lambda one: one.number)
    ),
    st.tuples(st.just("receive"), st.tuples(CENTS, st.none() | NUMBERS, st.integers(0, 7))),
    st.tuples(st.just("pay"), st.tuples(CENTS, SOME, st.integers(0, 7))),
    st.tuples(st.just("reverse"), WHICH),
    st.tuples(st.just("allocate"), st.tuples(WHICH, CENTS, st.lists(NUMBERS, min_size=1, max_size=2, unique=True))),
    st.tuples(st.just("release"), WHICH),
    st.tuples(st.just("promise"), st.tuples(CENTS, NUMBERS)),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=14))
def test_no_cent_is_lost_whatever_is_said_of_money(sqlite_template: Any, acts: list[tuple[str, Any]]) -> None:
    with a_book(sqlite_template) as book:
        for number, (kind, what) in enumerate(acts, start=8):
            _do(book, kind, what, number)
            consistent(book)
            _within(book)


def _within(book: Company) -> None:
    """Check that no sum stands on more than itself, and that one taken back stands on nothing."""
    laid = (
        select(func.coalesce(func.sum(allocations.c.amount), 0))
        .where(allocations.c.payment_id == payments.c.id, allocations.c.reversed_at.is_(None))
        .correlate(payments)
        .scalar_subquery()
    )
    for amount, unallocated, cents, reversed_on in book.rows(
        select(payments.c.amount, payments.c.unallocated, laid, payments.c.reversed_on)
    ):
        assert cents + unallocated <= (0 if reversed_on else amount)


def _do(book: Company, kind: str, what: Any, number: int) -> None:
    """Act; what is refused is refused for a reason of its own, and changes nothing."""
    with suppress(Refusal) if kind == "promise" else suppress(*SAID_NO):
        _act(book, kind, what, number)


def _act(book: Company, kind: str, what: Any, number: int) -> None:
    today = day(number)
    match kind, what:
        case "load", some:
            book.load(*some, on=today)
        case "receive", (cents, named, ago):
            book.receive(payment(cents, day(number - ago), number=named, ref=str(number)), on=today)
        case "pay", (cents, numbers, ago):
            pay(book, cents, *numbers, on=day(number - ago), today=today)
        case "reverse", which:
            reverse(book, which, today=today)
        case "allocate", (which, cents, numbers):
            allocate(book, which, cents, numbers, today=today)
        case "release", which:
            release(book, which, today=today)
        case "promise", (cents, named):
            book.promise(cents, today, today=today, numbers=[named])
