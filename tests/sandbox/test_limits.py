"""Slack's limits: what is refused, what is taken, and no JSON at all that breaks the check."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox import limits
from sandbox.limits_elements import ELEMENTS
from sandbox.records import Json
from tests.sandbox.small_bot import button, field, form, option, row, text

SECTION: Json = {"type": "section", "text": text("corps")}
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    [
        "type",
        "text",
        "elements",
        "element",
        "accessory",
        "options",
        "option_groups",
        "label",
        "blocks",
        "block_id",
        "value",
        "initial_option",
        "initial_options",
        "initial_value",
        "min_value",
        "is_decimal_allowed",
        "confirm",
        "fields",
        "rows",
    ]
)
KINDS = st.sampled_from([*limits.BLOCKS, *ELEMENTS, "plain_text", "mrkdwn", "modal", "home"])
NEARLY_BLOCKS = st.recursive(
    KINDS | ANY_JSON,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, KINDS | inner, max_size=6),
    max_leaves=25,
)


def actions(*elements: Json) -> Json:
    return {"type": "actions", "elements": list(elements)}


def section(accessory: Json) -> Json:
    return {**SECTION, "accessory": accessory}


def select(**more: object) -> Json:
    return {"type": "static_select", "action_id": "it", "options": [option("a", "a")], **more}


def number(**more: object) -> Json:
    return field("n", {"type": "number_input", "is_decimal_allowed": True, **more})


REFUSED: list[tuple[Json, str]] = [
    ({"type": "section"}, "missing required field: text"),
    ({"type": "nothing"}, "unsupported type: nothing"),
    ({"type": "alert"}, "unsupported type: alert"),
    ({**SECTION, "text": text("x" * 3001)}, "must be less than 3001 characters"),
    ({**SECTION, "text": text("")}, "must be more than 0 characters"),
    ({**SECTION, "colour": "red"}, "invalid additional property: colour"),
    ({"type": "section", "fields": [text("x")] * 11}, "no more than 10 items allowed"),
    ({"type": "section", "fields": [text("x" * 2001)]}, "must be less than 2001 characters"),
    ({**SECTION, "block_id": "x" * 256}, "must be less than 256 characters"),
    ({"type": "header", "text": text("x" * 151)}, "must be less than 151 characters"),
    ({"type": "header", "text": {"type": "mrkdwn", "text": "x"}}, "must be a plain_text object"),
    ({"type": "image", "image_url": "https://x"}, "missing required field: alt_text"),
    ({"type": "image", "alt_text": "x"}, "missing required field: image_url"),
    ({"type": "context", "elements": [text("x")] * 11}, "no more than 10 items allowed"),
    ({"type": "markdown", "text": "x" * 12_001}, "must be less than 12001 characters"),
    ({"type": "table", "rows": [[]] * 101}, "no more than 100 items allowed"),
    ({"type": "table", "rows": [[text("x")] * 21]}, "no more than 20 items allowed"),
    ({"type": "data_table", "rows": [[text("x")], []], "caption": "x"}, "each row must be an array of 1 to 20 items"),
    ({"type": "data_table", "rows": [[{}], [{}, {}]], "caption": "x"}, "all rows must have the same number of items"),
    ({"type": "data_visualization", "title": "x" * 51}, "must be less than 51 characters"),
    ({"type": "data_visualization", "chart": {"type": "radar"}}, "must be one of: bar, line, area, pie"),
    ({"type": "data_visualization", "chart": {"type": "pie"}}, "missing required field: segments"),
    (actions(), "must provide at least 1 items"),
    (actions(*[button("x", f"a{n}") for n in range(26)]), "no more than 25 items allowed"),
    (actions(button("x", "same"), button("y", "same")), "action_id `same` already exists"),
    (actions(button("x" * 76, "a")), "must be less than 76 characters"),
    (actions(button("x", "a", "v" * 2001)), "must be less than 2001 characters"),
    (actions(button("x", "a" * 256)), "must be less than 256 characters"),
    (actions({**button("x", "a"), "style": "blue"}), "must be one of: primary, danger"),
    (actions({"type": "plain_text_input"}), "unsupported type: plain_text_input"),
    (
        section({"type": "overflow", "options": [option(str(n), str(n)) for n in range(6)]}),
        "no more than 5 items allowed",
    ),
    (section(select(options=[option(str(n), str(n)) for n in range(101)])), "no more than 100 items allowed"),
    (section(select(options=[option("x" * 76, "a")])), "must be less than 76 characters"),
    (section(select(options=[option("x", "a" * 76)])), "must be less than 76 characters"),
    (section(select(options=[option("x", "a"), option("y", "a")])), "value `a` already exists"),
    (section(select(initial_option=option("b", "b"))), "must match exactly one of the options provided"),
    (section(select(options=[])), "must provide at least 1 items"),
    (section(select(placeholder=text("x" * 151))), "must be less than 151 characters"),
    (
        section({"type": "radio_buttons", "options": [option(str(n), str(n)) for n in range(11)]}),
        "no more than 10 items",
    ),
    (section({"type": "datepicker", "initial_date": "27/11/2026"}), "must be a string in the format YYYY-MM-DD"),
    (actions({**button("x", "a"), "confirm": {"title": text("x")}}), "missing required field: deny"),
    (field("l" * 2001, {"type": "plain_text_input"}) | {"block_id": "b"}, "must be less than 2001 characters"),
    (field("l", {"type": "button", "text": text("x")}), "unsupported type: button"),
    (field("l", {"type": "plain_text_input", "initial_value": "x" * 3001}), "must be less than 3001 characters"),
    (field("l", {"type": "plain_text_input", "min_length": 5, "max_length": 2}), "must not be more than max_length"),
    (field("l", {"type": "number_input"}), "missing required field: is_decimal_allowed"),
    (number(initial_value=3), "must be a string that holds a number"),
    (number(initial_value="1,5"), "must be a string that holds a number"),
    (number(initial_value="5", max_value="3"), "must stand between min_value and max_value"),
    (number(is_decimal_allowed=False, initial_value="1.5"), "must be an integer when is_decimal_allowed is false"),
    (field("l", {"type": "file_input"}), "file_input is only allowed in modals"),
]
TAKEN: list[Json] = [
    SECTION,
    *row(button("Promesse", "open")),
    section(select(initial_option=option("a", "a"), focus_on_load=False)),
    section({"type": "external_select", "action_id": "x", "min_query_length": 0, "placeholder": text("Client")}),
    actions({**button("x", "a"), "confirm": {name: text("x") for name in ("title", "text", "confirm", "deny")}}),
    number(initial_value="1.5", min_value="0", max_value="10"),
    {"type": "context", "elements": [{"type": "image", "image_url": "https://x", "alt_text": "x"}, text("x")]},
    {"type": "data_table", "caption": "Retards", "rows": [[text("a")], [text("b")]], "page_size": 10},
    {"type": "data_visualization", "title": "Parts", "chart": {"type": "pie", "segments": [{}]}},
    {"type": "table", "rows": [[text("a"), text("b")]]},
]


@pytest.mark.parametrize(
    ("block", "words"), REFUSED, ids=[f"{words[:40]}-{at}" for at, (_, words) in enumerate(REFUSED)]
)
def test_a_block_is_refused(block: Json, words: str) -> None:
    assert any(words in complaint for complaint in limits.message_complaints([block]))


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: str(block["type"]))
def test_a_block_is_taken(block: Json) -> None:
    assert limits.message_complaints([block]) == []


def test_a_complaint_says_where() -> None:
    complaints = limits.message_complaints([SECTION, {**SECTION, "text": text("x" * 3001)}])

    assert ["[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]"] == complaints


def test_a_message_holds_fifty_blocks_and_a_view_a_hundred() -> None:
    assert limits.message_complaints([SECTION] * 50) == []
    assert "no more than 50 items allowed" in limits.message_complaints([SECTION] * 51)[0]
    assert limits.view_complaints(form(blocks=[SECTION] * 100), "modal") == []
    assert "no more than 100 items allowed" in limits.view_complaints(form(blocks=[SECTION] * 101), "modal")[0]


def test_a_block_id_stands_once_and_a_table_too() -> None:
    assert "block_id `b` already exists" in limits.message_complaints([{**SECTION, "block_id": "b"}] * 2)[0]
    assert "only_one_table_allowed" in limits.message_complaints([{"type": "table", "rows": [[]]}] * 2)[0]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": text("x" * 25)}, "must be less than 25 characters"),
        ({"submit": text("x" * 25)}, "must be less than 25 characters"),
        ({"title": None}, "missing required field: title"),
        ({"submit": None}, "missing required field: submit"),
        ({"private_metadata": "x" * 3001}, "must be less than 3001 characters"),
        ({"callback_id": "x" * 256}, "must be less than 256 characters"),
        ({"blocks": []}, "must provide at least 1 items"),
        ({"blocks": None}, "missing required field: blocks"),
        ({"blocks": [{"type": "table", "rows": [[]]}]}, "unsupported type: table"),
        ({"type": "home"}, "must be modal"),
    ],
)
def test_a_modal_is_refused(changes: Json, words: str) -> None:
    assert any(words in complaint for complaint in limits.view_complaints(form(**changes), "modal"))


def test_a_modal_a_home_and_suggestions_are_taken() -> None:
    assert limits.view_complaints(form(), "modal") == []
    assert limits.view_complaints({"type": "home", "blocks": [SECTION]}, "home") == []
    assert limits.suggestion_complaints({"options": []}) == []
    assert limits.suggestion_complaints({}) != []


@given(ANY_JSON | NEARLY_BLOCKS | st.lists(NEARLY_BLOCKS, max_size=4))
def test_no_json_breaks_the_check(value: object) -> None:
    found = (
        limits.message_complaints(value)
        + limits.view_complaints(value, "modal")
        + limits.view_complaints(value, "home")
    )
    found += limits.view_complaints({"type": "modal", "blocks": value}, "modal") + limits.suggestion_complaints(value)

    assert all(isinstance(complaint, str) for complaint in found)
    assert json.dumps(found)
