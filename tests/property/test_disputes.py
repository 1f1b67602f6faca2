"""Whatever is contested, closed, paid, given back or credited, a line freezes what is contested of it and no more."""

from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.dispute_credits import settle_disputes
from domain.disputes import FREEZING, Outcome, Reason, State, close_dispute, open_dispute
from domain.money import Money
from domain.refusals import Refusal
from domain.why import trace
from storage.tables import dispute_lines, disputes, due_lines
from tests.property.test_balances import ACTS, CENTS, NUMBERS, a_book
from tests.property.test_balances import _do as move_money
from tests.storage.books import Company, day, shipped_policy, sqlite_template

__all__ = ["sqlite_template"]

CONTESTING = st.one_of(
    st.tuples(st.just("dispute"), st.tuples(NUMBERS, st.none() | CENTS)),
    st.tuples(st.just("close"), st.tuples(st.integers(1, 4), st.sampled_from(Outcome))),
    st.tuples(st.just("settle"), st.just(None)),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(CONTESTING | ACTS, max_size=14))
def test_what_is_frozen_is_what_is_contested_and_left(sqlite_template: Path, acts: list[tuple[str, Any]]) -> None:
    with a_book(sqlite_template) as book:
        for number, (kind, what) in enumerate(acts):
            _do(book, kind, what, number)
            _holds(book, number)


def _do(book: Company, kind: str, what: Any, number: int) -> None:
    act = book.act(day(number))
    try:
        if kind == "dispute":
            lines, amount = book.lines(what[0]), None if what[1] is None else Money(what[1], "EUR")
            if lines:
                facts: Any = {"debtor_id": book.debtor(), "lines": lines, "reason": Reason.PRICE}
                open_dispute(book.open_book, act, amount=amount, **facts)
        elif kind == "close":
            ids = {"debtor_id": book.debtor(), "dispute_id": what[0]}
            close_dispute(book.open_book, act, outcome=what[1], **ids)
        elif kind == "settle":
            settle_disputes(book.open_book, act)
        else:
            move_money(book, kind, what, number)
    except Refusal:
        return


def _holds(book: Company, number: int) -> None:
    """Check that lines say what their disputes do, that no more is frozen than is left, and nothing frozen proposed."""
    query = (
        select(due_lines.c.id, due_lines.c.disputed, dispute_lines.c.amount, disputes.c.state)
        .join_from(due_lines, dispute_lines, isouter=True)
        .join(disputes, disputes.c.id == dispute_lines.c.dispute_id, isouter=True)
    )
    contested: dict[int, int] = {}
    written: dict[int, int] = {}
    for line_id, disputed, cents, state in book.rows(query):
        written[line_id] = disputed
        contested[line_id] = contested.get(line_id, 0) + (cents if state and State(state) in FREEZING else 0)
    assert contested == written

    for one in trace(book.card(), day(number), shipped_policy()).lines:
        assert 0 <= one.line.undisputed <= one.line.left
        assert not (one.line.is_frozen and one.is_due(day(number)))
