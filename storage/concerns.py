"""What is out of the ordinary with debtors, in SQL: few have any of it, so small queries read those few."""

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Select, bindparam, func, or_, select

from domain.concerns import NOTHING, RETENTION_OF_TITLE, Concerns, Missed, Secured
from domain.debtors import Debtor
from domain.money import Money
from storage.tables import debtors, due_lines, guarantees, instalments, payments, plans

LIMIT_CURRENCY = "EUR"
_HELD = (
    select(
        debtors.c.id,
        debtors.c.insolvent_on,
        debtors.c.declared_on,
        debtors.c.reclaimed_on,
        debtors.c.no_contact_since,
        debtors.c.no_contact_until,
        debtors.c.payment_sent_on,
        debtors.c.payment_sent_until,
    ).where(
        or_(
            debtors.c.insolvent_on.is_not(None),
            debtors.c.no_contact_since.is_not(None),
            debtors.c.payment_sent_until.is_not(None),
        )
    ),
    debtors.c.id,
)
_PLANS = (
    select(plans.c.debtor_id, plans.c.state)
    .where(plans.c.state.in_(("requested", "active", "in_default")))
    .order_by(plans.c.state != "in_default", plans.c.id),
    plans.c.debtor_id,
)
_MISSED = (
    select(
        plans.c.debtor_id,
        instalments.c.rank,
        plans.c.count,
        instalments.c.amount - instalments.c.paid,
        plans.c.currency,
        instalments.c.due_on,
    )
    .join_from(instalments, plans)
    .where(
        plans.c.state.in_(("active", "in_default")),
        instalments.c.missed_on.is_not(None),
        instalments.c.paid < instalments.c.amount,
    )
    .order_by(instalments.c.due_on, instalments.c.rank),
    plans.c.debtor_id,
)
_SPARE = (
    select(func.coalesce(func.sum(payments.c.unallocated), 0))
    .where(payments.c.debtor_id == debtors.c.id, payments.c.currency == LIMIT_CURRENCY, payments.c.unallocated > 0)
    .correlate(debtors)
    .scalar_subquery()
)
_OWED = (
    select(func.coalesce(func.sum(due_lines.c.left), 0))
    .where(due_lines.c.debtor_id == debtors.c.id, due_lines.c.currency == LIMIT_CURRENCY, due_lines.c.left > 0)
    .correlate(debtors)
    .scalar_subquery()
)
_OVER_LIMIT = (  # asked of each debtor who has a limit: joined, every open line would be read for the few
    select(debtors.c.id, debtors.c.credit_limit).where(
        debtors.c.credit_limit.is_not(None), debtors.c.credit_limit < _OWED - _SPARE
    ),
    debtors.c.id,
)
_SECURED = (
    select(
        guarantees.c.debtor_id,
        guarantees.c.kind,
        guarantees.c.amount,
        guarantees.c.currency,
        guarantees.c.ends_on,
    )
    .where(
        guarantees.c.removed_on.is_(None),
        or_(guarantees.c.ends_on.is_not(None), guarantees.c.kind == RETENTION_OF_TITLE),
    )
    .order_by(guarantees.c.ends_on, guarantees.c.id),
    guarantees.c.debtor_id,
)

Query = tuple[Select[Any], Column[Any]]


def _of_one(query: Query) -> Select[Any]:
    found, debtor_id = query
    return found.where(debtor_id == bindparam("debtor_id"))


_QUERIES = (_HELD, _PLANS, _MISSED, _OVER_LIMIT, _SECURED)
_ALL = tuple(query for query, _ in _QUERIES)
_ONE = tuple(map(_of_one, _QUERIES))
_NAMES = tuple(column.name for column in _HELD[0].selected_columns)[1:]


def read_concerns(connection: Connection) -> Mapping[int, Concerns]:
    """Read the concerns of all debtors who have some."""
    return _gathered([connection.execute(query).all() for query in _ALL])


def read_concerns_of(connection: Connection, debtor: Debtor, has: AbstractSet[str]) -> Concerns:
    """Read the concerns of one debtor, asking only for what may be there; `has` names the tables that hold theirs."""
    held = debtor.insolvent_on or debtor.no_contact_since or debtor.payment_sent_until
    limited = debtor.credit_limit is not None
    asked = (held, "plans" in has, "plans" in has, limited, "guarantees" in has)
    key = {"debtor_id": debtor.id}
    found = [connection.execute(query, key).all() if ask else () for query, ask in zip(_ONE, asked, strict=True)]
    return _gathered(found).get(debtor.id, NOTHING)


def _gathered(found: list[Any]) -> Mapping[int, Concerns]:
    held, under_way, missed, over_limit, secured = found
    facts: dict[int, dict[str, Any]] = defaultdict(dict)
    for debtor_id, *dates in held:
        facts[debtor_id] |= zip(_NAMES, dates, strict=True)
    for debtor_id, state in under_way:
        facts[debtor_id].setdefault("plan", state)
    for debtor_id, rank, of, cents, currency, on in missed:
        facts[debtor_id].setdefault("missed", Missed(rank, of, Money(cents, currency), on))
    for debtor_id, cents in over_limit:
        facts[debtor_id]["limit"] = Money(cents, LIMIT_CURRENCY)
    for debtor_id, kind, cents, currency, ends_on in secured:
        _secure(facts[debtor_id], kind, Money(cents, currency), ends_on)
    return {debtor_id: Concerns(**one) for debtor_id, one in facts.items()}


def _secure(facts: dict[str, Any], kind: str, amount: Money, ends_on: date | None) -> None:
    if kind == RETENTION_OF_TITLE:
        facts["reserved"] = True
    if ends_on:
        facts["guarantees"] = (*facts.get("guarantees", ()), Secured(amount, ends_on))
