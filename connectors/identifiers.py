"""Reads company numbers and addresses of people; a number that its own checksum denies is dropped, never kept wrong."""

import re
from typing import NamedTuple

from stdnum.eu import vat as eu_vat
from stdnum.fr import siren as fr_siren
from stdnum.fr import siret as fr_siret

_SIREN, _SIRET = 9, 14
_NUMBER = re.compile(r"\d+")
_FLOAT_TAIL = re.compile(r"[.,]0+$")
_EMAIL = re.compile(r"[^@\s,;<>()\"]+@[^@\s,;<>()\"]+\.[^@\s,;<>()\".]{2,}")
_SPACES = re.compile(r"[\s.\u00a0\u202f-]+")


class Company(NamedTuple):
    """A company's numbers; `dropped` when the cell said something that is no such number."""

    siren: str | None
    siret: str | None
    dropped: bool = False


def read_company(text: str) -> Company:
    """Read a SIREN or a SIRET; zeros that a spreadsheet lost are put back when the checksum proves them."""
    if not text:
        return Company(None, None)
    digits = _SPACES.sub("", _FLOAT_TAIL.sub("", text))
    if not _NUMBER.fullmatch(digits) or not digits.isascii():
        return Company(None, None, dropped=True)
    if _SIREN < len(digits) <= _SIRET and fr_siret.is_valid(siret := digits.zfill(_SIRET)):
        return Company(siret[:_SIREN], siret)
    if len(digits) <= _SIREN and int(digits) and fr_siren.is_valid(siren := digits.zfill(_SIREN)):
        return Company(siren, None)
    return Company(None, None, dropped=True)


def read_vat(text: str) -> str | None:
    """Read a European VAT number, compact; None when it is none."""
    compact = _SPACES.sub("", text).upper()
    return compact if eu_vat.is_valid(compact) else None


def read_email(text: str) -> str:
    """Read an e-mail address; empty when it is none."""
    address = text.removeprefix("mailto:")
    return address if _EMAIL.fullmatch(address) and address.isprintable() else ""
