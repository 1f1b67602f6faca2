import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.records import Json
from sandbox.richtext import parsed, typed


def words(text: str, **style: bool) -> Json:
    return {"type": "text", "text": text} | ({"style": style} if style else {})


def section(*elements: Json, kind: str = "section") -> Json:
    return {"type": f"rich_text_{kind}", "elements": list(elements)}


def bullets(*lines: str, style: str = "bullet") -> Json:
    items = [section(words(line)) for line in lines]
    return {"type": "rich_text_list", "style": style, "indent": 0, "elements": items}


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("bonjour", [section(words("bonjour"))]),
        ("un\ndeux", [section(words("un\ndeux"))]),
        ("*gras* et _fin_", [section(words("gras", bold=True), words(" et "), words("fin", italic=True))]),
        ("*_les deux_*", [section(words("les deux", bold=True, italic=True))]),
        ("`a*b*`", [section(words("a*b*", code=True))]),
        ("2*3*4", [section(words("2*3*4"))]),
        ("• a\n• b", [bullets("a", "b")]),
        ("1. a\n2. b\nfin", [bullets("a", "b", style="ordered"), section(words("fin"))]),
        ("> cité", [section(words("cité"), kind="quote")]),
        ("voir https://a.fr.", [section(words("voir "), {"type": "link", "url": "https://a.fr"}, words("."))]),
    ],
)
def test_marks_become_rich_text_and_come_back(text: str, elements: list[Json]) -> None:
    assert {"type": "rich_text", "elements": elements} == parsed(text)
    assert text == typed(parsed(text))


@given(st.text(alphabet="ab *_~`\n•>1.-", max_size=40))
def test_no_text_breaks_the_way_there_and_back(text: str) -> None:
    assert parsed(typed(parsed(text))) == parsed(typed(parsed(typed(parsed(text)))))


@pytest.mark.parametrize("nothing", [None, "", {}, {"elements": []}, [1]])
def test_what_is_no_rich_text_is_empty(nothing: object) -> None:
    assert "" == typed(nothing)
