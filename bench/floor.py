"""The floors: the least that could do the same work, written with nothing of the program but its tables."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from slack_bolt import Ack, App
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    Engine,
    MetaData,
    Row,
    String,
    Table,
    and_,
    bindparam,
    create_engine,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from storage.engine import reading, writing
from storage.tables import allocations, debtors, due_lines, invoices, journal, payments, promise_lines, promises

TOKEN = "xoxb-1"  # noqa: S105 - of nothing

_CENTS = func.sum(due_lines.c.left)
_LATE = (
    select(
        debtors.c.id,
        debtors.c.code,
        debtors.c.name,
        due_lines.c.currency,
        _CENTS,
        func.count(),
        func.min(due_lines.c.due_on),
    )
    .join_from(due_lines, debtors)
    .where(due_lines.c.left > 0, due_lines.c.due_on < bindparam("today"))
    .group_by(debtors.c.id, debtors.c.code, debtors.c.name, due_lines.c.currency)
    .order_by(_CENTS.desc())
)


def late_by_debtor(engine: Engine, today: date) -> Sequence[Row[Any]]:
    """Group and sort the late lines in one query."""
    with reading(engine) as connection:
        return connection.execute(_LATE, {"today": today}).all()


_FLAT = Table(
    "flat",
    MetaData(),
    Column("client", String(64), nullable=False),
    Column("name", String(255), nullable=False),
    Column("siren", String(9), nullable=False),
    Column("number", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("issued_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("terms", String(255), nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("paid", BigInteger, nullable=False),
    Column("left", BigInteger, nullable=False),
    Column("currency", String(3), nullable=False),
    Column("method", String(32), nullable=False),
)


def make_flat(engine: Engine) -> None:
    """Make a table with a row a document."""
    _FLAT.create(engine)


def upsert(engine: Engine, path: Path) -> None:
    """Read a CSV typed, then upsert its rows in one executemany."""
    rows = list(_typed(path))
    insert = (postgresql if engine.dialect.name == "postgresql" else sqlite).insert(_FLAT)
    changed = {column.name: insert.excluded[column.name] for column in _FLAT.c if not column.primary_key}
    with writing(engine) as connection:
        connection.execute(insert.on_conflict_do_update(index_elements=["number"], set_=changed), rows)


def _typed(path: Path) -> Iterator[dict[str, Any]]:
    names = _FLAT.c.keys()
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, delimiter=";")
        next(reader)
        for row in reader:
            typed: list[Any] = row
            typed[5], typed[6] = _day(row[5]), _day(row[6])
            typed[8], typed[9], typed[10] = _cents(row[8]), _cents(row[9]), _cents(row[10])
            yield dict(zip(names, typed, strict=True))


@cache
def _day(text: str) -> date:
    return date(int(text[6:]), int(text[3:5]), int(text[:2]))


def _cents(text: str) -> int:
    return int(text.replace(",", ""))


_CAME = func.coalesce(func.sum(allocations.c.amount), 0)
_MONEY = (
    select(promises.c.id, promises.c.debtor_id, promises.c.amount, promises.c.currency, promises.c.last_on, _CAME)
    .join_from(promises, promise_lines)
    .outerjoin(
        allocations,
        and_(allocations.c.line_id == promise_lines.c.line_id, allocations.c.recorded_at > promises.c.given_at),
    )
    .where(promises.c.state == "open")
    .group_by(promises.c.id)
)
_JUDGE = (
    update(promises)
    .where(promises.c.id == bindparam("of"))
    .values(state=bindparam("new"), received=bindparam("cents"), judged_at=bindparam("at"))
)
_FREE = (
    update(due_lines)
    .where(due_lines.c.promise_id.in_(select(promises.c.id).where(promises.c.state != "open")))
    .values(promise_id=None)
)


def judge(engine: Engine, now: datetime, today: date) -> None:
    """Read promises with the money of their lines, judge them in Python, write verdicts and journal in bulk."""
    with writing(engine) as connection:
        rows = [
            (key, debtor_id, int(came), "kept" if came >= amount else "partly_kept" if came else "broken")
            for key, debtor_id, amount, _, last_on, came in connection.execute(_MONEY)
            if came >= amount or today > last_on
        ]
        verdicts = [{"of": key, "new": state, "cents": came, "at": now} for key, _, came, state in rows]
        connection.execute(_JUDGE, verdicts)
        connection.execute(_FREE)
        connection.execute(insert(journal), [_told(row, now) for row in rows])


def _told(row: tuple[int, int, int, str], now: datetime) -> dict[str, Any]:
    key, debtor_id, came, state = row
    payload = {"promise": key, "received": came}
    told = {"debtor_id": debtor_id, "seq": 1, "at": now, "kind": f"promise.{state}", "payload": payload}
    return told | {"digest": "", "hash": ""}


def nothing_to_judge(engine: Engine, today: date) -> Sequence[Row[Any]]:
    """Find the promises past their end, wholly paid, or whose money moved: none."""
    with reading(engine) as connection:
        return connection.execute(_TO_JUDGE, {"today": today}).all()


_RECEIVED = (
    select(_CAME)
    .select_from(promise_lines)
    .join(allocations, allocations.c.line_id == promise_lines.c.line_id)
    .where(promise_lines.c.promise_id == promises.c.id, allocations.c.recorded_at > promises.c.given_at)
    .scalar_subquery()
)
_UNALLOCATED = (
    select(func.coalesce(func.sum(payments.c.unallocated), 0))
    .where(payments.c.debtor_id == promises.c.debtor_id, payments.c.recorded_at > promises.c.given_at)
    .scalar_subquery()
)
_LEFT = (
    select(func.sum(due_lines.c.left))
    .select_from(promise_lines)
    .join(due_lines)
    .where(promise_lines.c.promise_id == promises.c.id)
    .scalar_subquery()
)
_ENDED = promises.c.last_on < bindparam("today")
_PAID = or_(_LEFT == 0, promises.c.amount <= _RECEIVED + _UNALLOCATED)
_TO_JUDGE = select(promises.c.id).where(or_(promises.c.moved, and_(promises.c.state == "open", or_(_ENDED, _PAID))))


_ONE = select(debtors.c.id, debtors.c.code, debtors.c.name, debtors.c.owner).where(debtors.c.code == bindparam("code"))
_TEN = (
    select(invoices.c.number, due_lines.c.due_on, due_lines.c.left, due_lines.c.currency)
    .join_from(due_lines, invoices)
    .where(due_lines.c.debtor_id == bindparam("debtor_id"), due_lines.c.left > 0)
    .order_by(due_lines.c.due_on)
    .limit(10)
)


def client_app(url: str, secret: str) -> App:
    """Make a Bolt app that reads one debtor and ten invoices, and answers with a plain text of them."""
    engine = create_engine(url, pool_size=16)
    app = App(signing_secret=secret, authorize=_authorize, process_before_response=True)

    def answer(ack: Ack, command: dict[str, Any]) -> None:
        code = command["text"].split()[-1]
        with engine.connect() as connection:
            debtor = connection.execute(_ONE, {"code": code}).one()
            lines = connection.execute(_TEN, {"debtor_id": debtor.id}).all()
        said = [f"{one.number} {one.left / 100:.2f} {one.currency} {one.due_on:%d/%m/%Y}" for one in lines]
        ack("\n".join((f"{debtor.name} ({debtor.code}) {debtor.owner}", *said)))

    app.command("/impayes")(answer)
    return app


def _authorize() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_token=TOKEN, bot_id="B1", bot_user_id="U1")
