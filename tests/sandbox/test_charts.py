from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.charts import chart
from sandbox.records import Json


def plot(kind: str, *series: list[float]) -> Json:
    labels = ["août", "sept."]
    told = [
        {"name": f"S{n}", "data": [{"label": label, "value": value} for label, value in zip(labels, one, strict=True)]}
        for n, one in enumerate(series, 1)
    ]
    drawn = {"type": kind, "series": told, "axis_config": {"categories": labels}}
    return {"type": "data_visualization", "title": "Encours", "chart": drawn}


def test_bars_stand_side_by_side_from_zero() -> None:
    drawn = chart(plot("bar", [10, 5]))

    assert drawn is not None
    assert ["M37.5 196.0V0.0h225.0V196.0z", "M337.5 196.0V98.0h225.0V196.0z"] == [one.path for one in drawn.shapes]
    assert ["S1, août : 10", "S1, sept. : 5"] == [one.words for one in drawn.shapes]
    assert [("", "S1"), ("août", "10"), ("sept.", "5")] == list(drawn.rows)


def test_a_line_may_go_below_zero() -> None:
    drawn = chart(plot("line", [10, -10]))

    assert drawn is not None
    assert ["M150.0 0.0L450.0 196.0"] == [one.path for one in drawn.shapes]
    assert 98.0 == drawn.zero


def test_an_area_is_a_line_with_what_is_under_it() -> None:
    drawn = chart(plot("area", [1, 2], [2, 1]))

    assert drawn is not None
    assert [True, False, True, False] == [one.filled for one in drawn.shapes]


def test_slices_say_their_share() -> None:
    segments = [{"label": "payé", "value": 1500.5}, {"label": "dû", "value": 1500.5}]
    drawn = chart({"title": "Part", "chart": {"type": "pie", "segments": segments}})

    assert drawn is not None
    assert ["payé : 1\u202f500,5 (50\u202f%)", "dû : 1\u202f500,5 (50\u202f%)"] == [one.words for one in drawn.shapes]


@pytest.mark.parametrize(
    "block",
    [
        {},
        {"chart": {"type": "radar"}},
        {"chart": {"type": "pie", "segments": []}},
        {"chart": {"type": "bar", "series": [{"name": "S", "data": []}], "axis_config": {"categories": ["a"]}}},
    ],
)
def test_what_has_not_slack_s_shape_is_no_chart(block: Json) -> None:
    assert chart(block) is None


ANY = st.recursive(
    st.none() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(["type", "series", "segments", "axis_config"]), ANY | st.just("bar")))
def test_no_json_breaks_a_chart(told: dict[str, Any]) -> None:
    drawn = chart({"chart": told})

    assert drawn is None or drawn.title == ""
