"""A call is kept with what comes next, and raises a level only when it counts (RULES §3)."""

import pytest

from domain.calls import Call, Channel, NextActionInThePast, Result, log_call
from domain.refusals import TextTooLong, UnknownDebtor
from tests.storage.books import MONDAY, Company, day, invoice


@pytest.fixture
def book(sqlite_company: Company) -> Company:
    """Give a book where C1 owes a line 30 days late, one 1 day late and one not due."""
    sqlite_company.load(
        invoice("OLD", (day(-30), 100)), invoice("NEW", (day(-1), 100)), invoice("NEXT", (day(30), 100))
    )
    return sqlite_company


def levels(book: Company) -> list[tuple[str, int, bool]]:
    return [(line.number, line.level, line.reminded_on is not None) for line in book.card().lines]


def test_a_call_is_kept_and_told(book: Company) -> None:
    book.call(MONDAY, result=Result.CALL_BACK, note="Rappeler le comptable", contact_name="Léa", next_on=day(2))

    (row,) = book.card().calls
    assert (MONDAY, "UALICE", "phone", "call_back", "Rappeler le comptable") == (
        row.on,
        row.by,
        row.channel,
        row.result,
        row.note,
    )
    assert ("call.logged", "Léa", day(2).isoformat()) == (
        book.kinds()[-1],
        book.journal()[-1].payload["contact"],
        book.journal()[-1].payload["next_on"],
    )


def test_the_next_action_takes_the_place_of_the_one_before(book: Company) -> None:
    book.call(MONDAY, next_on=day(2))
    book.call(day(1), next_on=day(9))
    assert (day(9), "UALICE", day(1)) == (
        book.card().debtor.next_call_on,
        book.card().debtor.next_call_by,
        book.card().debtor.last_contact_on,
    )

    book.call(day(2))

    assert (None, "") == (book.card().debtor.next_call_on, book.card().debtor.next_call_by)


def test_a_call_raises_no_level(book: Company) -> None:
    book.call(MONDAY)

    assert {(0, False)} == {(level, reminded) for _, level, reminded in levels(book)}


def test_a_call_that_counts_raises_the_overdue_lines_whose_step_has_come(book: Company) -> None:
    book.call(MONDAY, counts=True)
    raised = {number: reminded for number, _, reminded in levels(book)}

    assert {"OLD": True, "NEW": False, "NEXT": False} == raised
    assert 1 == book.journal()[-1].payload["reminded_lines"]
    assert MONDAY == book.card().lines[0].reminded_on


def test_a_next_action_for_today_is_taken_and_one_in_the_past_refused(book: Company) -> None:
    book.call(MONDAY, next_on=MONDAY)
    with pytest.raises(NextActionInThePast):
        book.call(MONDAY, next_on=day(-1))

    assert ["call.logged"] == book.kinds()


def test_a_note_too_long_and_a_debtor_nobody_knows_are_refused(book: Company) -> None:
    with pytest.raises(TextTooLong):
        book.call(MONDAY, note="x" * 3001)
    with pytest.raises(UnknownDebtor):
        log_call(book.open_book, book.act(MONDAY), Call(999, Channel.PHONE, Result.VOICEMAIL))

    assert [] == book.kinds()
