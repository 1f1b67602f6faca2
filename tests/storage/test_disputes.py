"""Disputes in the book: the contested part is written on the lines, freed when it must be, told once."""

from typing import Any

import pytest
from sqlalchemy import insert, select, update

from domain.dispute_credits import settle_disputes
from domain.disputes import (
    DisputeClosed,
    DisputeRow,
    Outcome,
    Reason,
    State,
    UnknownDispute,
    close_dispute,
    open_dispute,
)
from domain.money import Money
from domain.refusals import TextTooLong
from storage.tables import allocations, due_lines, payments
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment


@pytest.fixture
def book(company: Company) -> Company:
    """Give a book where C1 owes 1 000 and 500, the first for longer."""
    company.load(invoice("F1", (day(-30), 1_000)), invoice("F2", (day(-10), 500)))
    return company


def contest(
    book: Company, cents: int | None = None, numbers: tuple[str, ...] = ("F1", "F2"), on: int = 0, **more: Any
) -> None:
    open_dispute(
        book.open_book,
        book.act(day(on), once=more.pop("once", None)),
        debtor_id=book.debtor(),
        lines=[line for number in numbers for line in book.lines(number)],
        reason=Reason.QUALITY,
        amount=None if cents is None else Money(cents, "EUR"),
        **more,
    )


def close(book: Company, dispute_id: int, outcome: Outcome, *, on: int = 1, by: str = "UBOB") -> None:
    act = book.act(day(on), by=by)
    close_dispute(book.open_book, act, debtor_id=book.debtor(), dispute_id=dispute_id, outcome=outcome)


def rows(book: Company) -> tuple[DisputeRow, ...]:
    return book.card().disputes


def disputed(book: Company) -> dict[str, int]:
    return {line.number: line.disputed for line in book.card().lines}


def settle(book: Company, on: int = 5) -> int:
    return settle_disputes(book.open_book, book.act(day(on), by=""))


def allocate(book: Company, note: str, number: str, cents: int, on: int) -> None:
    """Set a credit note against an invoice, as a person does."""
    (line_id,) = book.lines(number)
    note_id = book.scalar(select(payments.c.id).where(payments.c.reference == note, payments.c.kind == "credit_note"))
    book.write(
        insert(allocations).values(payment_id=note_id, line_id=line_id, amount=cents, recorded_at=book.act(day(on)).at)
    )
    book.write(update(payments).where(payments.c.id == note_id).values(unallocated=payments.c.unallocated - cents))
    book.write(update(due_lines).where(due_lines.c.id == line_id).values(left=due_lines.c.left - cents))


def test_the_contested_part_is_written_on_the_oldest_lines(book: Company) -> None:
    contest(book, 1_200, comment="Deux cartons cassés")

    (row,) = rows(book)
    assert {"F1": 1_000, "F2": 200} == disputed(book)
    assert (State.OPEN, "quality", Money(1_200, "EUR"), ("F1", "F2"), "UALICE") == (
        row.state,
        row.reason,
        row.amount,
        row.numbers,
        row.opened_by,
    )
    assert ["dispute.opened"] == book.kinds()


def test_two_disputes_add_up_and_the_second_takes_what_is_not_contested_yet(book: Company) -> None:
    contest(book, 700, ("F1",))
    contest(book, numbers=("F1",), on=1)

    assert {"F1": 1_000, "F2": 0} == disputed(book)
    assert [300, 700] == [row.amount.cents for row in rows(book)]


def test_an_unfounded_dispute_frees_its_part_and_leaves_the_level_as_it_was(book: Company) -> None:
    book.write(update(due_lines).values(level=2, reminded_on=day(-3)))
    contest(book, 700)
    contest(book, 100, ("F2",))
    close(book, rows(book)[-1].id, Outcome.UNFOUNDED)

    assert {"F1": 0, "F2": 100} == disputed(book)
    assert {(2, day(-3))} == {(line.level, line.reminded_on) for line in book.card().lines}
    assert ["dispute.opened", "dispute.opened", "dispute.unfounded"] == book.kinds()


def test_a_founded_dispute_stays_frozen_and_says_who_closed_it(book: Company) -> None:
    contest(book, 700)
    close(book, rows(book)[0].id, Outcome.FOUNDED)

    (row,) = rows(book)
    assert {"F1": 700, "F2": 0} == disputed(book)
    assert (State.FOUNDED, "UBOB", day(1)) == (row.state, row.closed_by, row.closed_on)


