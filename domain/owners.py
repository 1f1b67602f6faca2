"""Each debtor may have an owner: the colleague whose day they are in."""

from dataclasses import replace

from domain.acts import Act
from domain.journal import Event, Kind
from domain.ports import OpenBook


def assign_debtor(open_book: OpenBook, act: Act, *, debtor_id: int, owner: str) -> bool:
    """Give a debtor to a colleague (Slack user id); say False when they had them already; raise `UnknownDebtor`."""
    with open_book() as book:
        if not book.first_time(act):
            return True
        debtor = book.debtors.get(debtor_id)
        if debtor.owner == owner:
            return False
        book.debtors.keep(replace(debtor, owner=owner))
        book.tell(act, Event(Kind.OWNER_ASSIGNED, debtor_id, {"owner": owner, "before": debtor.owner}))
    return True
