"""Balances by age in SQL: one query for a person's debtors and for all."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, func, select

from domain.calendar import Bucket
from domain.money import currency_order
from domain.portfolios import Balance
from storage.tables import debtors, due_lines

_DUE, _LEFT = due_lines.c.due_on, due_lines.c.left
_AGES = {
    Bucket.NOT_DUE: bindparam("today") <= _DUE,
    Bucket.TO_30: and_(bindparam("today") > _DUE, bindparam("days_30") <= _DUE),
    Bucket.TO_60: and_(bindparam("days_30") > _DUE, bindparam("days_60") <= _DUE),
    Bucket.TO_90: and_(bindparam("days_60") > _DUE, bindparam("days_90") <= _DUE),
    Bucket.OVER_90: bindparam("days_90") > _DUE,
}
_SPREAD = [func.sum(case((age, _LEFT), else_=0)).label(bucket.name.lower()) for bucket, age in _AGES.items()]
_BY_DEBTOR = (
    select(due_lines.c.debtor_id, due_lines.c.currency, *_SPREAD, func.min(_DUE).label("oldest"))
    .where(_LEFT > 0)
    .group_by(due_lines.c.debtor_id, due_lines.c.currency)
    .subquery()
)
_MINE = debtors.c.owner.in_(bindparam("owners", expanding=True))
_BALANCES = (
    select(
        _MINE.label("mine"),
        _BY_DEBTOR.c.currency,
        *[func.sum(_BY_DEBTOR.c[bucket.name.lower()]) for bucket in _AGES],
        func.sum(case((_BY_DEBTOR.c.oldest < bindparam("today"), 1), else_=0)),
    )
    .join_from(_BY_DEBTOR, debtors, debtors.c.id == _BY_DEBTOR.c.debtor_id)
    .group_by(_MINE, _BY_DEBTOR.c.currency)
)


def read_balances(
    connection: Connection, owners: Sequence[str], today: date
) -> tuple[tuple[Balance, ...], tuple[Balance, ...]]:
    """Read the balances of the debtors of some people, then those of all, the euro first."""
    edges = {f"days_{count}": today - timedelta(days=count) for count in (30, 60, 90)}
    rows = connection.execute(_BALANCES, {"today": today, "owners": list(owners), **edges}).all()
    return _balances([row for row in rows if row.mine]), _balances(rows)


def _balances(rows: Sequence[Any]) -> tuple[Balance, ...]:
    currencies = sorted({row.currency for row in rows}, key=currency_order)
    return tuple(_balance(currency, [row for row in rows if row.currency == currency]) for currency in currencies)


def _balance(currency: str, rows: Sequence[Any]) -> Balance:
    sums = [int(sum(column)) for column in zip(*(row[2:] for row in rows), strict=True)]
    return Balance(currency, dict(zip(_AGES, sums, strict=False)), sums[-1])
