"""Texts cut to what Slack takes stay whole signs."""

import pytest

from messages.blocks import cut


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("court", 10, "court"),
        ("aaaaaaaaaaaaaa\nbbbbbbbbbb", 20, "aaaaaaaaaaaaaa\n…"),
        ("aaaaaaa bbbbbbbbbbbb", 12, "aaaaaaa …"),
        ("a\n" + "b" * 30, 12, "a\nbbbbbbbb…"),
        ("aaaaaaa&amp;bbbbb", 12, "aaaaaaa…"),
        ("aaaa<@UALICE>bbb", 12, "aaaa…"),
    ],
)
def test_a_text_is_cut_where_it_can_be(text: str, most: int, expected: str) -> None:
    found = cut(text, most)

    assert len(found) <= most
    assert found == expected
