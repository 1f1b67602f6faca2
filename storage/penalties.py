"""What penalties are counted from: the rates shipped with the program, and the money set against lines."""

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from sqlalchemy import Connection, select

from domain.penalties import Moved
from domain.rates import Rates, read_rates
from storage.given import is_given
from storage.tables import allocations, payments

_MONEY = (
    select(allocations.c.line_id, payments.c.paid_on, allocations.c.amount, payments.c.kind == "credit_note")
    .join_from(allocations, payments)
    .where(is_given(allocations.c.line_id), allocations.c.reversed_at.is_(None))
    .order_by(allocations.c.id)
)


class SqlPenalties:
    """What penalties are counted from; see `domain.penalty_claims.PenaltyFacts`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rates(self) -> Rates:
        """Give the rates known."""
        return shipped_rates()

    def money_on(self, lines: Sequence[int]) -> dict[int, tuple[Moved, ...]]:
        """Give the payments and credit notes set against lines, dated, by line."""
        found: dict[int, list[Moved]] = defaultdict(list)
        for line_id, on, cents, credit in self._connection.execute(_MONEY, {"given": list(lines)}):
            found[line_id].append(Moved(on, cents, bool(credit)))
        return {line_id: tuple(moved) for line_id, moved in found.items()}


@cache
def shipped_rates() -> Rates:
    """Read the rates shipped with the program."""
    return read_rates((files("domain") / "data" / "rates_fr.csv").read_text(encoding="utf-8"))
