"""Calls in SQL."""

from sqlalchemy import Connection, insert

from domain.acts import Act
from domain.calls import Call
from storage.keys import new_id
from storage.tables import calls


class SqlCalls:
    """Calls, as they were made; see `domain.ports.Calls`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, call: Call, act: Act) -> int:
        """Store a call, give its id."""
        return new_id(
            self._connection.execute(
                insert(calls).values(
                    debtor_id=call.debtor_id,
                    contact_id=call.contact_id,
                    channel=call.channel,
                    result=call.result,
                    note=call.note,
                    next_on=call.next_on,
                    counts=call.counts,
                    made_on=act.today,
                    made_by=act.by,
                )
            )
        )
