"""What always holds of a book, whatever was done: rows that say the same thing in two places agree."""

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import func, select

from domain.disputes import FREEZING
from domain.journal import WRITTEN_IN_SLACK
from domain.plan_views import LIVE
from domain.promises import State as PromiseState
from domain.why import trace
from messages.notes import told
from storage.engine import reading
from storage.journal import row_from, verify
from storage.tables import (
    allocations,
    debtors,
    dispute_lines,
    disputes,
    due_lines,
    instalments,
    journal,
    payments,
    plan_lines,
    plans,
    promise_lines,
    promises,
)
from tests.domain.test_imports import consistent
from tests.storage.books import Company


def agrees(book: Company, today: date) -> None:
    """Check all that holds after any act."""
    consistent(book)
    _credit_notes_within(book)
    _frozen_by_what_lives(book)
    _contested(book)
    _schedules(book)
    _nothing_frozen_is_due(book, today)


def provable(book: Company, seen: int) -> int:
    """Check that journals verify and that each row after the `seen`-th has words; give the last row."""
    with reading(book.engine) as connection:
        assert all(verify(connection, debtor_id) for debtor_id in connection.execute(select(debtors.c.id)).scalars())
        rows = [row_from(row) for row in connection.execute(select(journal).where(journal.c.id > seen))]
    assert all(told(row) for row in rows if row.kind not in WRITTEN_IN_SLACK)
    return max((row.id for row in rows), default=seen)


def _credit_notes_within(book: Company) -> None:
    live = select(func.coalesce(func.sum(allocations.c.amount), 0)).where(
        allocations.c.payment_id == payments.c.id, allocations.c.reversed_at.is_(None)
    )
    notes = select(payments.c.amount, payments.c.unallocated, live.correlate(payments).scalar_subquery())
    for amount, unallocated, laid in book.rows(notes.where(payments.c.kind == "credit_note")):
        assert 0 <= unallocated <= amount - laid


def _frozen_by_what_lives(book: Company) -> None:
    """Check that a line is held by each promise that is open and each plan that is live on it, and by no other."""
    for parts, wholes, key, held, living in (
        (promise_lines, promises, "promise_id", due_lines.c.promise_id, [PromiseState.OPEN]),
        (plan_lines, plans, "plan_id", due_lines.c.plan_id, list(LIVE)),
    ):
        alive = select(parts.c[key], parts.c.line_id).join_from(parts, wholes).where(wholes.c.state.in_(living))

        assert _pairs(book, alive) == _pairs(book, select(held, due_lines.c.id).where(held.is_not(None)))


def _contested(book: Company) -> None:
    freezing = (
        select(func.coalesce(func.sum(dispute_lines.c.amount), 0))
        .join_from(dispute_lines, disputes)
        .where(dispute_lines.c.line_id == due_lines.c.id, disputes.c.state.in_(FREEZING))
        .correlate(due_lines)
        .scalar_subquery()
    )
    for contested, written in book.rows(select(freezing, due_lines.c.disputed)):
        assert contested == written


def _schedules(book: Company) -> None:
    """Check that instalments come to the plan's total, and what is paid of each to no more than it asks."""
    parts: dict[int, int] = defaultdict(int)
    for plan_id, amount, paid in book.rows(
        select(instalments.c.plan_id, instalments.c.amount, instalments.c.paid).order_by(instalments.c.plan_id)
    ):
        assert 0 <= paid <= amount
        parts[plan_id] += amount
    totals = {row.id: row.principal + row.penalties for row in book.rows(select(plans))}

    assert totals == parts


def _nothing_frozen_is_due(book: Company, today: date) -> None:
    """Check, on the rows themselves, that what is held in any way is not proposed for a reminder."""
    for (code,) in book.rows(select(debtors.c.code)):
        card = book.card(code)
        due = {one.line.id for one in trace(card, today, book.policy).lines if one.is_due(today)}
        held = _held(book, card.debtor.id, today)

        assert set() == due & held


def _held(book: Company, debtor_id: int, today: date) -> set[int]:
    (one,) = book.rows(select(debtors).where(debtors.c.id == debtor_id))
    until = (one.snoozed_until, one.payment_sent_until)
    banned = one.no_contact_reason and (one.no_contact_until is None or today < one.no_contact_until)
    put_aside = one.insolvent_on or banned or any(day and today < day for day in until)
    return {
        row.id
        for row in book.rows(select(due_lines).where(due_lines.c.debtor_id == debtor_id))
        if put_aside or row.promise_id or row.plan_id or row.left <= row.disputed
    }


def _pairs(book: Company, query: Any) -> set[tuple[int, int]]:
    return {(row[0], row[1]) for row in book.rows(query)}
