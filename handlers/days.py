"""« Ma journée »: what the person has to do today."""

from slack_bolt import Ack

from handlers.answers import Answer, Say
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.day import day
from messages.ids import Action


def my_day(office: Office, user: str) -> Answer:
    """Show a person's day."""
    with office.open_reader() as reader:
        found = reader.day(user, office.today())
    return Say(day(found))


def open_day(ack: Ack, office: Office, show: Show) -> None:
    """Answer the button that asks for the day."""
    show.to_press(ack, my_day(office, show.user))


ACTIONS: dict[str, Listener] = {Action.DAY_OPEN: open_day}
