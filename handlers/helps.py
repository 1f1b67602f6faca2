"""`aide`: what can be typed; also what a mention of the bot is answered with."""

from slack_bolt import Ack

from handlers.answers import Say
from handlers.presses import Listener
from handlers.show import Show
from messages.help import help_page
from messages.ids import Action


def open_help(ack: Ack, show: Show) -> None:
    """Answer the button that asks for help."""
    show.to_press(ack, Say(help_page()))


ACTIONS: dict[str, Listener] = {Action.HELP_OPEN: open_help}
