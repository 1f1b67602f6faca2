"""Promises from the word given to the judgement (RULES §4), on a real book."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.money import Money
from domain.promises import AmountAboveDebt, AmountNotPositive, State, record_promise
from domain.refusals import DateBeyondHorizon, DateInThePast, MixedCurrencies, NothingLeft, Refusal, TextTooLong
from storage.tables import due_lines
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment

FRIDAY = day(4)


@pytest.fixture
def book(sqlite_company: Company) -> Company:
    """Give a book where C1 owes 1 000,00 € on F1 (one line) and 500,00 € on F2."""
    sqlite_company.load(invoice("F1", (day(-20), 100_000)), invoice("F2", (day(-10), 50_000)))
    return sqlite_company


def end_of(on: date, book: Company) -> date:
    rules = book.policy
    return rules.reminders.calendar.add_working_days(on, rules.promises.tolerance_days)


def frozen(book: Company) -> dict[int, int | None]:
    return {row.id: row.promise_id for row in book.rows(select(due_lines.c.id, due_lines.c.promise_id))}


def test_a_promise_freezes_its_lines_whatever_its_amount(book: Company) -> None:
    book.promise(1, FRIDAY)

    assert {book.lines("F1")[0]: 1, book.lines("F2")[0]: None} == frozen(book)
    assert ["promise.made"] == book.kinds()


@pytest.mark.parametrize(
    ("cents", "on", "refusal"),
    [
        (0, FRIDAY, AmountNotPositive),
        (-1, FRIDAY, AmountNotPositive),
        (100_001, FRIDAY, AmountAboveDebt),
        (100, day(-1), DateInThePast),
        (100, day(3_650), DateBeyondHorizon),
    ],
)
def test_a_promise_that_cannot_be_is_refused_and_nothing_is_kept(
    book: Company, cents: int, on: date, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        book.promise(cents, on)

    assert ([], []) == (book.states(), book.kinds())


def test_a_promise_may_be_for_today_and_for_the_last_day_of_the_horizon(book: Company) -> None:
    book.promise(100, MONDAY)
    book.promise(100, MONDAY + timedelta(days=book.policy.promises.horizon_days), numbers=["F2"])

    assert [State.OPEN, State.OPEN] == book.states()


def test_nothing_left_is_refused(book: Company) -> None:
    book.receive(payment(100_000, MONDAY, number="F1"))
    with pytest.raises(NothingLeft):
        book.promise(100, FRIDAY)


def test_two_currencies_are_refused(book: Company) -> None:
    book.load(invoice("F3", (day(-5), 100), currency="USD"))
    with pytest.raises(MixedCurrencies):
        book.promise(100, FRIDAY, numbers=["F1", "F3"])


def test_an_amount_of_another_currency_is_refused(book: Company) -> None:
    with pytest.raises(AmountAboveDebt):
        record_promise(
            book.open_book, book.act(MONDAY), debtor_id=1, lines=book.lines("F1"), amount=Money(1, "USD"), on=FRIDAY
        )


def test_a_note_too_long_is_refused(book: Company) -> None:
    with pytest.raises(TextTooLong):
        record_promise(
            book.open_book,
            book.act(MONDAY),
            debtor_id=1,
            lines=[],
            amount=Money(1, "EUR"),
            on=FRIDAY,
            note="x" * 3001,
        )


def test_it_is_kept_as_soon_as_the_money_is_there(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(59_999, day(1), number="F1"))
    book.judge(day(1))
    assert [State.OPEN] == book.states()

    book.receive(payment(1, day(2), number="F1", ref="VIR 2"))
    book.judge(day(2))

    assert [State.KEPT] == book.states()
    assert {None} == set(frozen(book).values())
    assert ["promise.made", "promise.kept"] == book.kinds()


def test_the_last_day_counts_to_its_end_and_tolerance_is_in_working_days(book: Company) -> None:
    book.promise(100_000, FRIDAY)
    last = end_of(FRIDAY, book)
    assert last > FRIDAY + timedelta(days=2)  # a week-end is no working day
    book.judge(last)
    assert [State.OPEN] == book.states()

    book.judge(last + timedelta(days=1))

    assert [State.BROKEN] == book.states()


def test_money_of_the_last_day_known_the_day_after_keeps_it(book: Company) -> None:
    book.promise(100_000, FRIDAY)
    last = end_of(FRIDAY, book)
    book.receive(payment(100_000, last, number="F1"), on=last + timedelta(days=1))
    book.judge(last + timedelta(days=1))

    assert [State.KEPT] == book.states()


def test_money_after_the_last_day_does_not_count(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    late = end_of(FRIDAY, book) + timedelta(days=1)
    book.receive(payment(60_000, late, number="F1"))
    book.judge(late)

    assert [State.BROKEN] == book.states()


def test_some_of_the_money_keeps_it_partly(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(20_000, day(1), number="F1"))
    book.judge(day(30))

    assert [State.PARTLY_KEPT] == book.states()
    assert 20_000 == book.card().promises[0].received


def test_money_paid_before_it_was_given_does_not_count(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(60_000, day(-1), number="F1"), on=day(1))
    book.judge(day(30))

    assert [State.BROKEN] == book.states()


def test_money_known_before_it_was_given_does_not_count_that_day_either(book: Company) -> None:
    book.receive(payment(20_000, MONDAY, number="F1"), payment(30_000, MONDAY, ref="VIR 2"))
    book.promise(50_000, FRIDAY)
    book.judge(day(1))

    assert [State.OPEN] == book.states()


def test_a_credit_note_is_no_money(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.load(credit_note("A1", 60_000, on=day(1)), on=day(1))
    book.judge(day(30))

    assert [State.BROKEN] == book.states()


def test_nothing_left_to_pay_cancels_rather_than_breaks(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(100_000, day(-1), number="F1"), on=day(1))
    book.judge(day(1))

    assert [State.CANCELLED] == book.states()
    assert "promise.cancelled" == book.kinds()[-1]


def test_unallocated_money_keeps_a_promise(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(60_000, day(1)))
    book.judge(day(1))

    assert [State.KEPT] == book.states()


def test_unallocated_money_counts_once(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.promise(40_000, day(3), numbers=["F2"])
    book.receive(payment(60_000, day(1)))
    for number in (1, 1, 2):
        book.judge(day(number))
    assert [State.OPEN, State.KEPT] == book.states()

    book.judge(day(30))

    assert [State.PARTLY_KEPT, State.KEPT] == book.states()


def test_unallocated_money_a_kept_promise_stands_on_serves_no_later_one(book: Company) -> None:
    book.promise(50_000, FRIDAY, numbers=["F2"])
    book.promise(60_000, day(20))
    book.receive(payment(50_000, day(1)))
    book.judge(day(1))
    for later in (2, 3, 60):
        book.judge(day(later))

    assert [State.KEPT, State.BROKEN] == book.states()


def test_each_promise_has_the_money_of_its_own_time(book: Company) -> None:
    book.promise(50_000, day(1), numbers=["F2"])
    book.receive(payment(50_000, day(1)))
    book.promise(60_000, FRIDAY, today=day(1))
    book.receive(payment(60_000, day(2), ref="VIR 2"))
    book.judge(day(2))

    assert [State.KEPT, State.KEPT] == book.states()


def test_money_of_another_currency_does_not_count(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.receive(payment(60_000, day(1))._replace(currency="USD"))
    book.judge(day(30))

    assert [State.BROKEN] == book.states()


def test_a_new_promise_on_a_line_replaces_the_old_one_whole(book: Company) -> None:
    book.promise(150_000, FRIDAY, numbers=["F1", "F2"])
    book.promise(50_000, day(10), numbers=["F2"], today=day(1))

    assert [State.REPLACED, State.OPEN] == book.states()
    assert {book.lines("F1")[0]: None, book.lines("F2")[0]: 2} == frozen(book)
    assert [{"amount": 150_000, "currency": "EUR", "on": FRIDAY.isoformat()}] == book.journal()[-1].payload["replaced"]


def test_the_level_counts_the_promises_not_kept_on_that_debt(book: Company) -> None:
    book.promise(60_000, day(1))
    book.judge(day(10))
    book.promise(60_000, day(12), today=day(10))
    book.receive(payment(10_000, day(11), number="F1"))
    book.judge(day(20))
    book.promise(60_000, day(22), today=day(20))
    book.promise(50_000, day(22), today=day(20), numbers=["F2"])

    assert [State.BROKEN, State.PARTLY_KEPT, State.OPEN, State.OPEN] == book.states()
    levels = {row.id: row.level for row in book.card().promises}
    assert {1: 1, 2: 2, 3: 3, 4: 1} == levels


def test_a_promise_for_the_rest_after_a_kept_one_stays_at_level_one(book: Company) -> None:
    book.promise(40_000, day(1))
    book.receive(payment(40_000, day(1), number="F1"))
    book.judge(day(1))
    book.promise(60_000, day(5), today=day(2))

    assert [1, 1] == [row.level for row in book.card().promises]


def test_money_taken_back_after_the_end_judges_it_again(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.load(invoice("F1", (day(-20), 100_000), paid=60_000), on=day(1))
    book.judge(day(1))
    assert [State.KEPT] == book.states()

    book.load(invoice("F1", (day(-20), 100_000), paid=0), on=day(30))
    book.judge(day(30))

    assert [State.BROKEN] == book.states()
    assert ["promise.made", "promise.kept", "promise.broken"] == book.kinds()


def test_money_taken_back_before_the_end_opens_it_again(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.load(invoice("F1", (day(-20), 100_000), paid=60_000), on=day(1))
    book.judge(day(1))
    book.load(invoice("F1", (day(-20), 100_000), paid=0), on=day(2))
    book.judge(day(2))
    assert [State.OPEN] == book.states()
    assert 1 == frozen(book)[book.lines("F1")[0]]

    book.judge(day(30))

    assert [State.BROKEN] == book.states()


def test_money_taken_back_leaves_a_kept_promise_replaced_when_a_newer_one_has_its_line(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.load(invoice("F1", (day(-20), 100_000), paid=60_000), on=day(1))
    book.judge(day(1))
    book.promise(40_000, day(10), today=day(1))
    book.load(invoice("F1", (day(-20), 100_000), paid=0), on=day(2))
    book.judge(day(2))

    assert [State.REPLACED, State.OPEN] == book.states()


def test_money_known_late_mends_a_broken_promise(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    book.judge(day(30))
    assert [State.BROKEN] == book.states()

    book.receive(payment(60_000, day(2), number="F1"), on=day(31))
    book.judge(day(31))

    assert [State.KEPT] == book.states()


def test_judging_again_changes_nothing(book: Company) -> None:
    book.promise(60_000, FRIDAY)
    assert [1, 0, 0] == [book.judge(day(30)) for _ in range(3)]


def test_a_broken_promise_leads_the_digest_until_somebody_speaks_with_them(book: Company) -> None:
    book.load(*(invoice(f"G{n}", (day(-80), 90_000_000), client=f"D{n}") for n in range(3)))
    book.promise(60_000, FRIDAY)
    book.judge(day(14))
    with book.open_reader() as reader:
        assert "C1" == reader.digest(day(14), rows=5).rows[0].code
    book.call(day(14))

    with book.open_reader() as reader:
        row = next(row for row in reader.digest(day(14), rows=5).rows if row.code == "C1")
    assert row.standing.broken is None
