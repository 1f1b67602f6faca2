"""A ledger's paid amount is a state, money counts once, whatever file brings it and however often (RULES §12)."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from connectors.files import read_ledger
from domain.imports import import_ledger
from domain.ledger import DocumentKind, LedgerContact, LedgerDocument, LedgerFile, LedgerPayment
from domain.money import Money
from storage.tables import allocations, contacts, debtors, due_lines, imports, invoices, journal, payments
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment

DUE = day(-20)
SAMPLES = Path(__file__).parents[1] / "samples"


def total(book: Company, *lefts: str) -> int:
    return sum(sum(book.left(number)) for number in lefts)


@pytest.mark.parametrize("name", ["invoices.csv", "invoices_cp1252.csv"])
def test_the_samples_give_their_documents_clients_and_balance(company: Company, name: str) -> None:
    file = read_ledger(SAMPLES / name, today=day(19))
    for added in (13, 0):
        summary = import_ledger(company.open_book, company.act(day(19)), file, name)
        assert (added, 0, ()) == (summary.added, summary.changed, summary.rejected)

    assert 8 == company.scalar(select(func.count()).select_from(debtors))
    assert 13 == company.scalar(select(func.count()).select_from(invoices))
    assert 1_812_000 == company.balance()


def test_the_same_file_twice_changes_nothing(company: Company) -> None:
    documents = [
        invoice("F1", (DUE, 10_000), paid=4_000),
        invoice("F2", (DUE, 5_000), (day(10), 5_000), client="C2"),
        credit_note("A1", 3_000, used=1_000),
    ]
    company.load(*documents)
    before = company.rows(select(due_lines)), company.rows(select(payments)), company.rows(select(allocations))
    summary = company.load(*documents, on=day(1))

    assert (0, 0, 3) == (summary.added, summary.changed, summary.unchanged)
    assert before == (
        company.rows(select(due_lines)),
        company.rows(select(payments)),
        company.rows(select(allocations)),
    )


def ledger(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000), paid=6_000), invoice("F2", (DUE, 5_000)), on=day(2))


def receipts(company: Company) -> None:
    company.receive(payment(6_000, day(1), number="F1"), payment(1_000, day(1), number="F2", ref="CHQ 7"), on=day(2))


def known_client(company: Company) -> None:
    company.load(invoice("F0", (DUE, 2_000)))


@pytest.mark.parametrize(
    "order",
    [
        (ledger, receipts),
        (receipts, ledger),
        (ledger, receipts, ledger),
        (receipts, ledger, receipts),
        (ledger, ledger, receipts, receipts),
        (receipts, receipts, ledger, ledger),
    ],
)
def test_ledger_and_payments_give_one_balance_in_any_order(company: Company, order: tuple[object, ...]) -> None:
    known_client(company)
    for load in order:
        load(company)  # type: ignore[operator]

    assert ([2_000], [4_000], [4_000]) == (company.left("F0"), company.left("F1"), company.left("F2"))
    assert 10_000 == company.balance()


def test_a_payment_that_came_before_its_invoice_pays_it(sqlite_company: Company) -> None:
    known_client(sqlite_company)
    sqlite_company.receive(payment(6_000, MONDAY, number="F1"))
    assert 2_000 - 6_000 == sqlite_company.balance()

    sqlite_company.load(invoice("F1", (DUE, 10_000), paid=None), on=day(1))

    assert ([4_000], ()) == (sqlite_company.left("F1"), sqlite_company.card().credits)


def test_paid_goes_up_and_down_as_the_ledger_says(company: Company) -> None:
    for paid in (0, 3_000, 10_000, 4_000, 4_000, 0):
        company.load(invoice("F1", (DUE, 6_000), (day(5), 4_000), paid=paid))
        assert 10_000 - paid == total(company, "F1")

    assert [6_000, 4_000] == company.left("F1")


def test_an_older_ledger_does_not_take_back_what_a_payment_proved(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000)))
    sqlite_company.receive(payment(6_000, MONDAY, number="F1"))
    sqlite_company.load(invoice("F1", (DUE, 10_000), paid=1_000))

    assert [4_000] == sqlite_company.left("F1")


def test_a_file_that_does_not_say_what_is_paid_changes_nothing_of_it(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000), paid=1_000))
    sqlite_company.load(invoice("F1", (DUE, 10_000), paid=None))

    assert [9_000] == sqlite_company.left("F1")


def test_a_file_that_only_says_what_is_left_moves_what_is_paid(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    company.load(invoice("F1", (DUE, 4_000), paid=None, total_known=False))
    assert [4_000] == company.left("F1")

    company.load(invoice("F1", (DUE, 7_000), paid=None, total_known=False))
    assert [7_000] == company.left("F1")

    company.load(invoice("F1", (DUE, 12_000), paid=None, total_known=False))
    assert [12_000] == company.left("F1")


def test_due_dates_a_file_does_not_give_are_kept(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000)))
    summary = sqlite_company.load(invoice("F1", (day(90), 10_000), due_from="default"))

    assert (0, 1) == (summary.changed, summary.unchanged)
    assert DUE == sqlite_company.card().lines[0].due_on


@pytest.mark.parametrize(
    ("parts", "paid", "left"),
    [
        ([(DUE, 3_000), (day(5), 7_000)], 5_000, [0, 5_000]),
        ([(DUE, 5_000)], 5_000, None),
        ([(DUE, 2_000), (day(5), 3_000)], 5_000, [0, 0]),
        ([(DUE, 2_000), (day(5), 2_000)], 4_000, [0, 0]),
        ([(DUE, 5_000), (day(5), 5_000), (day(9), 5_000)], 5_000, [0, 5_000, 5_000]),
        ([(day(1), 8_000), (day(5), 2_000)], 9_000, [0, 1_000]),
    ],
)
def test_a_document_may_take_another_shape(
    company: Company, parts: list[tuple[object, int]], paid: int, left: list[int] | None
) -> None:
    company.load(invoice("F1", (DUE, 5_000), (day(5), 5_000), paid=5_000))
    summary = company.load(invoice("F1", *parts, paid=paid))  # type: ignore[arg-type]

    assert (left is None) == bool(summary.rejected)
    assert (left or [0, 5_000]) == company.left("F1")
    consistent(company)


def test_an_amount_below_what_was_received_is_refused(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000)))
    sqlite_company.receive(payment(6_000, MONDAY, number="F1"))
    summary = sqlite_company.load(invoice("F1", (DUE, 5_000), paid=5_000))

    assert ["le montant de la pièce F1 est inférieur à ce qui y est déjà imputé"] == [
        one.reason for one in summary.rejected
    ]
    assert [4_000] == sqlite_company.left("F1")


def test_an_amount_and_what_is_paid_of_it_may_go_down_together(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000), paid=10_000), credit_note("A1", 10_000, used=8_000))
    company.load(invoice("F1", (DUE, 5_000), paid=5_000), credit_note("A1", 5_000, used=5_000))

    assert [0] == company.left("F1")
    assert () == company.card().credits
    consistent(company)


def test_a_credit_note_is_money_to_allocate(sqlite_company: Company) -> None:
    sqlite_company.load(credit_note("A1", 3_000), invoice("F1", (DUE, 10_000)))
    assert (Money(3_000, "EUR"),) == sqlite_company.card().spare()

    sqlite_company.load(credit_note("A1", 3_000, used=1_000))
    assert (Money(2_000, "EUR"),) == sqlite_company.card().spare()

    sqlite_company.load(credit_note("A1", 3_000))
    assert (Money(3_000, "EUR"),) == sqlite_company.card().spare()


def test_a_shrunk_file_closes_nothing(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000)), invoice("F2", (DUE, 10_000)))
    sqlite_company.load(invoice("F1", (DUE, 10_000)))

    assert 20_000 == total(sqlite_company, "F1", "F2")


@pytest.mark.parametrize(
    "document",
    [
        credit_note("F1", 10_000),
        invoice("F1", (DUE, 10_000), currency="USD"),
        invoice("F1", (DUE, 20_000)),
        invoice("F" * 65, (DUE, 100)),
        invoice("F9", (DUE, 100), client="C" * 65),
    ],
    ids=["kind", "currency", "lines", "number", "code"],
)
def test_a_row_that_cannot_be_is_refused_with_its_reason_and_the_others_go_in(
    company: Company, document: LedgerDocument
) -> None:
    company.load(invoice("F1", (DUE, 5_000), (day(5), 5_000)))
    summary = company.load(document, invoice("F2", (DUE, 100)))

    assert ([document.row], 1) == ([one.row for one in summary.rejected], summary.added)
    assert summary.rejected[0].reason
    assert 10_100 == company.balance()


def test_a_dry_run_says_the_same_and_writes_nothing(company: Company) -> None:
    file = LedgerFile(
        "invoices",
        documents=[invoice("F1", (DUE, 10_000), paid=4_000), credit_note("A1", 500, client="C2")],
        payments=[payment(4_000, MONDAY, number="F1"), payment(7, MONDAY, client="C9")],
    )
    tried = import_ledger(company.open_book, company.act(MONDAY), file, "export.csv", dry_run=True)
    for table in (debtors, invoices, due_lines, payments, allocations, journal, imports):
        assert 0 == company.scalar(select(func.count()).select_from(table))

    assert tried == import_ledger(company.open_book, company.act(MONDAY), file, "export.csv")


def test_a_name_changes_and_what_a_file_does_not_say_stays(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 100), client_name="Dupuis", siren="732829320", siret="73282932000074"))
    sqlite_company.load(invoice("F1", (DUE, 100), client_name="Boulangerie Dupuis"))
    query = select(debtors.c.name, debtors.c.siren, debtors.c.siret)

    assert [("Boulangerie Dupuis", "732829320", "73282932000074")] == sqlite_company.rows(query)


def test_two_names_of_one_client_do_not_take_turns(sqlite_company: Company) -> None:
    pair = [invoice("F1", (DUE, 100), client_name="Dupuis"), invoice("F2", (DUE, 100), client_name="DUPUIS SARL")]
    for _ in range(3):
        sqlite_company.load(*pair)
        assert ["Dupuis"] == [row[0] for row in sqlite_company.rows(select(debtors.c.name))]


def test_contacts_are_added_once_however_long(company: Company) -> None:
    file = LedgerFile("contacts", contacts=[LedgerContact(2, "C1", "Dupuis", "N" * 300, "R" * 99, "e@x.fr", "0" * 99)])
    for _ in range(2):
        import_ledger(company.open_book, company.act(MONDAY), file, "contacts.csv")

    assert 1 == company.scalar(select(func.count()).select_from(contacts))


# -- payments -------------------------------------------------------------------------------------------------------


def test_a_payment_fills_the_oldest_line_first_and_keeps_the_rest(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 3_000), (day(5), 3_000)))
    sqlite_company.receive(payment(4_000, MONDAY, number="F1"), payment(5_000, MONDAY, number="F1"))

    assert [0, 0] == sqlite_company.left("F1")
    assert (Money(3_000, "EUR"),) == sqlite_company.card().spare()


def test_equal_payments_of_one_file_are_two_and_of_two_files_one(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 9_000)))
    for _ in range(2):
        sqlite_company.receive(payment(1_000, MONDAY, number="F1"), payment(1_000, MONDAY, number="F1"))

    assert [7_000] == sqlite_company.left("F1")


def test_long_references_that_differ_at_their_end_are_two(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 9_000)))
    sqlite_company.receive(*(payment(1_000, MONDAY, number="F1", ref="V" * 200 + end) for end in "ab"))

    assert [7_000] == sqlite_company.left("F1")


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (payment(100, MONDAY, client="C9"), "client inconnu : C9"),
        (payment(100, MONDAY, client=""), "client inconnu : non indiqué"),
        (
            payment(100, MONDAY, number="F1")._replace(currency="USD"),
            "règlement en USD pour une facture en EUR",
        ),
        (payment(100, MONDAY, number="F1", client="C2"), "la facture F1 n’est pas de ce client"),
        (payment(100, MONDAY, number="SAME", client=""), "plusieurs clients ont cette facture"),
    ],
    ids=["client", "nobody", "currency", "other", "several"],
)
def test_a_payment_of_nobody_s_is_refused(sqlite_company: Company, one: LedgerPayment, reason: str) -> None:
    sqlite_company.load(
        invoice("F1", (DUE, 100)), *(invoice("SAME", (DUE, 100), client=client) for client in ("C2", "C3"))
    )
    summary = sqlite_company.receive(one)

    assert [reason] == [one.reason for one in summary.rejected]
    assert 300 == sqlite_company.balance()


def test_a_number_of_two_clients_pays_the_one_who_is_named(sqlite_company: Company) -> None:
    sqlite_company.load(*(invoice("SAME", (DUE, 100), client=client) for client in ("C2", "C3")))
    sqlite_company.receive(payment(100, MONDAY, number="SAME", client="C3"))

    assert ([100], []) == ([one.left for one in sqlite_company.card("C2").lines], list(sqlite_company.card("C3").lines))


def test_a_deposit_invoice_is_a_debt(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("D1", (DUE, 100), kind=DocumentKind.DEPOSIT))

    assert 100 == sqlite_company.balance()


def consistent(book: Company) -> None:
    """Check that what is left, allocated and not allocated agree to the cent."""
    live = allocations.c.reversed_at.is_(None)
    on_line = select(func.coalesce(func.sum(allocations.c.amount), 0)).where(
        allocations.c.line_id == due_lines.c.id, live
    )
    for amount, left, allocated in book.rows(
        select(due_lines.c.amount, due_lines.c.left, on_line.correlate(due_lines).scalar_subquery())
    ):
        assert (True, amount - left) == (0 <= left <= amount, allocated)
    used = select(func.coalesce(func.sum(allocations.c.amount), 0)).where(
        allocations.c.payment_id == payments.c.id, live
    )
    for amount, unallocated, allocated, reversed_on in book.rows(
        select(
            payments.c.amount,
            payments.c.unallocated,
            used.correlate(payments).scalar_subquery(),
            payments.c.reversed_on,
        ).where(payments.c.kind == "payment")
    ):
        assert (0 if reversed_on else amount) == allocated + unallocated
