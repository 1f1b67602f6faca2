"""Readers answer from one state of the database, and say of a debtor the same thing everywhere."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.money import Money
from domain.overdue import Filters
from domain.owners import assign_debtor
from domain.people import Role
from domain.reader import Found
from domain.refusals import UnknownDebtor
from domain.snoozes import snooze_debtor
from storage.tables import debtors
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment

EUR = "EUR"


def in_every_situation(company: Company) -> None:
    """Fill a book: late, not due, two currencies, promised, broken, paid since, snoozed, credit, money to allocate."""
    company.load(
        *(invoice(f"L{n}", (day(-20 - n), 1_000 * n), (day(40), 500), client=f"LATE{n}") for n in range(1, 4)),
        invoice("N1", (day(30), 1_000), client="NOTDUE"),
        invoice("T1", (day(-5), 1_000), client="TWO"),
        invoice("T2", (day(-50), 2_000), client="TWO", currency="USD"),
        *(invoice(f"{c}1", (day(-30), 5_000), client=c) for c in ("OPEN", "BROKE", "SINCE", "AGAIN", "SNOOZED")),
        invoice("SINCE2", (day(-30), 700), client="SINCE"),
        credit_note("A1", 300, client="LATE1"),
    )
    for code in ("OPEN", "BROKE", "SINCE", "AGAIN"):
        company.promise(5_000, day(15) if code == "OPEN" else day(1), numbers=[f"{code}1"], client=code)
    company.judge(day(10))
    company.receive(payment(5_000, day(10), number="SINCE1", client="SINCE"), payment(99, day(10), client="LATE2"))
    company.call(day(10), client="AGAIN", next_on=day(11))
    snooze_debtor(
        company.open_book, company.act(day(10)), debtor_id=company.debtor("SNOOZED"), until=day(60), reason="Vu"
    )
    assign_debtor(company.open_book, company.act(day(10)), debtor_id=company.debtor("BROKE"), owner="UBOB")


def test_the_list_and_the_card_say_the_same_of_each_debtor(company: Company) -> None:
    in_every_situation(company)
    with company.open_reader() as reader:
        rows = reader.overdue(Filters(), day(12), page=1, size=50).rows
        for row in rows:
            assert reader.card(row.id).standing(day(12)) == row.standing

    assert {"LATE1", "LATE2", "LATE3", "TWO", "OPEN", "BROKE", "SINCE", "AGAIN", "SNOOZED"} == {r.code for r in rows}
    assert "BROKE" == rows[0].code
    assert "SNOOZED" == rows[-1].code


def test_the_digest_totals_what_is_owed_by_currency(company: Company) -> None:
    in_every_situation(company)
    with company.open_reader() as reader:
        digest = reader.digest(day(12), rows=3)

    assert (Money(6_000 + 1_000 + 4 * 5_000 + 700, EUR), Money(2_000, "USD")) == digest.overdue
    assert (Money(399, EUR),) == digest.unallocated
    assert (3, 8, 1) == (len(digest.rows), digest.debtors, digest.snoozed)
    assert sum(one.cents for one in digest.overdue) < sum(one.cents for one in digest.outstanding)


def test_the_digest_counts_what_changed_since_the_one_before(company: Company) -> None:
    company.load(invoice("F1", (day(-20), 1_000)))
    with company.open_book() as book:
        book.places.want("digest:2026-11-02", "C", company.act(MONDAY).at)
    company.call(MONDAY)
    company.call(day(1))
    with company.open_reader() as reader:
        digest = reader.digest(day(1), rows=3)

    assert (MONDAY, {"call.logged": 2}) == (digest.since, digest.changes)


def test_filters_and_pages_keep_what_they_say(company: Company) -> None:
    in_every_situation(company)
    with company.open_reader() as reader:
        late = reader.overdue(Filters(late_over=40), day(12), page=1, size=50)
        dollars = reader.overdue(Filters(currency="USD"), day(12), page=1, size=50)
        bob = reader.overdue(Filters(owner="UBOB"), day(12), page=1, size=50)
        last = reader.overdue(Filters(), day(12), page=99, size=4)

    assert all(row.days_late(day(12)) > 40 for row in late.rows)
    assert (["TWO"], ["BROKE"]) == ([row.code for row in dollars.rows], [row.code for row in bob.rows])
    assert (3, 3, 9, 1) == (last.number, last.of, last.total, len(last.rows))


def test_a_day_holds_calls_due_and_promises_due_or_broken(company: Company) -> None:
    in_every_situation(company)
    with company.open_reader() as reader:
        alice, bob = (reader.day(user, Role.COLLECTOR, day(15)) for user in ("UALICE", "UBOB"))

    names = [one.name for one in alice.promises]
    assert ["Client AGAIN"] == [one.name for one in alice.calls]
    assert ["Client OPEN"] == names
    assert ["Client BROKE"] == [one.name for one in bob.promises]


def test_exact_finds_by_code_siren_siret_name_and_invoice(company: Company) -> None:
    company.load(
        invoice("F-1", (day(1), 100), client="c01", client_name="SARL Évrard & Fils", siren="732829320"),
        invoice("F-2", (day(1), 100), client="C02", client_name="Autre"),
    )
    one, two = company.debtor("c01"), company.debtor("C02")
    with company.open_reader() as reader:
        for typed in ("c01", "732829320", "732 829 320 00074", "evrard et fils", " SARL ÉVRARD & FILS "):
            assert [Found(one)] == list(reader.exact(typed)), typed
        assert [Found(two)] == list(reader.exact("c02"))
        assert [Found(two, "F-2")] == list(reader.exact("f-2"))
        assert [] == list(reader.exact("inconnu"))


def test_the_index_of_clients_is_kept_until_an_import(company: Company) -> None:
    company.load(invoice("F1", (day(1), 100)))
    with company.open_reader() as reader:
        first = reader.clients()
    company.write(update(debtors).values(next_call_on=day(3)))
    with company.open_reader() as reader:
        assert first is reader.clients()
    company.load(invoice("F2", (day(1), 100), client="C2"))
    with company.open_reader() as reader:
        assert ["C1", "C2"] == [one.code for one in reader.clients().clients]


def test_imports_are_told_newest_first(company: Company) -> None:
    company.load(invoice("F1", (day(1), 100)))
    company.receive(payment(50, MONDAY, number="F1"))
    with company.open_reader() as reader:
        rows = reader.last_imports(5)

    assert ["reglements.csv", "export.csv"] == [row.file_name for row in rows]
    assert timedelta(0) == rows[0].at.utcoffset()


def test_a_reader_sees_one_state_and_locks_nobody_out(company: Company) -> None:
    company.load(invoice("F1", (day(-9), 100)))
    with company.open_reader() as reader:
        before = reader.debt(1)
        company.call(MONDAY)

        assert before == reader.debt(1)


def test_a_debtor_nobody_knows_is_refused(company: Company) -> None:
    with company.open_reader() as reader, pytest.raises(UnknownDebtor):
        reader.card(999)
