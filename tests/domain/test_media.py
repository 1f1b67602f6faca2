"""What a file is, judged from its content and from what it says it is."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.media import Media, judge

PROPERTIES = "__properties_version1.0".encode("utf-16-le")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL = b"From: a@example.com\r\nSubject: bon\r\n\r\nVoici le bon."


def archive(*names: str, first: str = "") -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as parts:
        if first:
            parts.writestr("mimetype", first)
        for name in names:
            parts.writestr(name, "x")
    return packed.getvalue()


GOOD: list[tuple[str, bytes, Media]] = [
    ("bon.pdf", b"%PDF-1.7\n", Media.PDF),
    ("photo.png", b"\x89PNG\r\n\x1a\n", Media.PNG),
    ("photo.JPG", b"\xff\xd8\xff\xe0", Media.JPEG),
    ("anime.gif", b"GIF89a", Media.GIF),
    ("photo.webp", b"RIFF\n\x00\x00\x00WEBP", Media.WEBP),
    ("photo.jpg", b"\x89PNG\r\n\x1a\n", Media.PNG),
    ("note.txt", "Reçu le 3 décembre".encode(), Media.TXT),
    ("note.txt", "Reçu le 3 décembre".encode("cp1252"), Media.TXT),
    ("note.txt", "Reçu".encode("utf-16"), Media.TXT),
    ("lignes.csv", b"\xef\xbb\xbfa;b\r\n1;2\r\n", Media.CSV),
    ("classeur.xlsx", archive("xl/workbook.xml"), Media.XLSX),
    ("lettre.docx", archive("word/document.xml"), Media.DOCX),
    ("classeur.ods", archive("content.xml", first=Media.ODS), Media.ODS),
    ("lettre.odt", archive("content.xml", first=Media.ODT), Media.ODT),
    ("mail.eml", MAIL, Media.EML),
    ("mail.msg", COMPOUND + b"\x00" * 512 + PROPERTIES, Media.MSG),
]
BAD: list[tuple[str, bytes]] = [
    ("bon.pdf", b"MZ\x90\x00"),
    ("bon.pdf", b"<html>%PDF-1.7"),
    ("bon.exe", b"MZ\x90\x00"),
    ("bon.pdf", b"\x89PNG\r\n\x1a\n"),
    ("photo.png", b"%PDF-1.7"),
    ("note.txt", b"<!DOCTYPE html><html>"),
    ("note.txt", b"  <script>alert(1)</script>"),
    ("note.csv", b"#!/bin/sh\nrm"),
    ("note.txt", b"\x7fELF\x02\x01\x01\x00"),
    ("mail.eml", b"pas de champ ici"),
    ("classeur.xlsx", archive("xl/workbook.xml", "xl/vbaProject.bin")),
    ("classeur.xlsx", archive("word/document.xml")),
    ("classeur.xlsx", b"PK\x03\x04 and nothing else"),
    ("classeur.ods", archive("content.xml", first=f"{Media.ODS}-template")),
    ("archive.zip", archive("bon.pdf")),
    ("mail.msg", COMPOUND + b"\x00" * 512),
    ("vieux.doc", COMPOUND),
    ("page.html", b"<html>"),
    ("dessin.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
]


@pytest.mark.parametrize(("name", "content", "media"), GOOD)
def test_what_a_file_is_and_says_it_is_agree(name: str, content: bytes, media: Media) -> None:
    assert media is judge(name, "", content)


@pytest.mark.parametrize(("name", "content"), BAD)
def test_a_file_that_is_not_what_it_says_is_refused(name: str, content: bytes) -> None:
    assert judge(name, "application/octet-stream", content) is None


def test_a_name_that_says_nothing_leaves_the_word_to_the_announced_type() -> None:
    assert Media.PDF is judge("bon de livraison n.12", "application/pdf", b"%PDF-1.4")
    assert judge("bon de livraison n.12", "", b"%PDF-1.4") is None
    assert judge("bon", "application/pdf", b"MZ") is None


@given(st.sampled_from([name for name, _, _ in GOOD]), st.binary(max_size=300))
def test_any_bytes_are_judged_without_a_fault(name: str, content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", COMPOUND):
        assert judge(name, "", start + content) in {*Media, None}
