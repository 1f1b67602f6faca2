"""The pictures of the documentation are of today's screens: drawn again here, without a browser, on one fixed day."""

from pathlib import Path

import pytest

from sandbox.pictures.album import DOCS, Album, page
from sandbox.pictures.screens import Screen, normal, screens
from sandbox.pictures.shot import Shot
from sandbox.pictures.shots import SHOTS
from sandbox.pictures.stage import stage

SHOT = Shot("digest", "A digest.")


@pytest.fixture(scope="module")
def drawn() -> list[Screen]:
    with stage() as standing:
        return list(screens(standing, SHOTS))


@pytest.fixture
def album(tmp_path: Path) -> Album:
    """Give an album with one picture in it, of a screen with the digest « a »."""
    (tmp_path / "digest.png").write_bytes(b"picture")
    album = Album(tmp_path)
    album.keep([screen("a")])
    return album


def screen(digest: str) -> Screen:
    return Screen(SHOT, "", digest)


def test_each_picture_is_of_its_screen_as_it_stands(drawn: list[Screen]) -> None:
    stale = Album().stale(drawn)

    assert [] == stale, f"the screens {', '.join(stale)} are no more what their pictures show: run make pictures"


def test_no_picture_is_left_of_a_shot_that_is_gone() -> None:
    assert [] == Album().surplus(SHOTS), "run make pictures"


def test_the_page_of_screens_shows_each_picture() -> None:
    assert page(SHOTS) == (DOCS / "screens.md").read_text("utf-8"), "run make pictures"


def test_each_shot_has_a_name_and_a_sentence_of_its_own() -> None:
    assert (len(SHOTS), len(SHOTS)) == (len({one.name for one in SHOTS}), len({one.told for one in SHOTS}))


def test_the_same_day_is_drawn_the_same_again(drawn: list[Screen]) -> None:
    with stage() as standing:
        again = [one.digest for one in screens(standing, SHOTS)]

    assert [one.digest for one in drawn] == again


def test_a_screen_that_changed_is_found(album: Album) -> None:
    assert ([], ["digest"]) == (album.stale([screen("a")]), album.stale([screen("b")]))


def test_a_picture_that_was_changed_by_hand_or_lost_is_found(album: Album) -> None:
    (album.folder / "digest.png").write_bytes(b"another")
    changed = album.stale([screen("a")])
    (album.folder / "digest.png").unlink()

    assert (["digest"], ["digest"]) == (changed, album.stale([screen("a")]))


def test_a_picture_of_no_shot_is_found(album: Album) -> None:
    assert ([], [album.folder / "digest.png"]) == (album.surplus([SHOT]), album.surplus([]))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('<form id="V000003-1" data-view="V000003">', '<form id="V000117-1" data-view="V000117">'),
        ('<div data-hash="1795509000.57a06fd4">', '<div data-hash="1795509000.e11b1151">'),
        ('<button data-block="0a1b2c3d">', '<button data-block="ffffffff">'),
        ("<span>12\u00a0ms</span>", "<span>7\u00a0ms</span>"),
        ("http://127.0.0.1:4012/archives", "http://127.0.0.1:38111/archives"),
        ("t=1795509000.000100 t=1795509000.000200", "t=1795509000.000700 t=1795509000.000900"),
    ],
)
def test_what_differs_from_run_to_run_is_no_change(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<b>4\u202f860,00\u00a0€</b>", "<b>4\u202f861,00\u00a0€</b>"),
        ("<time>09:30</time>", "<time>09:31</time>"),
        ("V000003 V000004", "V000003 V000003"),
        ('<button data-block="lines">', '<button data-block="contact">'),
    ],
)
def test_what_a_person_sees_is_a_change(one: str, other: str) -> None:
    assert normal(one) != normal(other)
