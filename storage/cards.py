"""The debtor's card in SQL: one small query for each thing on it that the debtor has."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, select

from domain.cards import CallRow, Card, CreditRow, PromiseRow
from domain.debtors import Debtor
from domain.money import Money
from domain.promises import State
from storage.concerns import read_concerns_of
from storage.contacts import read_contacts
from storage.debts import open_lines
from storage.disputes import read_disputes
from storage.guarantees import read_guarantees
from storage.overdue import STILL_OWED
from storage.payments import recent_payments
from storage.plan_views import read_plans
from storage.presence import present
from storage.proofs import read_proofs
from storage.sales import read_last_ask
from storage.tables import calls, contacts, payments, promises

_PROMISES = (
    select(promises, STILL_OWED.label("owed"))
    .where(promises.c.debtor_id == bindparam("debtor_id"))
    .order_by((promises.c.state == State.OPEN).desc(), promises.c.id.desc())
    .limit(8)
)
_CALLS = (
    select(
        calls.c.made_on,
        calls.c.made_by,
        calls.c.channel,
        calls.c.result,
        contacts.c.name,
        calls.c.note,
    )
    .join_from(calls, contacts, calls.c.contact_id == contacts.c.id, isouter=True)
    .where(calls.c.debtor_id == bindparam("debtor_id"))
    .order_by(calls.c.id.desc())
    .limit(3)
)
_CREDITS = (
    select(
        payments.c.kind,
        payments.c.reference,
        payments.c.paid_on,
        payments.c.unallocated,
        payments.c.currency,
        payments.c.id,
    )
    .where(payments.c.debtor_id == bindparam("debtor_id"), payments.c.unallocated > 0)
    .order_by(payments.c.paid_on, payments.c.id)
)


def read_card(connection: Connection, debtor: Debtor) -> Card:
    """Read all there is on one debtor, asking only for what they have."""
    has = present(connection, debtor.id)
    parts = {name: read(connection, debtor.id) if table in has else () for name, (table, read) in _PARTS.items()}
    return Card(
        debtor=debtor,
        lines=tuple(open_lines(connection, debtor.id)),
        concerns=read_concerns_of(connection, debtor, has),
        asked=read_last_ask(connection, debtor.id) if "sales_asks" in has else None,
        **parts,
    )


def _promises(connection: Connection, debtor_id: int) -> tuple[PromiseRow, ...]:
    return tuple(_promise(row) for row in connection.execute(_PROMISES, {"debtor_id": debtor_id}))


def _calls(connection: Connection, debtor_id: int) -> tuple[CallRow, ...]:
    found = connection.execute(_CALLS, {"debtor_id": debtor_id})
    return tuple(CallRow(*row[:4], row[4] or "", row[5]) for row in found)


def _credits(connection: Connection, debtor_id: int) -> tuple[CreditRow, ...]:
    found = connection.execute(_CREDITS, {"debtor_id": debtor_id})
    return tuple(CreditRow(*row[:3], Money(*row[3:5]), row.id) for row in found)


def _promise(row: Any) -> PromiseRow:  # noqa: ANN401 - a row of `promises`
    return PromiseRow(
        id=row.id,
        amount=Money(row.amount, row.currency),
        on=row.promised_on,
        last_on=row.last_on,
        state=State(row.state),
        given_on=row.given_on,
        given_by=row.given_by,
        received=row.received,
        level=row.level,
        owed=bool(row.owed),
    )


_PARTS: Mapping[str, tuple[str, Callable[[Connection, int], tuple[Any, ...]]]] = {
    "contacts": ("contacts", read_contacts),
    "promises": ("promises", _promises),
    "calls": ("calls", _calls),
    "payments": ("payments", recent_payments),
    "credits": ("payments", _credits),
    "plans": ("plans", read_plans),
    "disputes": ("disputes", read_disputes),
    "guarantees": ("guarantees", read_guarantees),
    "documents": ("documents", read_proofs),
}
"""The parts of a card, each with the table that must hold something of the debtor for it to be read."""
