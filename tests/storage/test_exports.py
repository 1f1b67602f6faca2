"""Exports read from both databases, a few rows at a time."""

import tracemalloc
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import insert, update

from domain.freezes import Hold
from domain.notes import keep_note
from messages import exports
from storage.engine import reading
from storage.exports import stream_balance, stream_journal
from storage.tables import debtors, due_lines, invoices
from tests.storage.books import Company, credit_note, day, invoice

MANY = 10_000
FEW_BYTES = 4_000_000
"""What some thousand rows take; ten thousand at once take several times more."""


def balance(company: Company) -> list[list[str]]:
    with reading(company.engine) as connection:
        return list(exports.balance(stream_balance(connection), day(0), company.policy))


def test_each_open_line_is_told_with_its_age_level_and_holds(company: Company) -> None:
    company.load(
        invoice("F1", (day(-40), 10_000), (day(5), 5_000), siren="552100554"),
        invoice("F2", (day(-3), 20_001), client="C2", currency="USD"),
        invoice("F3", (day(-3), 20_000), client="C2", paid=20_000),
        credit_note("A1", 5_000),
    )
    company.promise(10_000, day(3))
    company.write(update(debtors).where(debtors.c.code == "C2").values(owner="UBOB", profile="bon_payeur"))
    company.write(update(due_lines).where(due_lines.c.left == 20_001).values(level=1))
    titles, *rows = balance(company)
    found = [dict(zip(titles, row, strict=True)) for row in rows]

    assert ["F1", "F1", "F2"] == [row["Facture"] for row in found]
    assert ["40", "0", "3"] == [row["Jours de retard"] for row in found]
    assert ["31–60 j", "non échu", "1–30 j"] == [row["Tranche"].replace("\u00a0", " ") for row in found]
    assert ["100,00", "50,00", "200,01"] == [row["Reste dû"] for row in found]
    assert ["promesse", "promesse", ""] == [row["Gel"] for row in found]
    assert ("552100554", "UBOB", "bon payeur", "USD") == (
        found[0]["SIREN"],
        found[2]["Responsable"],
        found[2]["Profil"],
        found[2]["Devise"],
    )
    assert ["", ""] == [row["Niveau"] for row in found[:2]]
    assert found[2]["Niveau"]


def test_what_holds_a_debtor_holds_each_of_its_lines(company: Company) -> None:
    company.load(invoice("F1", (day(-40), 10_000)))
    company.write(
        update(debtors).values(
            insolvent_on=day(-1),
            no_contact_since=day(-1),
            payment_sent_on=day(-1),
            payment_sent_until=day(1),
            snoozed_until=day(9),
        )
    )
    company.write(update(due_lines).values(disputed=100))
    with reading(company.engine) as connection:
        (row,) = stream_balance(connection)

    debtor_holds = {Hold.INSOLVENCY, Hold.NO_CONTACT, Hold.PAYMENT_SENT, Hold.SNOOZE}
    assert debtor_holds | {Hold.DISPUTE} == set(row.holds(day(0)))
    assert {Hold.INSOLVENCY, Hold.NO_CONTACT, Hold.DISPUTE} == set(row.holds(day(9)))


def test_the_journal_is_told_in_plain_words_in_the_company_s_time(company: Company) -> None:
    company.load(invoice("F1", (day(-40), 10_000)))
    text = "=1+1 <!channel> & @bob"
    keep_note(company.open_book, company.act(day(0)), debtor_id=company.debtor(), text=text)
    with reading(company.engine) as connection:
        titles, *rows = exports.journal(stream_journal(connection), ZoneInfo("Europe/Paris"))
    row = dict(zip(titles, rows[-1], strict=True))

    assert ("02/11/2026 09:00:00", "UALICE", "note") == (row["Date"], row["Auteur"], row["Nature"])
    assert ["UALICE a noté :", f"> {text}"] == row["Texte"].replace("\u00a0", " ").split("\n")
    assert ("C1", "Client C1", 64) == (row["Code client"], row["Client"], len(row["Empreinte"]))


def test_ten_thousand_lines_are_never_held_at_once(company: Company) -> None:
    company.load(invoice("F0", (day(-40), 10_000)))
    debtor_id = company.debtor()
    facts = {"debtor_id": debtor_id, "currency": "EUR"}
    numbers = range(1000, 1000 + MANY)
    with company.engine.begin() as connection:
        kept = [{"id": n, "number": f"G{n}", "kind": "invoice", "total": 100, **facts} for n in numbers]
        connection.execute(insert(invoices), kept)
        due = day(-40) + timedelta(days=1)
        lines = [
            {"id": n, "invoice_id": n, "rank": 1, "due_on": due, "amount": 100, "left": 100, **facts} for n in numbers
        ]
        connection.execute(insert(due_lines), lines)
    del kept, lines
    with reading(company.engine) as connection:
        rows = exports.balance(stream_balance(connection), day(0), company.policy)
        next(rows)
        tracemalloc.start()
        count = sum(1 for _ in rows)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert MANY + 1 == count
    assert peak < FEW_BYTES
