"""The App Home: the person's day, drawn anew each time it is opened, and its ways into every form."""

from typing import Any

from slack_bolt import Ack

from domain.greetings import greet
from domain.people import Role
from handlers.clients import Asker, ask
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from handlers.verbs import verb_on
from messages.help import welcome
from messages.home import home
from messages.ids import Action
from messages.refs import DebtRef


def opened(ack: Ack, event: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Draw the Home of whoever opened it, and welcome them the first time."""
    if event.get("tab", "home") != "home":
        ack()
        return
    with office.open_reader() as reader:
        found = reader.home(show.user, roles, office.today())
    new = not found.greeted and greet(office.open_book, office.act(show.user))
    ack()
    show.publish(home(found))
    if new:
        show.write(welcome())


def shortcut(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, roles: Role, show: Show) -> None:
    """Ask which client, then go on with the verb of the button."""
    verb, _ = verb_on(DebtRef.load(action.get("value")).verb)
    show.to_press(ack, ask(Asker(office, show.user, roles, once_of(body)), verb, ""))


EVENTS: dict[str, Listener] = {"app_home_opened": opened}
ACTIONS: dict[str, Listener] = dict.fromkeys(
    (
        Action.HOME_CARD,
        Action.HOME_CALL,
        Action.HOME_PROMISE,
        Action.HOME_PLAN,
        Action.HOME_PROFILE,
        Action.HOME_PAYMENT,
        Action.HOME_DISPUTE,
        Action.HOME_SNOOZE,
        Action.HOME_ASSIGN,
    ),
    shortcut,
)
