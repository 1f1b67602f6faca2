"""Penalties counted on the ledger's own facts: payments and credit notes as they were set against lines."""

from datetime import date

from domain.debts import Debt
from domain.penalties import Moved
from domain.penalty_claims import penalties_on
from domain.policy import Imputation
from tests.storage.books import Company, day, invoice, payment

DUE = date(2026, 5, 1)
UNTIL = date(2026, 9, 1)


def penalties(company: Company, *numbers: str) -> int:
    """Count the penalties of invoices of C1, on 1 September."""
    with company.open_reader() as reader:
        debt = reader.debt(company.debtor())
        chosen = Debt(debt.debtor, tuple(line for line in debt.lines if line.number in numbers))
        return penalties_on(chosen, reader.penalties(), UNTIL, Imputation.PRINCIPAL_FIRST)


def test_an_invoice_bears_interest_and_its_indemnity(company: Company) -> None:
    company.load(invoice("F1", (DUE, 1_000_000)), invoice("F2", (DUE, 1_000_000)))

    assert 41_375 + 4_000 == penalties(company, "F1")
    assert 2 * (41_375 + 4_000) == penalties(company, "F1", "F2")


def test_the_parts_of_one_invoice_bear_one_indemnity_and_are_rounded_once(company: Company) -> None:
    company.load(invoice("F1", (DUE, 500_000), (DUE, 500_000)))

    assert 41_375 + 4_000 == penalties(company, "F1")


def test_another_currency_bears_interest_alone(company: Company) -> None:
    company.load(invoice("F1", (DUE, 1_000_000), currency="USD"))

    assert 41_375 == penalties(company, "F1")


def test_what_came_is_dated_by_the_payment_and_lowers_what_follows(company: Company) -> None:
    company.load(invoice("F1", (DUE, 1_000_000)))
    company.receive(payment(400_000, date(2026, 6, 30), number="F1"), on=day(0))
    with company.open_reader() as reader:
        moved = reader.penalties().money_on(company.lines("F1"))

    assert {company.lines("F1")[0]: (Moved(date(2026, 6, 30), 400_000),)} == moved
    assert 32_814 + 4_000 == penalties(company, "F1")


def test_what_was_taken_back_counts_no_more(company: Company) -> None:
    company.load(invoice("F1", (DUE, 1_000_000), paid=400_000))
    company.load(invoice("F1", (DUE, 1_000_000), paid=0), on=day(1))

    assert 41_375 + 4_000 == penalties(company, "F1")
