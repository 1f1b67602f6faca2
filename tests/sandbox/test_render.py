import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.mrkdwn import Names
from sandbox.render import Cast, blocks
from tests.sandbox.test_mrkdwn import Tags

Json = dict[str, Any]
CAST = Cast(Names({"U1": "Alice Martin"}), [("U1", "Alice Martin")], [("C1", "#recouvrement")], "http://127.0.0.1:1")


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def chosen(kind: str, *, many: bool = False) -> Json:
    first = {"initial_options": [option("1")]} if many else {"initial_option": option("1")}
    return {"type": kind, "options": [option("1")], **first}


def option(value: str) -> Json:
    return {"value": value, "text": plain(f"Choix {value}")}


def offered(value: str, label: str = "", *, chosen: bool = False) -> str:
    checked = "true" if chosen else "false"
    words = label or f"Choix {value}"
    return f'<div role="option" data-value="{value}" aria-selected="false" aria-checked="{checked}">{words}</div>'


def drawn(*given: Json) -> str:
    return re.sub(r">\n<", "><", blocks(given, CAST))


def section(inside: str) -> str:
    return f'<div class="b-section"><div class="b-main">{inside}</div></div>'


def table(inside: str) -> str:
    return f'<div class="b-table" role="region" aria-label="Tableau" tabindex="0"><table>{inside}</table></div>'


BOLD = {
    "type": "rich_text",
    "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a", "style": {"bold": True}}]}],
}


def in_actions(element: Json) -> str:
    html = drawn({"type": "actions", "block_id": "b", "elements": [{"action_id": "a", **element}]})
    return html.removeprefix('<div class="b-actions">').removesuffix("</div>")


def in_input(element: Json, **more: object) -> str:
    block = {"type": "input", "block_id": "b", "label": plain("Nom"), "element": {"action_id": "a", **element}}
    return drawn(block | more)


@pytest.mark.parametrize(
    ("block", "html"),
    [
        ({"type": "divider"}, "<hr>"),
        ({"type": "header", "text": plain("Digest :tada:")}, None),
        (
            {"type": "section", "text": {"type": "mrkdwn", "text": "*a* &amp; b"}},
            section('<div class="b-text"><p><strong>a</strong> &amp; b</p></div>'),
        ),
        (
            {"type": "section", "fields": [plain("*a* <b>")]},
            section('<div class="b-fields"><div>*a* &lt;b&gt;</div></div>'),
        ),
        (
            {"type": "context", "elements": [{"type": "mrkdwn", "text": "_vu_"}]},
            '<div class="b-context"><span><p><em>vu</em></p></span></div>',
        ),
        ({"type": "data_table"}, '<p class="unknown">Bloc non pris en charge : data_table</p>'),
        (
            {"type": "image", "alt_text": "Une courbe", "image_url": "http://127.0.0.1:1/page/file/F1"},
            '<figure class="b-image"><img src="http://127.0.0.1:1/page/file/F1" alt="Une courbe"></figure>',
        ),
        (
            {"type": "image", "alt_text": "Une courbe", "slack_file": {"id": "F1"}},
            '<figure class="b-image"><img src="/page/file/F1" alt="Une courbe"></figure>',
        ),
        (
            {"type": "image", "alt_text": "Ailleurs", "image_url": "https://ailleurs.fr/x.png"},
            '<figure class="b-image"><span class="no-image" role="img" aria-label="Ailleurs">Ailleurs</span></figure>',
        ),
        (
            {"type": "table", "rows": [[{"type": "raw_text", "text": "Reste"}], [{"type": "raw_text", "text": "1 €"}]]},
            table('<tr><th scope="col" class="left">Reste</th></tr><tr><td class="left">1 €</td></tr>'),
        ),
        ({"type": "markdown", "text": "**a**"}, '<div class="b-markdown"><p><strong>a</strong></p></div>'),
    ],
)
def test_a_block_is_drawn(block: Json, html: str | None) -> None:
    expected = html or '<h3 class="b-header">Digest <span class="emoji" title=":tada:">🎉</span></h3>'

    assert expected == drawn(block)


