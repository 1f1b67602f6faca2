"""Acts at the same instant on the same debtors: nothing lost, nobody waits round."""

from collections.abc import Callable

from sqlalchemy import func, select

from domain.ledger import LedgerDocument
from storage.engine import reading
from storage.journal import verify
from storage.tables import debtors, invoices, journal, promises
from tests.domain.test_imports import consistent
from tests.storage.books import MONDAY, Company, day, invoice, payment
from tests.storage.test_once import together

CLIENTS = [f"C{number}" for number in range(1, 9)]
ROUNDS = 4


def ledger(paid: int) -> list[LedgerDocument]:
    return [invoice(f"F{client}", (day(-20), 10_000), client=client, paid=paid) for client in CLIENTS]


def test_promises_judgements_calls_and_imports_do_not_wait_round(company: Company) -> None:
    company.load(*ledger(0))

    def promise(clients: list[str]) -> None:
        for _ in range(ROUNDS):
            for client in clients:
                company.promise(500, day(20), numbers=[f"F{client}"], client=client)

    def judge() -> None:
        for _ in range(ROUNDS * 2):
            company.judge(day(1))

    def load() -> None:
        for step in range(ROUNDS):
            company.load(*reversed(ledger(1_000 * (step % 2))), on=day(1))

    def receive() -> None:
        for step in range(ROUNDS):
            company.receive(*(payment(7, day(1), client=one, ref=f"V{step}") for one in reversed(CLIENTS)))

    together(lambda: promise(CLIENTS), lambda: promise(CLIENTS[::-1]), judge, load, receive)

    consistent(company)
    made = 2 * ROUNDS * len(CLIENTS)
    assert made == company.scalar(select(func.count()).select_from(promises))
    told = select(func.count()).select_from(journal).where(journal.c.kind == "promise.made")
    assert made == company.scalar(told)
    with reading(company.engine) as connection:
        assert all(verify(connection, row[0]) for row in company.rows(select(debtors.c.id)))


def test_two_imports_at_once_double_nothing(company: Company) -> None:
    load: Callable[[], object] = lambda: company.load(*ledger(3_000))  # noqa: E731 - done three times at once
    together(load, load, load)

    assert len(CLIENTS) == company.scalar(select(func.count()).select_from(invoices))
    assert len(CLIENTS) * 7_000 == company.balance()
    consistent(company)


def test_two_payments_files_at_once_double_nothing(company: Company) -> None:
    company.load(*ledger(0))
    file = [payment(3_000, MONDAY, number=f"F{client}", client=client) for client in CLIENTS]
    together(*[lambda: company.receive(*file)] * 3)

    assert len(CLIENTS) * 7_000 == company.balance()
    consistent(company)


def test_two_promises_at_once_leave_one_open(company: Company) -> None:
    company.load(invoice("F1", (day(-20), 10_000)))
    together(*[lambda: company.promise(500, day(9))] * 4)

    assert ["open", "replaced", "replaced", "replaced"] == sorted(company.states())
