"""Reads what identifies a client beside its code and name; what is wrong is dropped and counted, the row stays."""

from collections.abc import Sequence
from typing import NamedTuple

from connectors.column import Column
from connectors.identifiers import Company, read_company, read_email, read_vat
from connectors.sheet import Sheet
from connectors.wording import counted


class Identities(NamedTuple):
    """Columns as long as the sheet, and what was dropped, in French."""

    companies: list[Company]
    vats: list[str | None]
    emails: list[str]
    phones: list[str]
    contacts: list[str]
    notes: list[str]


def identities(sheet: Sheet) -> Identities:
    """Read the identifying columns of a sheet."""
    said = sheet.texts(Column.SIRET)
    known = {text: read_company(text) for text in set(said)}
    companies = [known[text] for text in said]
    vats: list[str | None] = [None] * len(sheet)
    emails = [""] * len(sheet)
    wrong = sum(company.dropped for company in companies)
    notes = _dropped(wrong, "SIREN ou SIRET illisible ou faux", "SIREN ou SIRET illisibles ou faux")
    if sheet.has(Column.VAT_ID):
        vats = sheet.values(Column.VAT_ID, lambda text: read_vat(text) if text else None)
        notes += _dropped(_lost(sheet, Column.VAT_ID, vats), "n° de TVA faux", "n° de TVA faux")
    if sheet.has(Column.EMAIL):
        emails = sheet.values(Column.EMAIL, read_email)
        notes += _dropped(_lost(sheet, Column.EMAIL, emails), "adresse e-mail illisible", "adresses e-mail illisibles")
    return Identities(companies, vats, emails, sheet.texts(Column.PHONE), sheet.texts(Column.CONTACT), notes)


def _lost(sheet: Sheet, column: Column, read: Sequence[str | None]) -> int:
    return sum(bool(said) and not kept for said, kept in zip(sheet.texts(column), read, strict=True))


def _dropped(count: int, one: str, many: str) -> list[str]:
    ignored = "ignorés" if count > 1 else "ignoré"
    return [f"{counted(count, one, many)}, {ignored}."] if count else []
