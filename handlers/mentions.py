"""A mention of the bot is answered with what can be done, to the person alone."""

from slack_bolt import Ack

from handlers.presses import Listener
from handlers.show import Show
from messages.help import help_page


def mentioned(ack: Ack, show: Show) -> None:
    """Answer `app_mention`."""
    ack()
    show.tell(help_page())


EVENTS: dict[str, Listener] = {"app_mention": mentioned}
