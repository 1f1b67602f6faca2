"""Money that moves makes what was judged on it be judged anew, and answers who said that a payment had left."""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from domain.promises import State
from storage.chunks import chunked
from storage.tables import debtors, plans, promises

_AWAITED = update(debtors).where(debtors.c.payment_sent_until.is_not(None))
_ARRIVED = {"payment_sent_on": None, "payment_sent_until": None, "payment_sent_by": ""}
_JUDGED_PROMISES = promises.c.state.in_((State.KEPT, State.PARTLY_KEPT, State.BROKEN))
_LIVE_PLANS = plans.c.state.in_(("active", "in_default", "completed"))


def money_moved(connection: Connection, debtor_ids: Sequence[int]) -> None:
    """Mark the judged promises and the plans of debtors whose payments changed, for the next tick.

    A payment said to be on its way is awaited no more: it came, or what was taken for it was given back.
    """
    for some in chunked(debtor_ids):
        for table, judged in ((promises, _JUDGED_PROMISES), (plans, _LIVE_PLANS)):
            connection.execute(update(table).where(judged, table.c.debtor_id.in_(some)).values(moved=True))
        connection.execute(_AWAITED.where(debtors.c.id.in_(some)).values(**_ARRIVED))
