"""Reads a CSV list of the people to write to and call at each client's."""

from connectors.column import Column
from connectors.identities import identities
from connectors.parties import parties
from connectors.progress import Progress
from connectors.rows import Problems
from connectors.sheet import Sheet
from connectors.wording import quote
from domain.ledger import LedgerContact, LedgerFile

_WAYS = (Column.EMAIL, Column.PHONE, Column.CONTACT)


def read_contacts(sheet: Sheet, progress: Progress) -> LedgerFile:
    """Read a sheet of contacts: each has an e-mail or a phone; rows that name nobody are passed over."""
    ways = [sheet.texts(column) for column in _WAYS]
    sheet.keep([any(cells) and sheet.row(place) != sheet.header for place, cells in enumerate(zip(*ways, strict=True))])
    problems = Problems(sheet)
    ledger = LedgerFile(kind="contacts", rows=len(sheet) + len(sheet.rejected))
    progress.step(len(sheet))
    ledger.contacts = _contacts(sheet, problems)
    ledger.rejected = sorted([*sheet.rejected, *problems.rejections()])
    progress.step(len(sheet))
    return ledger


def _contacts(sheet: Sheet, problems: Problems) -> list[LedgerContact]:
    codes, names = parties(sheet, problems)
    who, roles, said = identities(sheet), sheet.texts(Column.ROLE), sheet.texts(Column.EMAIL)
    for row, (text, email, phone) in enumerate(zip(said, who.emails, who.phones, strict=True)):
        if text and not email:
            problems.add(row, f"adresse e-mail illisible\u00a0: {quote(text)}")
        elif not email and not phone:
            problems.add(row, "ni adresse e-mail, ni téléphone")
    read = [
        LedgerContact(place, codes[row], names[row], who.contacts[row], roles[row], who.emails[row], who.phones[row])
        for row, place in enumerate(sheet.numbers)
        if row not in problems.by_row
    ]
    return sorted({contact[1:]: contact for contact in reversed(read)}.values())