def test_rich_text_keeps_its_styles() -> None:
    words = [{"type": "text", "text": "a<b", "style": {"bold": True}}, {"type": "user", "user_id": "U1"}]
    section = {"type": "rich_text_section", "elements": words}
    listed = {"type": "rich_text_list", "style": "ordered", "elements": [section]}
    line = '<strong>a&lt;b</strong><span class="mention">@Alice Martin</span>'

    html = drawn({"type": "rich_text", "elements": [section, listed]})

    assert f'<div class="b-rich"><p>{line}</p><ol class="indent-0"><li>{line}</li></ol></div>' == html


def test_a_button_says_what_it_is_and_asks_before_what_cannot_be_undone() -> None:
    confirm = {"title": plain("Sûr ?"), "text": plain("Vraiment."), "confirm": plain("Oui"), "deny": plain("Non")}

    html = in_actions({"type": "button", "text": plain("Clore"), "value": '1"', "style": "danger", "confirm": confirm})

    assert (
        '<span class="el"><button type="button" class="btn danger" data-control="button" data-action="a" '
        'data-block="b" data-press data-on="enter" data-value="1&#34;">Clore</button>'
        '<template class="confirm"><h2>Sûr ?</h2><div>Vraiment.</div>'
        '<footer><button type="button" class="btn" value="no">Non</button>'
        '<button type="button" class="btn primary" value="yes">Oui</button></footer></template></span>'
    ) == html


@pytest.mark.parametrize(
    ("element", "part"),
    [
        (
            {"type": "overflow", "options": [option("1")]},
            '<button type="button" role="menuitem" data-value="1">Choix 1</button>',
        ),
        (
            {"type": "static_select", "options": [option("1"), option("2")], "initial_option": option("2")},
            f"{offered('1')}{offered('2', chosen=True)}",
        ),
        (chosen("static_select"), 'data-value="1" data-label="Choix 1"'),
        (
            {"type": "static_select", "option_groups": [{"label": plain("Groupe"), "options": [option("1")]}]},
            '<div role="group" aria-label="Groupe"><div class="group" aria-hidden="true">Groupe</div>' + offered("1"),
        ),
        ({"type": "users_select", "initial_user": "U1"}, 'data-value="U1" data-label="Alice Martin"'),
        ({"type": "conversations_select"}, offered("C1", "#recouvrement")),
        ({"type": "external_select", "initial_option": option("1")}, 'data-value="1" data-label="Choix 1"'),
        ({"type": "external_select", "min_query_length": 0}, 'data-min="0"'),
        (chosen("multi_external_select", many=True), 'aria-label="Retirer Choix 1"'),
        (chosen("multi_static_select", many=True), 'aria-label="Retirer Choix 1"'),
        ({"type": "multi_users_select", "max_selected_items": 2}, 'data-many data-most="2"'),
        ({"type": "multi_users_select"}, offered("U1", "Alice Martin")),
        ({"type": "checkboxes", "options": [option("1")]}, 'type="checkbox"'),
        (chosen("radio_buttons"), 'value="1" checked>'),
        ({"type": "datepicker", "initial_date": "2026-11-27"}, 'value="27 novembre 2026"'),
        ({"type": "datepicker", "initial_date": "2026-11-27"}, 'data-value="2026-11-27"'),
        ({"type": "timepicker", "initial_time": "09:30"}, 'data-value="09:30"'),
        ({"type": "datetimepicker", "initial_date_time": 1_795_768_200}, 'value="27 novembre 2026"'),
        ({"type": "datetimepicker", "initial_date_time": 1_795_768_200}, 'data-value="08:30" data-label="08:30"'),
        ({"type": "spinner"}, '<p class="unknown">Élément non pris en charge : spinner</p>'),
    ],
)
def test_a_control_carries_its_value_and_what_it_offers(element: Json, part: str) -> None:
    assert part in in_actions(element)


