import re
from pathlib import Path

import pytest

from sandbox.page.app import STATIC

VARIABLE = re.compile(r"--([\w-]+): (?:light-dark\((#\w+), (#\w+)\)|(#\w+));")
WORDS = [
    *[(ink, on) for ink in ("ink", "soft") for on in ("paper", "hover", "raised", "field", "chip", "only")],
    *[(ink, on) for ink in ("link", "danger") for on in ("paper", "hover", "raised", "only")],
    *[("on-fill", fill) for fill in ("go", "go-2", "pick", "danger-fill", "badge", "notice")],
    *[("ink", on) for on in ("go-paper", "danger-paper", "info-paper", "warn")],
    ("danger", "danger-paper"),
    ("warn-ink", "warn"),
    ("mention-ink", "mention"),
    ("code-ink", "hover"),
    ("side-ink", "side"),
    ("side-soft", "side"),
    ("side-on-ink", "side-on"),
    ("bar", "side-2"),
]
LINES = [("field-line", "field"), ("focus", "paper"), ("focus", "field")]
OWN = ("page.css", "side.css", "messages.css", "composer.css", "narrow.css")


def colours() -> dict[str, tuple[str, str]]:
    found = VARIABLE.findall((STATIC / "page.css").read_text("utf-8"))
    return {name: (light or one, dark or one) for name, light, dark, one in found}


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours as WCAG 2.2 reckons it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.removeprefix("#")
    full = "".join(digit * 2 for digit in digits) if len(digits) < 6 else digits[:6]
    shares = [int(full[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def test_contrast_is_reckoned_as_the_standard_says() -> None:
    assert 21 == pytest.approx(contrast("#000", "#ffffff"))
    assert 4.54 == pytest.approx(contrast("#767676", "#fff"), abs=0.01)


@pytest.mark.parametrize(("ink", "ground"), WORDS)
def test_words_are_read_in_both_schemes(ink: str, ground: str) -> None:
    found = colours()
    pairs = zip(found[ink], found[ground], strict=True)

    assert [] == [(one, other) for one, other in pairs if contrast(one, other) < 4.5]


@pytest.mark.parametrize(("line", "ground"), LINES)
def test_edges_of_fields_and_focus_are_seen_in_both_schemes(line: str, ground: str) -> None:
    found = colours()
    pairs = zip(found[line], found[ground], strict=True)

    assert [] == [(one, other) for one, other in pairs if contrast(one, other) < 3]


def test_initials_are_read_on_every_tint() -> None:
    tints = re.findall(
        r"\.(?:tint-\d|file-icon[\w.]*) \{[^}]*background: (#\w+)", (STATIC / "messages.css").read_text("utf-8")
    )

    assert 8 <= len(tints)
    assert [] == [tint for tint in tints if contrast("#fff", tint) < 4.5]


@pytest.mark.parametrize("path", [STATIC / name for name in OWN], ids=OWN)
def test_colours_are_named_once(path: Path) -> None:
    rules = path.read_text("utf-8").partition(":root[data-scheme=light]")[2] or path.read_text("utf-8")
    outside = [line for line in rules.splitlines() if re.search(r"[: ]#[0-9a-f]{3,8}\b", line) and "{" in line]

    assert [] == [line for line in outside if not re.match(r"\.(tint-|avatar|file-icon)", line)]
