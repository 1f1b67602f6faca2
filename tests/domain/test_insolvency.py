"""An insolvency: its deadlines, who corrects it, how it is lifted; and a payment said to be on its way."""

from dataclasses import replace
from datetime import date

import pytest

from domain.calls import Result
from domain.concerns import Concerns
from domain.deadlines import declare_by, reclaim_by, relief_by
from domain.insolvency import (
    DeclaredInTheFuture,
    InsolvencyChanged,
    NoInsolvency,
    PublishedInTheFuture,
    ReclaimedInTheFuture,
    lift_insolvency,
    note_insolvency,
)
from tests.storage.books import MONDAY, Company, day, invoice, payment


@pytest.mark.parametrize(
    ("published", "declared", "reclaimed", "relieved"),
    [
        (date(2026, 11, 22), date(2027, 1, 22), date(2027, 2, 22), date(2027, 5, 22)),
        (date(2026, 12, 31), date(2027, 2, 28), date(2027, 3, 31), date(2027, 6, 30)),
        (date(2027, 12, 30), date(2028, 2, 29), date(2028, 3, 30), date(2028, 6, 30)),
    ],
)
def test_deadlines_count_in_months_clipped_to_their_end(
    published: date, declared: date, reclaimed: date, relieved: date
) -> None:
    assert (declared, reclaimed, relieved) == (declare_by(published), reclaim_by(published), relief_by(published))


def test_only_what_is_still_to_be_done_has_a_deadline() -> None:
    plain = Concerns(insolvent_on=date(2026, 11, 22))
    reserved = replace(plain, reserved=True)

    assert (None, None) == (Concerns(reserved=True).declare_by, Concerns(reserved=True).reclaim_by)
    assert (date(2027, 1, 22), None) == (plain.declare_by, plain.reclaim_by)
    assert date(2027, 2, 22) == reserved.reclaim_by
    assert None is replace(plain, declared_on=MONDAY).declare_by
    assert None is replace(reserved, reclaimed_on=MONDAY).reclaim_by


@pytest.fixture
def book(sqlite_company: Company) -> Company:
    sqlite_company.load(invoice("F1", (day(-30), 1_000)))
    return sqlite_company


def note(book: Company, published_on: date, *, on: int = 0, by: str = "UCAROLE", **dates: object) -> bool:
    act = book.act(day(on), by=by)
    return note_insolvency(book.open_book, act, debtor_id=book.debtor(), published_on=published_on, **dates)  # type: ignore[arg-type]


def test_an_insolvency_is_kept_with_who_noted_it_and_told_once(book: Company) -> None:
    assert note(book, day(-1))
    assert not note(book, day(-1), on=1)

    debtor = book.card().debtor
    assert (day(-1), "UCAROLE", MONDAY) == (debtor.insolvent_on, debtor.insolvent_by, debtor.insolvent_set_on)
    assert ["insolvency.opened"] == book.kinds()


def test_who_corrects_the_date_answers_for_it_and_who_declares_does_not(book: Company) -> None:
    note(book, day(-1))
    note(book, day(-2), on=1, by="UDENIS")
    note(book, day(-2), on=2, by="UBOB", declared_on=day(2))

    debtor = book.card().debtor
    assert ("UDENIS", day(1), day(2)) == (debtor.insolvent_by, debtor.insolvent_set_on, debtor.declared_on)
    assert ["insolvency.opened", "insolvency.changed", "insolvency.changed"] == book.kinds()
    assert day(-1).isoformat() == book.journal()[-2].payload["before"]


def test_dates_to_come_are_refused(book: Company) -> None:
    with pytest.raises(PublishedInTheFuture):
        note(book, day(1))
    with pytest.raises(DeclaredInTheFuture):
        note(book, day(-1), declared_on=day(1))
    with pytest.raises(ReclaimedInTheFuture):
        note(book, day(-1), reclaimed_on=day(1))

    assert [] == book.kinds()


def test_a_form_drawn_before_somebody_else_acted_changes_nothing(book: Company) -> None:
    note(book, day(-3), by="UDENIS")
    with pytest.raises(InsolvencyChanged) as refused:
        note(book, day(-1), shown=(None, None, None))

    assert ("UDENIS", day(-3)) == (refused.value.facts["debtor"].insolvent_by, book.card().debtor.insolvent_on)


def test_a_lifted_insolvency_leaves_no_trace_but_in_the_journal(book: Company) -> None:
    before = book.card().debtor
    note(book, day(-1), declared_on=day(0))
    lift_insolvency(book.open_book, book.act(day(1)), debtor_id=book.debtor())

    assert replace(before, version=0) == replace(book.card().debtor, version=0)
    assert ["insolvency.opened", "insolvency.lifted"] == book.kinds()
    with pytest.raises(NoInsolvency):
        lift_insolvency(book.open_book, book.act(day(1)), debtor_id=book.debtor())


def sent(book: Company) -> tuple[date | None, date | None, str]:
    debtor = book.card().debtor
    return debtor.payment_sent_on, debtor.payment_sent_until, debtor.payment_sent_by


def test_a_payment_said_to_have_left_is_awaited_five_working_days(book: Company) -> None:
    book.call(MONDAY, result=Result.PAYMENT_SENT)

    assert (MONDAY, day(8), "UALICE") == sent(book)


@pytest.mark.parametrize("result", [Result.VOICEMAIL, Result.UNREACHABLE, Result.WRONG_NUMBER])
def test_a_call_that_reached_nobody_says_nothing_of_it(book: Company, result: Result) -> None:
    book.call(MONDAY, result=Result.PAYMENT_SENT)
    book.call(day(1), result=result)

    assert (MONDAY, day(8), "UALICE") == sent(book)


def test_a_call_that_says_otherwise_ends_the_wait(book: Company) -> None:
    book.call(MONDAY, result=Result.PAYMENT_SENT)
    book.call(day(1), result=Result.AWAITING_APPROVAL)

    assert (None, None, "") == sent(book)


def test_money_that_comes_ends_the_wait(book: Company) -> None:
    book.call(MONDAY, result=Result.PAYMENT_SENT)
    book.receive(payment(10, day(1)))

    assert (None, None, "") == sent(book)


def test_a_call_that_counts_raises_no_line_that_is_frozen(book: Company) -> None:
    book.promise(100, day(10))
    book.call(MONDAY, counts=True)

    assert [0] == [line.level for line in book.card().lines]
