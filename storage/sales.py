"""Questions to salespersons in SQL."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from domain.acts import Act
from domain.sales import Answer, Ask
from storage.keys import new_id
from storage.tables import sales_asks

_ONE = select(sales_asks).where(sales_asks.c.id == bindparam("id"))
_LAST = (
    select(sales_asks).where(sales_asks.c.debtor_id == bindparam("debtor_id")).order_by(sales_asks.c.id.desc()).limit(1)
)


class SqlAsks:
    """Questions to salespersons; see `domain.sales.Asks`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, ask_id: int) -> Ask | None:
        """Load and lock a question."""
        return _first(self._connection, _ONE.with_for_update(), id=ask_id)

    def of(self, debtor_id: int, salesperson: str, on: date) -> Ask | None:
        """Load what a salesperson was asked about a debtor on a day."""
        that_day = select(sales_asks).where(
            sales_asks.c.debtor_id == debtor_id,
            sales_asks.c.salesperson == salesperson,
            sales_asks.c.asked_on == on,
        )
        return _first(self._connection, that_day)

    def add(self, debtor_id: int, salesperson: str, act: Act) -> int:
        """Store a question, give its id."""
        asked = {"asked_on": act.today, "asked_at": act.at, "asked_by": act.by}
        added = insert(sales_asks).values(debtor_id=debtor_id, salesperson=salesperson, **asked)
        return new_id(self._connection.execute(added))

    def answer(self, ask_id: int, answer: Answer, act: Act) -> None:
        """Store an answer."""
        answered = update(sales_asks).where(sales_asks.c.id == ask_id, sales_asks.c.answer == "")
        self._connection.execute(answered.values(answer=answer, answered_on=act.today, answered_at=act.at))


def read_ask(connection: Connection, ask_id: int) -> Ask | None:
    """Read a question."""
    return _first(connection, _ONE, id=ask_id)


def read_last_ask(connection: Connection, debtor_id: int) -> Ask | None:
    """Read the last question about a debtor."""
    return _first(connection, _LAST, debtor_id=debtor_id)


def _first(connection: Connection, query: Any, **values: object) -> Ask | None:  # noqa: ANN401 - a SQLAlchemy select
    row = connection.execute(query, values).first()
    if row is None:
        return None
    answer = Answer(row.answer) if row.answer else None
    return Ask(row.id, row.debtor_id, row.salesperson, row.asked_on, row.asked_by, answer, row.answered_on)
