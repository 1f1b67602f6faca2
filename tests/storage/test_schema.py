"""The schema goes up and down, drifts from nothing, and refuses half a truth."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic.util.exc import CommandError
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, StatementError

from storage.engine import make_engine
from storage.keys import reserve
from storage.schema import check_drift, downgrade, is_current, migrate
from storage.tables import allocations, due_lines, imports, inbox, invoices, journal, payments, places, promises
from tests.storage.books import Company, credit_note, day, invoice


def test_the_schema_goes_up_and_down_and_up_again(database_url: str) -> None:
    engine = make_engine(database_url)
    for _ in range(2):
        assert not is_current(engine)
        migrate(engine)
        assert is_current(engine)
        check_drift(engine)
        downgrade(engine)
    engine.dispose()


def test_a_migration_that_fails_leaves_references_checked(sqlite_company: Company) -> None:
    with pytest.raises(CommandError):
        migrate(sqlite_company.engine, "nowhere")

    with pytest.raises(IntegrityError):
        sqlite_company.write(
            insert(allocations).values(payment_id=9, line_id=9, amount=1, recorded_at=datetime.now(UTC))
        )


HALF_TRUTHS: dict[str, Any] = {
    "left below zero": update(due_lines).values(left=-1),
    "left above the amount": update(due_lines).values(left=due_lines.c.amount + 1),
    "an empty line": update(due_lines).values(amount=0, left=0),
    "a level below zero": update(due_lines).values(level=-1),
    "more unallocated than received": update(payments).values(unallocated=payments.c.amount + 1),
    "a payment of nothing": update(payments).values(amount=0, unallocated=0),
    "an invoice of nothing": update(invoices).values(total=0),
    "an unknown kind": update(invoices).values(kind="quote"),
    "an unknown state": update(promises).values(state="forgotten"),
    "more received than promised": update(promises).values(received=promises.c.amount + 1),
    "a promise of nothing": update(promises).values(amount=0, received=0),
    "a line of no invoice": update(due_lines).values(invoice_id=999),
    "a line frozen by no promise": update(due_lines).values(promise_id=999),
    "two invoices of one number": update(invoices).values(number="F1"),
    "two places of one message": update(places).values(channel="C", ts="1.0"),
    "two rows of one number": update(journal).values(seq=1),
}


def test_half_truths_are_refused(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)), invoice("F2", (day(5), 100)), credit_note("A1", 50))
    company.promise(100, day(3))
    at = company.act(day(0)).at
    for key in ("debtor:1", "digest:2026-11-02"):
        company.write(insert(places).values(key=key, channel="C", created_at=at))

    assert list(HALF_TRUTHS) == [name for name, statement in HALF_TRUTHS.items() if _is_refused(company, statement)]


def _is_refused(company: Company, statement: Any) -> bool:
    try:
        company.write(statement)
    except IntegrityError:
        return True
    return False


def test_a_naive_instant_is_refused(company: Company) -> None:
    with pytest.raises(StatementError, match="naive"):
        company.write(insert(inbox).values(key="k", at=datetime(2026, 11, 2)))  # noqa: DTZ001 - what must be refused


def test_an_instant_is_read_as_it_was_written(company: Company) -> None:
    at = company.act(day(0)).at
    company.write(insert(inbox).values(key="k", at=at))

    assert at == company.scalar(select(inbox.c.at))


def test_reserved_ids_are_free_and_follow_the_last(company: Company) -> None:
    with company.engine.begin() as connection:
        first = list(reserve(connection, invoices, 3))
    company.load(invoice("F1", (day(5), 100)))
    with company.engine.begin() as connection:
        second = list(reserve(connection, invoices, 2))

    assert 3 == len(set(first))
    taken = company.scalar(select(invoices.c.id))
    assert taken not in second
    assert min(second) > taken


def test_sqlite_is_set_for_several_writers(sqlite_company: Company) -> None:
    with sqlite_company.engine.connect() as connection:
        pragmas = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "foreign_keys")]

    assert ["wal", 1] == pragmas


def test_imports_keep_their_refusals(company: Company) -> None:
    company.load(invoice("F1", (day(5), 100)))
    company.load(credit_note("F1", 100))

    (kept,) = company.rows(select(imports.c.refusals).where(imports.c.rejected > 0))
    assert [2, "la pièce F1 est déjà connue avec une autre nature (facture ou avoir)"] == kept[0]["rows"][0]
