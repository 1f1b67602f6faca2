"""A salesperson is asked once a day, and answers once, alone."""

import pytest
from sqlalchemy import select

from domain.refusals import UnknownDebtor
from domain.sales import (
    Answer,
    AnsweredAlready,
    Ask,
    AskedAlready,
    NoSalesperson,
    NotAskedOfYou,
    answer_ask,
    ask_salesperson,
)
from storage.tables import debtors, places
from tests.storage.books import MONDAY, Company, day, invoice
from tests.storage.test_once import together


@pytest.fixture
def book(company: Company) -> Company:
    company.load(invoice("F1", (day(-30), 100_000)))
    company.write(debtors.update().values(salesperson="ULUCAS"))
    return company


def test_a_question_is_wanted_in_slack_and_shown_on_the_card(book: Company) -> None:
    assert "ULUCAS" == ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=1)
    assert Ask(1, 1, "ULUCAS", MONDAY, "UALICE") == book.card().asked
    assert [("sales:1", "ULUCAS", None)] == [
        tuple(row) for row in book.rows(select(places.c.key, places.c.channel, places.c.debtor_id))
    ]


def test_two_who_ask_at_the_same_instant_ask_once(book: Company) -> None:
    def ask(by: str) -> str:
        try:
            return ask_salesperson(book.open_book, book.act(MONDAY, by=by), debtor_id=1)
        except AskedAlready as refusal:
            return str(refusal.facts["ask"].asked_by)

    found = together(lambda: ask("UALICE"), lambda: ask("UBOB"))

    assert "ULUCAS" in found
    assert {"UALICE", "UBOB"} & set(found)
    assert ["sales.asked"] == book.kinds()


def test_two_answers_at_the_same_instant_leave_one(book: Company) -> None:
    ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=1)

    def answer(one: Answer) -> Answer:
        try:
            answer_ask(book.open_book, book.act(day(1), by="ULUCAS"), ask_id=1, answer=one)
        except AnsweredAlready as refusal:
            kept: Answer = refusal.facts["ask"].answer
            return kept
        return one

    assert 1 == len(set(together(lambda: answer(Answer.CALLS), lambda: answer(Answer.BLOCK))))
    assert ["sales.asked", "sales.answered"] == book.kinds()
    asked = book.card().asked
    assert asked is not None
    assert day(1) == asked.answered_on


@pytest.mark.parametrize(("by", "ask_id"), [("UALICE", 1), ("ULUCAS", 2)])
def test_nobody_else_answers_nor_what_was_never_asked(book: Company, by: str, ask_id: int) -> None:
    ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=1)
    with pytest.raises(NotAskedOfYou):
        answer_ask(book.open_book, book.act(MONDAY, by=by), ask_id=ask_id, answer=Answer.CALLS)

    assert ["sales.asked"] == book.kinds()


def test_another_day_and_another_salesperson_are_other_questions(book: Company) -> None:
    ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=1)
    ask_salesperson(book.open_book, book.act(day(1)), debtor_id=1)
    book.write(debtors.update().values(salesperson="UOLGA"))
    ask_salesperson(book.open_book, book.act(day(1)), debtor_id=1)

    assert ["sales.asked"] * 3 == book.kinds()


def test_nobody_is_asked_about_a_debtor_nobody_sells_to(book: Company) -> None:
    book.write(debtors.update().values(salesperson=""))
    with pytest.raises(NoSalesperson):
        ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=1)
    with pytest.raises(UnknownDebtor):
        ask_salesperson(book.open_book, book.act(MONDAY), debtor_id=999)

    assert [] == book.kinds()