@pytest.mark.parametrize(
    ("element", "part"),
    [
        ({"type": "plain_text_input", "initial_value": "<x>"}, 'value="&lt;x&gt;"'),
        ({"type": "plain_text_input", "multiline": True, "initial_value": "\n<x>"}, ">\n\n&lt;x&gt;</textarea>"),
        ({"type": "plain_text_input", "max_length": 12}, 'data-most="12"'),
        ({"type": "number_input", "is_decimal_allowed": True}, 'inputmode="decimal"'),
        ({"type": "number_input", "is_decimal_allowed": False}, 'inputmode="numeric"'),
        ({"type": "file_input", "filetypes": ["pdf", "csv"]}, 'accept=".pdf,.csv"'),
        ({"type": "rich_text_input", "initial_value": BOLD}, ">\n*a*</textarea>"),
        ({"type": "email_text_input"}, 'type="email"'),
        ({"type": "plain_text_input"}, 'aria-labelledby="b-1" aria-describedby="b-2 b-3"'),
        ({"type": "plain_text_input"}, '<span id="b-1">Nom</span></div>'),
        ({"type": "plain_text_input", "focus_on_load": True}, " data-focus"),
    ],
)
def test_a_field_has_its_label_and_its_place_for_errors(element: Json, part: str) -> None:
    html = in_input(element)

    assert part in html
    assert '<p class="error" id="b-3" role="alert"></p>' in html
    assert "data-press" not in html


def test_an_optional_field_says_so_and_a_dispatching_one_tells_each_change() -> None:
    html = in_input({"type": "datepicker"}, optional=True, dispatch_action=True, hint=plain("Au plus tard."))

    assert "<small>(facultatif)</small>" in html
    assert "data-press" in html
    assert '<p class="hint" id="b-2">Au plus tard.</p>' in html


HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=y>', "{{ 7 * 7 }}", "' onclick='x"]
TEXT = st.text(max_size=40) | st.sampled_from(HOSTILE)
TEXTS = st.builds(lambda kind, text: {"type": kind, "text": text}, st.sampled_from(["plain_text", "mrkdwn"]), TEXT)
OPTIONS = st.lists(st.fixed_dictionaries({"text": TEXTS, "value": TEXT}), max_size=2)
ELEMENT_TYPES = ["button", "overflow", "static_select", "external_select", "multi_static_select", "checkboxes"]
ELEMENT_TYPES += ["radio_buttons", "plain_text_input", "datepicker", "number_input", "image", "timepicker"]
ELEMENT_TYPES += ["datetimepicker", "file_input", "rich_text_input", "users_select", "multi_external_select"]
ELEMENTS = st.fixed_dictionaries(
    {
        "type": st.sampled_from(ELEMENT_TYPES) | TEXT,
        "action_id": TEXT,
        "text": TEXTS,
        "value": TEXT,
        "options": OPTIONS,
    },
    optional=dict.fromkeys(("initial_value", "alt_text", "image_url", "url"), TEXT)
    | {"placeholder": TEXTS, "multiline": st.booleans()},
)
BLOCK_TYPES = ["section", "actions", "input", "header", "context", "image", "markdown", "video", "file"]
BLOCKS = st.fixed_dictionaries(
    {"type": st.sampled_from(BLOCK_TYPES) | TEXT, "text": TEXTS},
    optional={"block_id": TEXT, "alt_text": TEXT, "fields": st.lists(TEXTS, max_size=2)}
    | dict.fromkeys(("label", "hint", "title"), TEXTS),
)


@given(BLOCKS, ELEMENTS)
def test_no_word_of_a_hostile_block_becomes_markup(block: Json, element: Json) -> None:
    if block["type"] == "markdown":
        block["text"] = block["text"]["text"]

    tags = Tags(drawn(block | {"element": element, "accessory": element, "elements": [element]})).found

    assert not {tag for tag, _ in tags} & {"script", "iframe", "object", "style", "link", "form"}
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert not [attributes for tag, attributes in tags if tag == "img"]
