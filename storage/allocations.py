"""Allocations taken back: a line owes again what a payment no longer covers."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, insert, select, update

from domain.acts import Act
from domain.allocations import fill
from storage.tables import allocations, due_lines, payments


class Share(NamedTuple):
    """Cents on a line, known since `recorded_at`: a payment that explains them is not newer money for a promise."""

    line_id: int
    cents: int
    recorded_at: datetime


def give_back(connection: Connection, line_ids: Sequence[int], cents: int, act: Act) -> None:
    """Reverse up to `cents` of what ledgers stated on lines, the newest first; lines owe it again."""
    _reverse(connection, line_ids, cents, act, owe=True)


def explain(connection: Connection, line_ids: Sequence[int], cents: int, act: Act) -> list[Share]:
    """Reverse up to `cents` stated on lines without owing it again: give the shares that a real payment takes over."""
    return _reverse(connection, line_ids, cents, act, owe=False)


def respread(connection: Connection, amounts: Mapping[int, int], act: Act) -> Mapping[int, int]:
    """Keep what is allocated to an invoice within its lines' new amounts (cents, by line); give what is left of each.

    What no longer fits on its line goes to the oldest that have room.
    """
    rows = select(allocations).where(allocations.c.line_id.in_(amounts), allocations.c.reversed_at.is_(None))
    left, moving = dict(amounts), []
    for one in connection.execute(rows.order_by(allocations.c.id)).all():
        fits = min(one.amount, left[one.line_id])
        left[one.line_id] -= fits
        if fits < one.amount:
            _shrink(connection, one, fits, act)
            moving.append((one, one.amount - fits))
    for one, cents in moving:
        _pour(connection, one, cents, left)
    return left


def _pour(connection: Connection, one: Row[Any], cents: int, left: dict[int, int]) -> None:
    """Lay a part of an allocation on the first lines that have room; `left` follows."""
    for line_id, taken in fill(left.items(), cents):
        left[line_id] -= taken
        moved = {"payment_id": one.payment_id, "line_id": line_id, "amount": taken}
        connection.execute(insert(allocations).values(**moved, recorded_at=one.recorded_at))


def _reverse(connection: Connection, line_ids: Sequence[int], cents: int, act: Act, *, owe: bool) -> list[Share]:
    stated = (
        select(allocations)
        .join_from(allocations, payments)
        .where(
            allocations.c.line_id.in_(line_ids),
            allocations.c.reversed_at.is_(None),
            payments.c.source == "ledger",
            payments.c.kind == "payment",
        )
        .order_by(allocations.c.id.desc())
    )
    shares: list[Share] = []
    rest = cents
    for one in connection.execute(stated).all():
        taken = min(rest, one.amount)
        if not taken:
            break
        rest -= taken
        shares.append(Share(one.line_id, taken, one.recorded_at))
        _shrink(connection, one, one.amount - taken, act)
        _lower(connection, one.payment_id, taken, act)
        if owe:
            owed = update(due_lines).where(due_lines.c.id == one.line_id)
            connection.execute(owed.values(left=due_lines.c.left + taken))
    return shares


def _shrink(connection: Connection, one: Row[Any], remains: int, act: Act) -> None:
    """Reverse an allocation; what remains of it stands in a new one, since written amounts are never changed."""
    connection.execute(update(allocations).where(allocations.c.id == one.id).values(reversed_at=act.at))
    if remains:
        rest = {"payment_id": one.payment_id, "line_id": one.line_id, "amount": remains}
        connection.execute(insert(allocations).values(**rest, recorded_at=one.recorded_at))


def _lower(connection: Connection, payment_id: int, cents: int, act: Act) -> None:
    """Lower what a ledger stated; a payment of which nothing remains is reversed."""
    amount = connection.execute(select(payments.c.amount).where(payments.c.id == payment_id)).scalar_one()
    change = {"amount": amount - cents} if amount > cents else {"reversed_on": act.today}
    connection.execute(update(payments).where(payments.c.id == payment_id).values(**change))
