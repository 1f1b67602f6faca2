"""Ids carried by a modal are read back, whatever they are."""

from hypothesis import given
from hypothesis import strategies as st

from messages.forms.lines import pack, unpack


@given(st.sets(st.integers(1, 2**63 - 1), min_size=1, max_size=50))
def test_ids_are_read_back(ids: set[int]) -> None:
    assert unpack(pack(list(ids))) == tuple(sorted(ids))


def test_ids_side_by_side_weigh_little() -> None:
    assert pack([1000, 1001, 1003]) == "rs.1.2"
