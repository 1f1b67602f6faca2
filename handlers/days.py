"""« Ma journée »: what the person has to do today."""

from slack_bolt import Ack

from domain.people import Role
from handlers.answers import Answer, Say
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.day import day
from messages.ids import Action


def my_day(office: Office, user: str, roles: Role) -> Answer:
    """Show a person's day."""
    with office.open_reader() as reader:
        found = reader.day(user, roles, office.today())
    return Say(day(found))


def open_day(ack: Ack, office: Office, roles: Role, show: Show) -> None:
    """Answer the button that asks for the day."""
    show.to_press(ack, my_day(office, show.user, roles))


ACTIONS: dict[str, Listener] = {Action.DAY_OPEN: open_day}
