"""« Joindre au dossier » on a message with files; « Recevoir » on a document of the card."""

from typing import Any

from slack_bolt import Ack

from domain.handouts import hand_out
from domain.proofs import want_files
from domain.refusals import Refusal
from handlers.answers import Open, sentence
from handlers.forms import form_act, refuse_fields, refuse_form
from handlers.office import Office
from handlers.presses import Listener, once_of
from handlers.show import Show
from messages.documents import listing
from messages.forms import document as form
from messages.forms.submitted import FormRefusal
from messages.ids import Action, Callback, Shortcut
from messages.refs import DebtRef, PartRef


def taken(ack: Ack, body: dict[str, Any], show: Show) -> None:
    """Open « Joindre au dossier » with the files of the message; say so when it has none."""
    message = body.get("message")
    files = form.files_of(message if isinstance(message, dict) else {})
    show.to_press(ack, Open(form.view(files)) if files else sentence("document.none"))


def submitted(ack: Ack, view: dict[str, Any], office: Office, show: Show) -> None:
    """Ask for the files chosen; they are fetched and told of once the window is closed."""
    asked = form.parse(view, office.today())
    if isinstance(asked, FormRefusal):
        refuse_fields(ack, asked)
        return
    act = form_act(office, show, view)
    try:
        want_files(
            office.open_book,
            act,
            debtor_id=asked.debtor_id,
            kind=asked.kind,
            files=asked.files,
            invoice=asked.invoice,
        )
    except Refusal as refusal:
        refuse_form(ack, show, view, refusal, form.errors(refusal))
        return
    ack()
    office.nudge()


def receive(ack: Ack, body: dict[str, Any], action: dict[str, Any], office: Office, show: Show) -> None:
    """Ask that a document be sent to whoever presses."""
    ref = PartRef.load(action.get("value"))
    act = office.act(show.user, once_of(body))
    name = hand_out(office.open_book, act, debtor_id=ref.debtor_id, document_id=ref.part_id)
    office.nudge()
    show.to_press(ack, sentence("document.on_its_way", name=name))


def listed(ack: Ack, action: dict[str, Any], office: Office, show: Show) -> None:
    """Open the list of a debtor's documents."""
    with office.open_reader() as reader:
        card = reader.card(DebtRef.load(action.get("value")).debtor_id)
    show.to_press(ack, Open(listing(card)))


SHORTCUTS: dict[str, Listener] = {Shortcut.DOCUMENT_KEEP: taken}
VIEWS: dict[str, Listener] = {Callback.DOCUMENT_SUBMIT: submitted}
ACTIONS: dict[str, Listener] = {Action.DOCUMENT_RECEIVE: receive, Action.DOCUMENTS_OPEN: listed}
