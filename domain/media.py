"""What a file is, judged from its content as well as from what it says it is: both must agree."""

import re
import zipfile
from collections.abc import Mapping
from enum import StrEnum
from io import BytesIO
from types import MappingProxyType


class Media(StrEnum):
    """The types of files that prove something, by their media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    GIF = "image/gif"
    WEBP = "image/webp"
    TXT = "text/plain"
    CSV = "text/csv"
    XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODS = "application/vnd.oasis.opendocument.spreadsheet"
    ODT = "application/vnd.oasis.opendocument.text"
    EML = "message/rfc822"
    MSG = "application/vnd.ms-outlook"


_IMAGES = frozenset({Media.PNG, Media.JPEG, Media.GIF, Media.WEBP})
_TEXTS = frozenset({Media.TXT, Media.CSV, Media.EML})
_ENDINGS: Mapping[str, Media] = MappingProxyType(
    {one.name.lower(): one for one in Media} | {"jpg": Media.JPEG, "text": Media.TXT}
)
_SIGNATURES = (
    (re.compile(rb"%PDF-"), Media.PDF),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), Media.PNG),
    (re.compile(rb"\xff\xd8\xff"), Media.JPEG),
    (re.compile(rb"GIF8[79]a"), Media.GIF),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), Media.WEBP),
)
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OUTLOOK = "__properties_version1.0".encode("utf-16-le")  # the stream that every message has ([MS-OXMSG] 2.4)
_PARTS = (("xl/workbook.xml", Media.XLSX), ("word/document.xml", Media.DOCX))
_MACROS = "vbaProject.bin"
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_PAGE = re.compile(r"\s*(?:<\?xml|<!doctype|<html|<head|<body|<script|<svg|\{\\rtf|#!)", re.IGNORECASE)
_HEADER = re.compile(r"[!-9;-~]+:")  # the first line of a message (RFC 5322, 2.2)


def judge(name: str, announced: str, content: bytes) -> Media | None:
    """Give the type of a file; None when it is none of `Media`, or not what its name or `announced` type says."""
    said = _ENDINGS.get(name.rpartition(".")[2].lower()) or _announced(announced)
    if said is None:
        return None
    if said in _TEXTS:
        return said if _is_text(content, said) else None
    found = _found(content)
    return found if found is said or {found, said} <= _IMAGES else None


def _announced(media_type: str) -> Media | None:
    try:
        return Media(media_type.partition(";")[0].strip().lower())
    except ValueError:
        return None


def _found(content: bytes) -> Media | None:
    """Recognise what is no text by its first bytes, containers by what they hold."""
    for signature, media in _SIGNATURES:
        if signature.match(content):
            return media
    if content.startswith(_COMPOUND):
        return Media.MSG if _OUTLOOK in content else None
    return _office(content) if content.startswith(b"PK\x03\x04") else None


def _office(content: bytes) -> Media | None:
    """Recognise a spreadsheet or a text document by the names of its parts; one with macros is none."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = frozenset(parts.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.endswith(_MACROS) for name in names):
        return None
    return next((media for part, media in _PARTS if part in names), None) or _open_document(content)


def _open_document(content: bytes) -> Media | None:
    """Read the type that an OpenDocument says first, stored as it is (OpenDocument 1.3, part 2, 3.3)."""
    start = content[30:200]
    for media in (Media.ODS, Media.ODT):
        if start.startswith(b"mimetype" + media.encode()) and not start.startswith(b"mimetype" + media.encode() + b"-"):
            return media
    return None


def _is_text(content: bytes, said: Media) -> bool:
    text = _decoded(content[:65536])
    if _NOT_TEXT.search(text) or _PAGE.match(text):
        return False
    return said is not Media.EML or bool(_HEADER.match(text.lstrip("\ufeff")))


def _decoded(start: bytes) -> str:
    """Decode the beginning of a text, which may end within a letter: any byte is a letter of some old encoding."""
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        return start.decode("utf-16", errors="ignore")
    return start.decode("utf-8-sig" if start.startswith(b"\xef\xbb\xbf") else "latin-1")


__all__ = ["Media", "judge"]