def test_who_closes_second_is_told_what_the_first_did(book: Company) -> None:
    contest(book)
    dispute_id = rows(book)[0].id
    close(book, dispute_id, Outcome.UNFOUNDED)
    with pytest.raises(DisputeClosed) as refused:
        close(book, dispute_id, Outcome.FOUNDED, by="UCAROLE")

    assert ("UBOB", State.UNFOUNDED) == (refused.value.facts["dispute"].closed_by, refused.value.facts["dispute"].state)
    assert ["dispute.opened", "dispute.unfounded"] == book.kinds()


def test_a_dispute_of_another_debtor_is_not_closed(book: Company) -> None:
    book.load(invoice("G1", (day(-3), 100), client="C2"))
    contest(book)
    dispute_id = rows(book)[0].id
    with pytest.raises(UnknownDispute):
        close_dispute(
            book.open_book,
            book.act(day(1)),
            debtor_id=book.debtor("C2"),
            dispute_id=dispute_id,
            outcome=Outcome.UNFOUNDED,
        )


def test_a_form_sent_twice_opens_one_dispute(book: Company) -> None:
    contest(book, 100, once="view:1")
    contest(book, 100, once="view:1")

    assert 1 == len(rows(book))


def test_a_comment_too_long_is_refused(book: Company) -> None:
    with pytest.raises(TextTooLong):
        contest(book, comment="x" * 3_001)


def test_a_credit_note_set_against_the_invoice_settles_a_founded_dispute(book: Company) -> None:
    contest(book, 300, ("F1",))
    close(book, rows(book)[0].id, Outcome.FOUNDED)
    book.load(credit_note("A1", 300, on=day(2)), on=day(2))

    assert 0 == settle(book)
    allocate(book, "A1", "F1", 300, on=3)
    assert (1, 0) == (settle(book), settle(book))
    assert (State.SETTLED, {"F1": 0, "F2": 0}) == (rows(book)[0].state, disputed(book))
    assert "dispute.settled" == book.kinds()[-1]


def test_a_ledger_that_states_the_credit_note_as_used_settles_it_too(book: Company) -> None:
    contest(book, 300, ("F1",))
    close(book, rows(book)[0].id, Outcome.FOUNDED)
    book.load(credit_note("A1", 300, used=300, on=day(2)), invoice("F1", (day(-30), 1_000), paid=300), on=day(2))

    assert 1 == settle(book)
    assert {"F1": 0, "F2": 0} == disputed(book)


def test_a_payment_of_the_rest_settles_nothing(book: Company) -> None:
    contest(book, 300, ("F1",))
    close(book, rows(book)[0].id, Outcome.FOUNDED)
    book.receive(payment(700, day(2), number="F1"))

    assert 0 == settle(book)
    (old,) = [line for line in book.card().lines if line.number == "F1"]
    assert (300, 300, True) == (old.left, old.disputed, old.is_frozen)


def test_a_founded_dispute_on_what_is_paid_in_full_is_settled(book: Company) -> None:
    contest(book, 300, ("F1",))
    close(book, rows(book)[0].id, Outcome.FOUNDED)
    book.receive(payment(1_000, day(2), number="F1"))

    assert 1 == settle(book)
    assert book.journal()[-1].payload["credited"] is False


def test_one_credit_note_settles_one_dispute_for_good(book: Company) -> None:
    contest(book, 300, ("F1",))
    contest(book, 300, ("F2",))
    for row in rows(book):
        close(book, row.id, Outcome.FOUNDED)
    book.load(credit_note("A1", 300, on=day(2)), on=day(2))
    allocate(book, "A1", "F1", 300, on=3)
    book.receive(payment(300, day(3), number="F2"))

    assert (1, 0) == (settle(book), settle(book, on=6))
    assert {"F1": 0, "F2": 300} == disputed(book)


def test_an_open_dispute_is_never_settled_by_the_schedule(book: Company) -> None:
    contest(book)
    book.receive(payment(1_500, MONDAY, number="F1"))

    assert 0 == settle(book)
    assert State.OPEN is rows(book)[0].state
