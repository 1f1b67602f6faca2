"""« Pourquoi »: where a debtor stands in the reminders, what holds them, and what comes next."""

from domain.why import trace
from handlers.answers import Answer, Asked, Say
from messages.why import why


def show_why(asked: Asked) -> Answer:
    """Show the rule trace of a debtor, or of the one invoice that was named."""
    today = asked.office.today()
    with asked.office.open_reader() as reader:
        found = reader.card(asked.debtor_id)
    return Say(why(trace(found, today, asked.office.policy, invoice=asked.typed.invoice), today))
