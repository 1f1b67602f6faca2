"""`note`: what somebody wants remembered about a debtor."""

from typing import Any

from slack_bolt import Ack

from domain.notes import keep_note
from domain.refusals import Refusal
from domain.typed import unescape
from handlers.answers import Answer, Asked, Open, sentence
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener
from handlers.show import Show
from handlers.typed import readable
from messages.forms import note as form
from messages.forms.submitted import FormRefusal
from messages.ids import Callback, Shortcut


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


def taken(ack: Ack, body: dict[str, Any], show: Show) -> None:
    """Open « Noter chez un client » with what the message says."""
    message = body.get("message")
    said = message if isinstance(message, dict) else {}
    text = readable(unescape(str(said.get("text") or "")))
    show.to_press(ack, Open(form.view(text, str(said.get("user") or ""))))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Keep the message with the client chosen."""
    asked = form.parse(view, office.today())
    if isinstance(asked, FormRefusal):
        refuse_fields(ack, asked)
        return
    act = form_act(office, show, view)
    try:
        keep_note(office.open_book, act, debtor_id=asked.debtor_id, text=asked.text, author=asked.author)
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, form.errors(refusal))
        return
    ack()
    office.nudge()


SHORTCUTS: dict[str, Listener] = {Shortcut.NOTE_KEEP: taken}
VIEWS: dict[str, Listener] = {Callback.NOTE_SUBMIT: submitted}
