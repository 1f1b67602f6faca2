"""Turns the bytes of a text file into text, or says what kind of file it is instead."""

import codecs

from connectors.wording import NARROW, NO_BREAK
from domain.ledger import NotALedger

_EXPECTED = (
    f"Attendu{NO_BREAK}: un export CSV de factures, de règlements ou de contacts, avec une ligne de titres de colonnes."
)
_SIGNATURES = (
    (b"%PDF", "un PDF"),
    (b"PK\x03\x04", f"un classeur ou une archive ZIP (XLSX, ODS…){NARROW}; enregistrez-le au format CSV"),
    (b"\xd0\xcf\x11\xe0", f"un document Office ancien (XLS, DOC…){NARROW}; enregistrez-le au format CSV"),
    (b"\x89PNG", "une image"),
    (b"\xff\xd8\xff", "une image"),
    (b"GIF8", "une image"),
    (b"\x1f\x8b", "une archive"),
)
_MARKUPS = (
    ("<!doctype html", "une page HTML"),
    ("<html", "une page HTML"),
    ("<", "du XML ou du HTML"),
    ("{", "du JSON"),
)
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def not_a_ledger(why: str) -> NotALedger:
    """Build the refusal of a file: why, then what was expected."""
    return NotALedger(f"{why} {_EXPECTED}")


def decode(data: bytes) -> str:
    """Decode a CSV file: BOM, else UTF-8 when it is valid, else cp1252 (LIBRARIES: detectors misread French cp1252).

    Raises NotALedger when the bytes are no text, or markup.
    """
    if not data.strip():
        raise not_a_ledger("Ce fichier est vide.")
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            raise not_a_ledger(f"Ce fichier est {what}.")
    text = _text(data)
    if not text.strip():
        raise not_a_ledger("Ce fichier est vide.")
    _refuse_markup(text)
    return text


def _text(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding)
            except UnicodeDecodeError:
                raise not_a_ledger("Ce fichier est abîmé, son texte ne se décode pas.") from None
    if b"\0" in data:
        raise not_a_ledger("Ce fichier n'est pas du texte.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _refuse_markup(text: str) -> None:
    start = text[:2000].lstrip().casefold()
    for opening, what in _MARKUPS:
        if start.startswith(opening):
            raise not_a_ledger(f"Ce fichier est {what}.")
