"""Promises in SQL: made, replaced, and judged on the money that came for them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, or_, select, update

from domain.acts import Act
from domain.money import Money
from domain.promises import Judgement, OpenPromise, Promise, Spare, State
from storage.chunks import chunked
from storage.given import is_given
from storage.keys import new_id
from storage.tables import allocations, debtors, due_lines, payments, promise_lines, promises

NOT_KEPT = (State.PARTLY_KEPT, State.BROKEN)
_OF_PROMISE = promise_lines.c.promise_id == promises.c.id
_IN_TIME = and_(  # money known since the promise was given, paid from that day to its last
    payments.c.kind == "payment",
    payments.c.recorded_at > promises.c.given_at,
    payments.c.counted_on.between(promises.c.given_on, promises.c.last_on),
)
_RECEIVED = (
    select(func.coalesce(func.sum(allocations.c.amount), 0))
    .select_from(promise_lines)
    .join(allocations, allocations.c.line_id == promise_lines.c.line_id)
    .join(payments)
    .where(_OF_PROMISE, allocations.c.reversed_at.is_(None), allocations.c.recorded_at > promises.c.given_at, _IN_TIME)
    .correlate(promises)
    .scalar_subquery()
)
_NOT_ALLOCATED = and_(
    payments.c.debtor_id == promises.c.debtor_id,
    payments.c.currency == promises.c.currency,
    payments.c.unallocated > 0,
    _IN_TIME,
)
_SERVED = and_(  # judged promises hold on to the money they were judged on while nobody has allocated it
    promises.c.state.in_((State.KEPT, State.PARTLY_KEPT)),
    select(payments.c.id).where(_NOT_ALLOCATED).correlate(promises).exists(),
)
_TAKEN = (
    select(due_lines.c.id)
    .join_from(promise_lines, due_lines)
    .where(_OF_PROMISE, due_lines.c.promise_id != promises.c.id)
    .correlate(promises)
    .exists()
)
_LEFT = (
    select(func.coalesce(func.sum(due_lines.c.left), 0))
    .select_from(promise_lines)
    .join(due_lines, due_lines.c.id == promise_lines.c.line_id)
    .where(_OF_PROMISE)
    .scalar_subquery()
)
_SPARE = (
    select(func.coalesce(func.sum(payments.c.unallocated), 0))
    .where(_NOT_ALLOCATED)
    .correlate(promises)
    .scalar_subquery()
)
_WAITING = or_(promises.c.state == State.OPEN, promises.c.moved)
_WAITERS = select(promises.c.id, promises.c.debtor_id, promises.c.last_on, promises.c.moved).where(_WAITING)
_MAY_CHANGE = or_(_LEFT == 0, _TAKEN, promises.c.amount <= _RECEIVED + _SPARE)
_CONCERNED = select(promises.c.debtor_id).where(is_given(promises.c.id), _MAY_CHANGE)
_LOCK = select(debtors.c.id).where(is_given(debtors.c.id)).order_by(debtors.c.id).with_for_update(key_share=True)
_ABOUT = and_(is_given(promises.c.debtor_id), or_(_WAITING, _SERVED))
_LOOSE = (
    select(promises.c.id, payments.c.id, payments.c.unallocated)
    .join_from(promises, payments, _NOT_ALLOCATED)
    .where(_ABOUT)
)
_FACTS = select(
    promises.c.id,
    promises.c.debtor_id,
    promises.c.amount,
    promises.c.currency,
    promises.c.promised_on,
    promises.c.last_on,
    promises.c.state,
    promises.c.moved,
    _RECEIVED.label("came"),
    _LEFT.label("remains"),
    _TAKEN.label("taken"),
).where(_ABOUT)
_SEEN = update(promises).where(is_given(promises.c.id), promises.c.moved).values(moved=False)
_JUDGE = (
    update(promises)
    .where(promises.c.id == bindparam("of"))
    .values(
        state=bindparam("new_state"), received=bindparam("new_received"), judged_at=bindparam("judged"), moved=False
    )
)


class SqlPromises:
    """Promises to make and to judge; see `domain.ports.Promises`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open_on(self, lines: Sequence[int]) -> list[Promise]:
        """Load the open promises that freeze any of those lines."""
        freezing = select(due_lines.c.promise_id).where(due_lines.c.id.in_(lines))
        found = self._connection.execute(select(promises).where(promises.c.id.in_(freezing)).order_by(promises.c.id))
        return [_promise_from(row) for row in found]

    def level_on(self, lines: Sequence[int]) -> int:
        """Count the promises on those lines that were not kept, plus one (RULES §4)."""
        about = select(promise_lines.c.promise_id).where(promise_lines.c.line_id.in_(lines))
        count = select(func.count()).where(promises.c.id.in_(about), promises.c.state.in_(NOT_KEPT))
        return int(self._connection.execute(count).scalar_one()) + 1

    def add(self, promise: Promise, lines: Sequence[int], act: Act) -> int:
        """Store a new open promise, freeze its lines, give its id."""
        promise_id = new_id(self._connection.execute(insert(promises).values(**_values(promise, act))))
        self._connection.execute(
            insert(promise_lines), [{"promise_id": promise_id, "line_id": line_id} for line_id in lines]
        )
        self._connection.execute(update(due_lines).where(due_lines.c.id.in_(lines)).values(promise_id=promise_id))
        return promise_id

    def replace(self, promises_: Sequence[int]) -> None:
        """Close promises that a new one replaces and free their lines."""
        closed = update(promises).where(promises.c.id.in_(promises_), promises.c.state == State.OPEN)
        self._connection.execute(closed.values(state=State.REPLACED, moved=False))
        self._free(promises_)

    def to_judge(self, today: date) -> list[OpenPromise]:
        """Give what waits to be judged of the debtors with a promise that may change, with its money; lock them.

        Judged promises that unallocated money was counted for come with them, so that it is counted once.
        """
        concerned = self._concerned(today)
        if not concerned:
            return []
        self._connection.execute(_LOCK, {"given": sorted(concerned)}).all()
        return self._waiting(sorted(concerned))

    def of_debtor(self, debtor_id: int) -> list[OpenPromise]:
        """Give what waits to be judged of a debtor whom the act already holds, with its money."""
        return self._waiting([debtor_id])

    def _waiting(self, debtor_ids: Sequence[int]) -> list[OpenPromise]:
        held = {"given": debtor_ids}
        spare: dict[int, list[Spare]] = defaultdict(list)
        for promise_id, payment_id, cents in self._connection.execute(_LOOSE, held):
            spare[promise_id].append(Spare(payment_id, cents))
        found = [_open_from(row, spare[row.id]) for row in self._connection.execute(_FACTS, held)]
        self._connection.execute(_SEEN, {"given": [one.id for one in found]})
        return found

    def _concerned(self, today: date) -> set[int]:
        """Give the debtors with a promise past its end or whose money moved, then those whose money is there."""
        waiters = self._connection.execute(_WAITERS).all()
        concerned = {one.debtor_id for one in waiters if one.moved or one.last_on < today}
        others = [one.id for one in waiters if one.debtor_id not in concerned]
        if others:
            concerned.update(self._connection.execute(_CONCERNED, {"given": others}).scalars())
        return concerned

    def judge(self, judgements: Sequence[Judgement], act: Act) -> None:
        """Store judgements; lines of promises no longer open are freed, those of promises open again are frozen."""
        if not judgements:
            return
        rows = [
            {"of": one.promise.id, "new_state": one.state, "new_received": one.received, "judged": act.at}
            for one in judgements
        ]
        self._connection.execute(_JUDGE, rows)
        again = [one.promise.id for one in judgements if one.state is State.OPEN]
        self._free([one.promise.id for one in judgements if one.state is not State.OPEN])
        for promise_id in again:
            lines = select(promise_lines.c.line_id).where(promise_lines.c.promise_id == promise_id)
            frozen = update(due_lines).where(due_lines.c.id.in_(lines), due_lines.c.promise_id.is_(None))
            self._connection.execute(frozen.values(promise_id=promise_id))

    def _free(self, ids: Sequence[int]) -> None:
        for some in chunked(ids):
            freed = update(due_lines).where(due_lines.c.promise_id.in_(some)).values(promise_id=None)
            self._connection.execute(freed)


def _values(promise: Promise, act: Act) -> dict[str, object]:
    return {
        "debtor_id": promise.debtor_id,
        "amount": promise.amount.cents,
        "currency": promise.amount.currency,
        "promised_on": promise.on,
        "last_on": promise.last_on,
        "level": promise.level,
        "contact_id": promise.contact_id,
        "note": promise.note,
        "given_on": act.today,
        "given_at": act.at,
        "given_by": act.by,
    }


def _promise_from(row: Any) -> Promise:  # noqa: ANN401 - a row of `promises`
    amount = Money(row.amount, row.currency)
    return Promise(row.debtor_id, amount, row.promised_on, row.last_on, row.level, row.contact_id, row.note, row.id)


def _open_from(row: Any, spare: Sequence[Spare]) -> OpenPromise:  # noqa: ANN401 - a row of `promises` with its money
    return OpenPromise(
        id=row.id,
        debtor_id=row.debtor_id,
        amount=Money(row.amount, row.currency),
        on=row.promised_on,
        last_on=row.last_on,
        state=State(row.state),
        received=int(row.came),
        spare=tuple(spare),
        left=int(row.remains),
        free=not row.taken,
    )
