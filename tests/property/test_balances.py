"""Whatever files and promises come, in any order, the balances agree to the cent."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.refusals import Refusal
from storage.engine import make_engine
from tests.domain.test_imports import consistent
from tests.storage.books import Company, credit_note, day, invoice, payment, sqlite_template

__all__ = ["sqlite_template"]

NUMBERS = st.sampled_from(["F1", "F2"])
CENTS = st.integers(1, 120)


@st.composite
def documents(draw: st.DrawFn) -> Any:
    """Draw an invoice of one to three parts, as any export may tell it."""
    parts = draw(st.lists(st.integers(1, 60), min_size=1, max_size=3))
    total = sum(parts)
    known = draw(st.booleans())
    paid = draw(st.none() | st.integers(0, total)) if known else None
    dues = [(day(10 * rank - 20), cents) for rank, cents in enumerate(parts if known else [total])]
    origin = draw(st.sampled_from(["file", "default"]))
    return invoice(draw(NUMBERS), *dues, paid=paid, total_known=known, due_from=origin)


@st.composite
def notes(draw: st.DrawFn) -> Any:
    total = draw(CENTS)
    return credit_note("A1", total, used=draw(st.integers(0, total)))


ACTS = st.one_of(
    st.tuples(
        st.just("load"), st.lists(documents() | notes(), min_size=1, max_size=3, unique_by=lambda one: one.number)
    ),
    st.tuples(st.just("receive"), st.tuples(CENTS, st.none() | NUMBERS, st.integers(-3, 3))),
    st.tuples(st.just("promise"), st.tuples(CENTS, NUMBERS)),
    st.tuples(st.just("judge"), st.just(None)),
)


@contextmanager
def a_book(template: Path) -> Iterator[Company]:
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(template, Path(folder) / "book.db")
        company = Company(make_engine(f"sqlite:///{folder}/book.db"))
        company.load(invoice("F1", (day(-20), 50), (day(-10), 50)))
        yield company
        company.engine.dispose()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=12))
def test_balances_agree_after_any_sequence(sqlite_template: Path, acts: list[tuple[str, Any]]) -> None:
    with a_book(sqlite_template) as book:
        for number, (kind, what) in enumerate(acts):
            _do(book, kind, what, number)
            consistent(book)
            frozen = sum(bool(line.promise_id) for line in book.card().lines)
            assert not frozen or "open" in book.states()


def _do(book: Company, kind: str, what: Any, number: int) -> None:
    today = day(number)
    if kind == "load":
        book.load(*what, on=today)
    elif kind == "receive":
        cents, invoice_number, ago = what
        book.receive(payment(cents, today + timedelta(days=ago), number=invoice_number, ref=str(number)), on=today)
    elif kind == "judge":
        book.judge(today)
    else:
        try:
            book.promise(what[0], today, today=today, numbers=[what[1]])
        except Refusal:
            return
