"""The people at a debtor's: brought by ledgers, known better by the team, whose word stays at the next import."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Protocol

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from domain.acts import Act
from domain.debtors import Contact
from domain.edits import check_unseen
from domain.journal import Event, Kind
from domain.refusals import Refusal, TextMissing

if TYPE_CHECKING:
    from domain.ports import OpenBook

COUNTRY = "FR"
"""Where a phone number without a prefix is called."""
_FRANCE = 33
_CHANGES = frozenset({Kind.CONTACT_CHANGED, Kind.CONTACT_REMOVED})
_SAID = tuple(field.name for field in fields(Contact) if field.name != "id")


class ContactGone(Refusal):
    """The contact was removed."""


class ContactEmpty(TextMissing):
    """A contact has a name, an e-mail or a phone."""

    field = "name"


class ContactKnown(Refusal):
    """The debtor already has a contact of that name and e-mail."""

    field = "name"


class EmailNotValid(Refusal):
    """The e-mail cannot be one."""

    field = "email"


class PhoneNotValid(Refusal):
    """The phone number cannot be called."""

    field = "phone"


class CheckedInTheFuture(Refusal):
    """A contact was checked today or before."""

    field = "checked_on"


class Contacts(Protocol):
    """Contacts to add, to change and to remove."""

    def get(self, debtor_id: int, contact_id: int) -> Contact:
        """Load a contact of a debtor; raise `ContactGone`."""
        ...

    def like(self, debtor_id: int, contact: Contact) -> tuple[int, bool] | None:
        """Find another contact of that name and e-mail: its id, and whether it stands or was removed."""
        ...

    def add(self, debtor_id: int, contact: Contact) -> int:
        """Store a contact, give its id."""
        ...

    def keep(self, contact: Contact) -> None:
        """Store a changed contact, which stands again if it was removed."""
        ...

    def remove(self, contact_id: int, act: Act) -> None:
        """Take a contact away; no ledger brings it back."""
        ...


def add_contact(open_book: OpenBook, act: Act, *, debtor_id: int, contact: Contact) -> None:
    """Add a contact; one that was removed stands again.

    Raise `UnknownDebtor`, `ContactEmpty`, `ContactKnown`, `EmailNotValid`, `PhoneNotValid`, `CheckedInTheFuture`.
    """
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        contact = _checked(contact, None, act)
        match book.contacts.like(debtor_id, contact):
            case (_, True):
                raise ContactKnown
            case (removed, _):
                made = removed
                book.contacts.keep(replace(contact, id=removed))
            case _:
                made = book.contacts.add(debtor_id, contact)
        book.tell(act, Event(Kind.CONTACT_ADDED, debtor_id, {"contact": made, "name": contact.name}))


def change_contact(open_book: OpenBook, act: Act, *, debtor_id: int, contact: Contact, seen: int) -> None:
    """Change a contact; `seen` is the debtor's last journal row when the form was drawn.

    Raise what `add_contact` raises, `EditedMeanwhile`, `ContactGone`.
    """
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        check_unseen(book, debtor_id, seen, _CHANGES, lambda told: told.get("contact") == contact.id)
        before = book.contacts.get(debtor_id, contact.id)
        contact = _checked(contact, before, act)
        changed = [name for name in _SAID if getattr(before, name) != getattr(contact, name)]
        if not changed:
            return
        if book.contacts.like(debtor_id, contact):
            raise ContactKnown
        book.contacts.keep(contact)
        told = {"contact": contact.id, "name": contact.name, "before": before.name, "fields": changed}
        book.tell(act, Event(Kind.CONTACT_CHANGED, debtor_id, told))


def remove_contact(open_book: OpenBook, act: Act, *, debtor_id: int, contact_id: int, seen: int) -> None:
    """Take a contact away; raise `UnknownDebtor`, `EditedMeanwhile`, `ContactGone`."""
    with open_book() as book:
        if not book.first_time(act):
            return
        book.debtors.get(debtor_id)
        check_unseen(book, debtor_id, seen, _CHANGES, lambda told: told.get("contact") == contact_id)
        gone = book.contacts.get(debtor_id, contact_id)
        book.contacts.remove(contact_id, act)
        book.tell(act, Event(Kind.CONTACT_REMOVED, debtor_id, {"contact": contact_id, "name": gone.name}))


def read_email(text: str) -> str:
    """Read an e-mail as typed; raise `EmailNotValid`."""
    try:
        return validate_email(text, check_deliverability=False).normalized
    except EmailNotValidError:
        raise EmailNotValid from None


def read_phone(text: str) -> str:
    """Read a phone number, written as it is dialled from France: « 01 23 45 67 89 », « +44 20 7946 0958 ».

    Raise `PhoneNotValid`.
    """
    try:
        number = phonenumbers.parse(text, COUNTRY)
    except phonenumbers.NumberParseException:
        raise PhoneNotValid from None
    if not phonenumbers.is_valid_number(number):
        raise PhoneNotValid
    style = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, style.NATIONAL if number.country_code == _FRANCE else style.INTERNATIONAL)


def _checked(contact: Contact, before: Contact | None, act: Act) -> Contact:
    """Read what is new in a contact; what a ledger brought may stay as it is."""
    email, phone = contact.email.strip(), contact.phone.strip()
    if email and not (before and email == before.email):
        email = read_email(email)
    if phone and not (before and phone == before.phone):
        phone = read_phone(phone)
    if contact.checked_on and contact.checked_on > act.today:
        raise CheckedInTheFuture
    name = contact.name.strip() or email or phone
    if not name:
        raise ContactEmpty
    return replace(contact, name=name, email=email, phone=phone)
