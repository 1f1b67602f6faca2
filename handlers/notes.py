"""`note`: what somebody wants remembered about a debtor."""

from domain.notes import keep_note
from handlers.answers import Answer, Asked, sentence


def note(asked: Asked) -> Answer:
    """Keep a note; without a text, say how one is written. Raise `TextTooLong`."""
    if not asked.typed.text.strip():
        return sentence("answers.note_needs")
    office = asked.office
    with office.open_reader() as reader:
        debtor = reader.debtor(asked.debtor_id)
    act = office.act(asked.user, asked.once)
    keep_note(office.open_book, act, debtor_id=asked.debtor_id, text=asked.typed.text)
    office.nudge()
    return sentence("answers.note_kept", name=debtor.name)
