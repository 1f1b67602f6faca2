"""Whatever is asked, decided, paid and taken back, in any order, plans keep their sums and hold their own lines."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.people import Role
from domain.plan_decisions import decide_plan
from domain.plan_judging import judge_plans
from domain.plan_requests import request_plan
from domain.plan_schedule import Period
from domain.plan_views import LIVE, Verdict
from domain.plans import Terms
from domain.refusals import Refusal
from storage.tables import due_lines, plan_lines, plans
from tests.domain.test_imports import consistent
from tests.property.test_balances import a_book
from tests.storage.books import Company, day, invoice, payment, sqlite_template

__all__ = ["sqlite_template"]

NUMBERS = st.sampled_from(["F1", "F2", "F3"])
ACTS = st.one_of(
    st.tuples(st.just("ask"), st.tuples(st.sets(NUMBERS, min_size=1), st.integers(1, 4), st.integers(0, 40))),
    st.tuples(st.just("decide"), st.tuples(st.integers(1, 3), st.sampled_from(Verdict))),
    st.tuples(st.just("receive"), st.tuples(st.integers(1, 120), st.none() | NUMBERS)),
    st.tuples(st.just("state"), st.tuples(NUMBERS, st.integers(0, 100))),
    st.tuples(st.just("tick"), st.integers(0, 12)),
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=14))
def test_plans_keep_their_sums_and_their_lines(sqlite_template: Path, acts: list[tuple[str, Any]]) -> None:
    with a_book(sqlite_template) as book:
        book.load(invoice("F2", (day(-20), 100)), invoice("F3", (day(-10), 100)))
        today = day(0)
        for number, (kind, what) in enumerate(acts):
            today += timedelta(days=what if kind == "tick" else 0)
            _do(book, kind, what, today, number)
            _hold(book)
            consistent(book)


def _do(book: Company, kind: str, what: Any, today: date, number: int) -> None:
    try:
        if kind == "ask":
            _ask(book, today, *what)
        elif kind == "decide":
            _decide(book, today, *what)
        elif kind == "receive":
            book.receive(payment(what[0], today, number=what[1], ref=str(number)), on=today)
        elif kind == "state":
            book.load(invoice(what[0], (day(-20), 100), paid=what[1]), on=today)
    except Refusal:
        return
    judge_plans(book.open_book, book.act(today, by=""))


def _ask(book: Company, today: date, numbers: set[str], count: int, later: int) -> None:
    lines = [line for number in sorted(numbers) for line in book.lines(number)]
    left = sum(line.left for line in book.card().lines if line.id in lines)
    terms = Terms(count, today + timedelta(days=later), Period.WEEKLY, "x")
    request_plan(
        book.open_book,
        book.act(today),
        debtor_id=book.debtor(),
        lines=lines,
        terms=terms,
        shown=left,
        channel="C",
    )


def _decide(book: Company, today: date, plan_id: int, verdict: Verdict) -> None:
    with book.open_reader() as reader:
        version = reader.plan(plan_id).row.version
    act = book.act(today, by="UBOB")
    decide_plan(book.open_book, act, plan_id=plan_id, verdict=verdict, roles=Role.ADMIN, version=version, reason="x")


def _hold(book: Company) -> None:
    frozen = {row.id: row.plan_id for row in book.rows(select(due_lines.c.id, due_lines.c.plan_id))}
    for plan_id, state in book.rows(select(plans.c.id, plans.c.state)):
        with book.open_reader() as reader:
            found = reader.plan(plan_id).row
        own = {row[0] for row in book.rows(select(plan_lines.c.line_id).where(plan_lines.c.plan_id == plan_id))}
        held = {line for line, by in frozen.items() if by == plan_id}

        assert found.total.cents == sum(one.amount for one in found.instalments)
        assert all(0 <= one.paid <= one.amount for one in found.instalments)
        assert held == (own if state in LIVE else set())
