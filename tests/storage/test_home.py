"""Who does what on a day, and what is owed by age, on both databases."""

import pytest

from domain.absences import StandInAway, begin_absences, end_absence, set_absence
from domain.calendar import Bucket
from domain.journal import Kind
from domain.owners import assign_debtor
from domain.people import Role
from domain.portfolios import Balance, Home
from tests.storage.books import Company, day, invoice


@pytest.fixture
def books(company: Company) -> Company:
    """Give three debtors whose calls Alice planned: one hers, one nobody's, one Bob's."""
    for code in ("HERS", "NOBODYS", "BOBS"):
        company.load(invoice(code, (day(-40), 1_000), (day(-10), 200), (day(90), 30), client=code))
        company.call(day(0), client=code, next_on=day(1))
    for code, owner in (("HERS", "UALICE"), ("BOBS", "UBOB")):
        assign_debtor(company.open_book, company.act(day(0)), debtor_id=company.debtor(code), owner=owner)
    return company


def called(company: Company, user: str, on: int) -> list[str]:
    with company.open_reader() as reader:
        return sorted(call.name for call in reader.day(user, Role.COLLECTOR, day(on)).calls)


def away(company: Company, on: int, first: int, last: int) -> None:
    act = company.act(day(on))
    set_absence(company.open_book, act, stand_in="UBOB", first_on=day(first), last_on=day(last))


def test_calls_go_to_the_stand_in_on_the_days_of_the_absence_alone(books: Company) -> None:
    away(books, 0, 2, 4)

    seen = {on: (called(books, "UALICE", on), called(books, "UBOB", on)) for on in (1, 2, 4, 5)}
    hers, his = ["Client HERS", "Client NOBODYS"], ["Client BOBS"]
    assert {1: (hers, his), 2: ([], his + hers), 4: ([], his + hers), 5: (hers, his)} == seen


def test_threads_are_told_once_when_it_begins_and_when_it_is_taken_back(books: Company) -> None:
    away(books, 0, 2, 4)
    told = [begin_absences(books.open_book, books.act(day(on), by="")) for on in (1, 2, 3)]
    ended = [end_absence(books.open_book, books.act(day(3))) for _ in range(2)]

    kinds = {
        code: [row.kind for row in books.journal(code) if row.kind.startswith("absence")] for code in ("HERS", "BOBS")
    }
    assert ([0, 2, 0], [True, False]) == (told, ended)
    assert {"HERS": [Kind.ABSENCE_BEGUN, Kind.ABSENCE_ENDED], "BOBS": []} == kinds


def test_an_absence_takes_the_place_of_the_one_in_the_same_days(books: Company) -> None:
    away(books, 0, 2, 4)
    away(books, 0, 3, 3)

    assert ([], ["Client HERS", "Client NOBODYS"]) == (called(books, "UALICE", 3), called(books, "UALICE", 2))


def test_two_people_cannot_be_away_for_each_other(books: Company) -> None:
    away(books, 0, 2, 4)

    with pytest.raises(StandInAway):
        set_absence(
            books.open_book, books.act(day(0), by="UCAROLE"), stand_in="UALICE", first_on=day(4), last_on=day(9)
        )


def test_the_home_gives_balances_by_age_of_ones_own_and_of_all(books: Company) -> None:
    books.load(invoice("US", (day(-100), 700), client="US", currency="USD"))
    with books.open_reader() as reader:
        home: Home = reader.home("UALICE", Role.COLLECTOR, day(0))

    ages = {Bucket.NOT_DUE: 30, Bucket.TO_30: 200, Bucket.TO_60: 1_000, Bucket.TO_90: 0, Bucket.OVER_90: 0}
    dollars = dict.fromkeys(Bucket, 0) | {Bucket.OVER_90: 700}
    assert (Balance("EUR", ages, 1),) == home.mine
    assert (
        Balance("EUR", {bucket: 3 * cents for bucket, cents in ages.items()}, 3),
        Balance("USD", dollars, 1),
    ) == home.everybody


@pytest.mark.parametrize(
    ("late", "bucket"), [(0, "NOT_DUE"), (1, "TO_30"), (30, "TO_30"), (31, "TO_60"), (91, "OVER_90")]
)
def test_ages_are_counted_from_the_day_after_the_due_date(company: Company, late: int, bucket: str) -> None:
    company.load(invoice("F1", (day(-late), 500)))
    with company.open_reader() as reader:
        home = reader.home("UALICE", Role.COLLECTOR, day(0))

    assert 500 == home.everybody[0].ages[Bucket[bucket]]
