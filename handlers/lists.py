"""`liste`: the debtors who are late, filtered and paged; a page replaces the one before."""

from typing import Any

from slack_bolt import Ack

from domain.overdue import Filters
from handlers.answers import Answer, Say
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.ids import Action
from messages.listing import SIZE, listing, load


def show_list(office: Office, filters: Filters, number: int = 1) -> Answer:
    """Show a page of the list."""
    today = office.today()
    with office.open_reader() as reader:
        page = reader.overdue(filters, today, page=number, size=SIZE)
    return Say(listing(page, filters, today))


def turn(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, show: Show) -> None:
    """Turn the page in place, or beside a message that everybody reads."""
    answer = show_list(office, *load(action.get("value")))
    show.to_press(ack, answer, replace=bool((body.get("container") or {}).get("is_ephemeral")))


ACTIONS: dict[str, Listener] = {Action.LIST_PAGE: turn, Action.LIST_NEXT: turn, Action.LIST_PREVIOUS: turn}
