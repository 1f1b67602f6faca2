"""« Fiche »: everything the team knows of one debtor, for whoever asks."""

from handlers.answers import Answer, Asked, Say
from handlers.presses import Listener, pressed
from messages.card import card
from messages.ids import Action


def show_card(asked: Asked) -> Answer:
    """Show a debtor's card."""
    with asked.office.open_reader() as reader:
        found = reader.card(asked.debtor_id)
    return Say(card(found, asked.office.today(), asked.office.policy))


ACTIONS: dict[str, Listener] = {Action.CARD_OPEN: pressed(show_card)}
