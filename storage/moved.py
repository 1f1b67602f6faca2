"""Money that moves makes what was judged on it be judged anew: promises and plans are marked for the next tick."""

from collections.abc import Sequence

from sqlalchemy import Connection, update

from domain.promises import State
from storage.chunks import chunked
from storage.tables import plans, promises

_JUDGED_PROMISES = promises.c.state.in_((State.KEPT, State.PARTLY_KEPT, State.BROKEN))
_LIVE_PLANS = plans.c.state.in_(("active", "in_default", "completed"))


def money_moved(connection: Connection, debtor_ids: Sequence[int]) -> None:
    """Mark the judged promises and the plans of debtors whose payments changed."""
    for some in chunked(debtor_ids):
        for table, judged in ((promises, _JUDGED_PROMISES), (plans, _LIVE_PLANS)):
            connection.execute(update(table).where(judged, table.c.debtor_id.in_(some)).values(moved=True))
