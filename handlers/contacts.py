"""« Contacts… » over « Profil »: who is spoken to at a client's, and who can unblock payment."""

from collections.abc import Sequence

from domain.acts import Act
from domain.contacts import add_contact, change_contact, remove_contact
from domain.debtors import Contact
from domain.journal import JournalRow
from domain.profiles import Sheet
from handlers.office import Office
from handlers.parts import Json, Part, editor, keeper, opener
from handlers.presses import Listener
from messages.forms import contact as form
from messages.forms.contact import ContactForm
from messages.forms.parts import Back
from messages.ids import Action, Callback


def _view(sheet: Sheet, contact_id: int, back: Back) -> Json | None:
    found = _found(sheet, contact_id) if contact_id else Contact(0, "")
    return form.view(sheet, found, back) if found else None


def _again(sheet: Sheet, asked: ContactForm, edits: Sequence[JournalRow]) -> Json | None:
    now = _found(sheet, asked.contact.id)
    return form.view(sheet, form.merged(now, asked.contact, edits), asked.back, edits) if now else None


def _keep(office: Office, act: Act, asked: ContactForm) -> None:
    debtor_id, one = asked.debtor_id, asked.contact
    if not one.id:
        add_contact(office.open_book, act, debtor_id=debtor_id, contact=one)
    elif asked.removed:
        remove_contact(office.open_book, act, debtor_id=debtor_id, contact_id=one.id, seen=asked.seen)
    else:
        change_contact(office.open_book, act, debtor_id=debtor_id, contact=one, seen=asked.seen)


def _found(sheet: Sheet, contact_id: int) -> Contact | None:
    return next((one for one in sheet.contacts if one.id == contact_id), None)


_CONTACTS = Part(form.listing, _view, form.parse, form.errors, _keep, _again)
ACTIONS: dict[str, Listener] = {Action.CONTACTS_OPEN: opener(_CONTACTS), Action.CONTACT_EDIT: editor(_CONTACTS)}
VIEWS: dict[str, Listener] = {Callback.CONTACT_SUBMIT: keeper(_CONTACTS)}
