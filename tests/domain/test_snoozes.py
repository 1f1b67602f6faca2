"""A snooze, an owner and a note are each kept whole, or refused with a reason."""

from datetime import date

import pytest

from domain.notes import keep_note
from domain.owners import assign_debtor
from domain.refusals import Refusal, TextMissing, TextTooLong, UnknownDebtor
from domain.snoozes import ReasonMissing, SnoozeNotAfterToday, snooze_debtor
from tests.storage.books import MONDAY, Company, day, invoice


@pytest.fixture
def book(sqlite_company: Company) -> Company:
    sqlite_company.load(invoice("F1", (day(-30), 100)))
    return sqlite_company


def snooze(book: Company, until: date, reason: str, debtor_id: int = 1) -> None:
    snooze_debtor(book.open_book, book.act(MONDAY), debtor_id=debtor_id, until=until, reason=reason)


def test_a_snoozed_debtor_leaves_the_digest_until_the_day_it_ends(book: Company) -> None:
    snooze(book, day(7), "Litige en cours")
    with book.open_reader() as reader:
        before, after = (reader.digest(on, rows=5) for on in (day(6), day(7)))

    assert ((0, 1), (1, 0)) == ((len(before.rows), before.snoozed), (len(after.rows), after.snoozed))
    assert "UALICE" == book.card().debtor.snoozed_by
    assert {"until": day(7).isoformat(), "reason": "Litige en cours"} == book.journal()[-1].payload


@pytest.mark.parametrize(
    ("until", "reason", "debtor_id", "refusal"),
    [
        (MONDAY, "Litige", 1, SnoozeNotAfterToday),
        (day(-1), "Litige", 1, SnoozeNotAfterToday),
        (day(1), " \n", 1, ReasonMissing),
        (day(1), "x" * 301, 1, TextTooLong),
        (day(1), "Litige", 999, UnknownDebtor),
    ],
)
def test_a_snooze_that_cannot_be_is_refused(
    book: Company, until: date, reason: str, debtor_id: int, refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal):
        snooze(book, until, reason, debtor_id)

    assert (None, []) == (book.card().debtor.snoozed_until, book.kinds())


def test_an_owner_is_told_once(book: Company) -> None:
    given = [assign_debtor(book.open_book, book.act(MONDAY), debtor_id=1, owner="UBOB") for _ in range(2)]

    assert ([True, False], ["owner.assigned"]) == (given, book.kinds())
    assert {"owner": "UBOB", "before": ""} == book.journal()[-1].payload


def test_an_owner_of_nobody_is_refused(book: Company) -> None:
    with pytest.raises(UnknownDebtor):
        assign_debtor(book.open_book, book.act(MONDAY), debtor_id=999, owner="UBOB")


@pytest.mark.parametrize(
    ("text", "debtor_id", "refusal"), [(" ", 1, TextMissing), ("x" * 3001, 1, TextTooLong), ("Vu", 999, UnknownDebtor)]
)
def test_a_note_that_cannot_be_is_refused(book: Company, text: str, debtor_id: int, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        keep_note(book.open_book, book.act(MONDAY), debtor_id=debtor_id, text=text)

    assert [] == book.kinds()


def test_a_note_is_kept_as_it_was_typed(book: Company) -> None:
    keep_note(book.open_book, book.act(MONDAY), debtor_id=1, text="<!channel> & *x* 🙂")

    assert {"text": "<!channel> & *x* 🙂"} == book.journal()[-1].payload
