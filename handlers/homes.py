"""The App Home: the person's day, drawn anew each time it is opened."""

from typing import Any

from slack_bolt import Ack

from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from messages.day import home


def opened(ack: Ack, event: dict[str, Any], office: Office, show: Show) -> None:
    """Draw the Home of whoever opened it; its messages tab shows nothing of ours."""
    if event.get("tab", "home") != "home":
        ack()
        return
    with office.open_reader() as reader:
        found = reader.day(show.user, office.today())
    ack()
    show.publish(home(found))


EVENTS: dict[str, Listener] = {"app_home_opened": opened}
