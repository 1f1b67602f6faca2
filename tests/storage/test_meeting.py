"""Two acts on the same thing at the same instant: one effect, and the second is told what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from sqlalchemy import func, select

from domain.absences import AlreadyStandingIn, StandInAway, begin_absences, set_absence
from domain.allocations import Part
from domain.dispute_credits import settle_disputes
from domain.disputes import DisputeClosed, Outcome, Reason, close_dispute, open_dispute
from domain.ledger import LedgerFile
from domain.money import Money
from domain.payments import AlreadyReceived, Method, Received
from domain.plan_requests import LinesInPlan, request_plan
from domain.plan_schedule import Period
from domain.plans import Terms
from domain.ports import Book
from domain.refusals import NothingLeft, Refusal
from storage.tables import absences, debtors, disputes, due_lines, plans
from tests.domain.paying import allocate, known, last_payment, loose, pay
from tests.domain.test_imports import consistent
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment
from tests.storage.test_once import together
from tests.storage.waiting import behind

DUE = day(-20)
FIRST = invoice("F1", (DUE, 10_000))


def answer(act: Callable[[], object]) -> str:
    """Do an act; give the code of its refusal, "" when it was done."""
    try:
        act()
    except Refusal as refusal:
        return refusal.code()
    return ""


def answers(*acts: Callable[[], object]) -> list[str]:
    """Do acts at the same instant; give their refusals, "" for what was done."""
    return sorted(str(one) for one in together(*(partial(answer, act) for act in acts)))


def note_money(company: Company, cents: int) -> Callable[[Book], object]:
    """Give the act of a person who notes money for the first line while they hold its debtor."""
    received = Received(company.debtor(), Money(cents, "EUR"), MONDAY, Method.TRANSFER)
    part = Part(company.lines("F1")[0], cents)
    return lambda book: book.payments.add(received, [part], company.act(MONDAY))


def ask(company: Company) -> None:
    request_plan(
        company.open_book,
        company.act(MONDAY),
        debtor_id=company.debtor(),
        lines=company.lines("F1"),
        terms=Terms(2, day(7), Period.WEEKLY, "Trésorerie"),
        shown=10_000,
        channel="CAPPROBATIONS",
    )


def contest(company: Company, number: str = "F1", cents: int = 4_000) -> int:
    open_dispute(
        company.open_book,
        company.act(MONDAY),
        debtor_id=company.debtor(),
        lines=company.lines(number),
        reason=Reason.PRICE,
        amount=Money(cents, "EUR"),
    )
    return int(company.scalar(select(func.max(disputes.c.id))))


def close(company: Company, dispute_id: int, outcome: Outcome = Outcome.FOUNDED, *, by: str = "UALICE") -> None:
    act = company.act(MONDAY, by=by)
    close_dispute(company.open_book, act, debtor_id=company.debtor(), dispute_id=dispute_id, outcome=outcome)


# -- money -------------------------------------------------------------------------------------------------------------
def test_money_noted_while_a_ledger_is_read_counts_once(company: Company) -> None:
    company.load(FIRST)
    paid = FIRST._replace(paid=10_000)
    behind(company, note_money(company, 10_000), lambda: company.load(paid, on=day(1)))

    assert ([0], 0, 1) == (company.left("F1"), loose(company), known(company))
    consistent(company)


def test_money_noted_while_an_invoice_shrinks_stays_on_it(company: Company) -> None:
    company.load(FIRST)
    shrunk = invoice("F1", (DUE, 4_000))
    behind(company, note_money(company, 10_000), lambda: company.load(shrunk, on=day(1)))

    assert [0] == company.left("F1")
    consistent(company)


def test_a_person_and_a_ledger_tell_the_same_money_at_once(company: Company) -> None:
    company.load(FIRST)
    told = FIRST._replace(paid=10_000)
    said = together(partial(answer, lambda: pay(company, 10_000, "F1")), lambda: company.load(told, on=day(1)))

    assert said[0] in {"", NothingLeft.code(), AlreadyReceived.code()}
    assert ([0], 0, 1) == (company.left("F1"), loose(company), known(company))
    consistent(company)


def test_a_person_and_a_bank_tell_the_same_money_at_once(company: Company) -> None:
    company.load(FIRST, invoice("F2", (DUE, 10_000)))
    file = payment(10_000, MONDAY, number="F1")
    together(partial(answer, lambda: pay(company, 10_000, "F1")), lambda: company.receive(file))

    assert ([0], [10_000], 0, 1) == (company.left("F1"), company.left("F2"), loose(company), known(company))
    consistent(company)


# -- promises, plans, disputes -----------------------------------------------------------------------------------------
def test_a_promise_and_a_plan_at_once_leave_the_line_to_the_plan(company: Company) -> None:
    company.load(FIRST)
    answers(lambda: company.promise(500, day(9)), lambda: ask(company))

    (row,) = company.rows(select(due_lines.c.plan_id, due_lines.c.promise_id))
    (state,) = company.states()
    assert (1, state == "open") == (row.plan_id, row.promise_id is not None)


def test_two_who_ask_for_a_plan_ask_once(company: Company) -> None:
    company.load(FIRST)

    assert ["", LinesInPlan.code()] == answers(lambda: ask(company), lambda: ask(company))
    assert 1 == company.scalar(select(func.count()).select_from(plans))


@pytest.mark.parametrize("other", list(Outcome))
def test_two_who_close_a_dispute_close_it_once(company: Company, other: Outcome) -> None:
    company.load(FIRST)
    opened = contest(company)
    said = answers(
        lambda: close(company, opened, Outcome.FOUNDED, by="UALICE"), lambda: close(company, opened, other, by="UBOB")
    )

    assert ["", DisputeClosed.code()] == said
    (row,) = company.rows(select(disputes.c.state, disputes.c.version))
    assert ["dispute.opened", f"dispute.{row.state}"] == company.kinds()
    assert [4_000 if row.state == "founded" else 0] == [one[0] for one in company.rows(select(due_lines.c.disputed))]


def test_a_credit_note_taken_off_meanwhile_settles_no_dispute(company: Company) -> None:
    company.load(FIRST)
    close(company, contest(company))
    company.load(credit_note("A1", 4_000), on=day(1))
    credit = last_payment(company)
    allocate(company, credit, 4_000, ["F1"], today=day(1))
    lifting = lambda book: book.payments.lift(book.payments.get(1, credit), company.act(day(1)))  # noqa: E731
    settled = behind(company, lifting, lambda: settle_disputes(company.open_book, company.act(day(1), by="")))

    assert (0, ["founded"]) == (settled, [row[0] for row in company.rows(select(disputes.c.state))])


# -- absences ----------------------------------------------------------------------------------------------------------
def away(company: Company, who: str, stand_in: str) -> None:
    set_absence(company.open_book, company.act(MONDAY, by=who), stand_in=stand_in, first_on=MONDAY, last_on=day(4))


def test_two_who_name_each_other_do_not_both_leave(company: Company) -> None:
    said = answers(lambda: away(company, "UALICE", "UBOB"), lambda: away(company, "UBOB", "UALICE"))

    assert said[0] == ""
    assert said[1] in {StandInAway.code(), AlreadyStandingIn.code()}
    assert 1 == company.scalar(select(func.count()).select_from(absences))


def test_absences_that_begin_lock_debtors_in_the_order_of_all(company: Company) -> None:
    """Bob's absence, set first, is about the second debtor, Alice's about the first."""
    company.load(FIRST, invoice("G1", (DUE, 100), client="C2"))
    for client, owner in (("C1", "UALICE"), ("C2", "UBOB")):
        company.write(debtors.update().where(debtors.c.code == client).values(owner=owner, next_call_on=day(1)))
    for who in ("UBOB", "UALICE"):
        act = company.act(MONDAY, by=who)
        set_absence(company.open_book, act, stand_in="UCAROLE", first_on=day(1), last_on=day(4))
    second = company.debtor("C2")
    begin = lambda: begin_absences(company.open_book, company.act(day(1), by=""))  # noqa: E731

    assert 2 == behind(company, lambda book: book.debtors.get(second), begin)


@pytest.mark.postgres
def test_who_leaves_does_not_wait_for_an_import(postgres_company: Company) -> None:
    with ThreadPoolExecutor(1) as pool, postgres_company.open_book() as book:
        book.ledger.known(LedgerFile("invoices"))
        pool.submit(away, postgres_company, "UALICE", "UBOB").result(10)

    assert 1 == postgres_company.scalar(select(func.count()).select_from(absences))
