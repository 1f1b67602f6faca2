"""What the page cannot draw is told to the inspector, once for each call."""

from slack_sdk import WebClient

from sandbox.records import Json
from sandbox.server import Server
from sandbox.undrawn import NAME, undrawn
from tests.sandbox.small_bot import form, row, text

STRANGE: Json = {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "x"}]}
PIECE: Json = {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [{"type": "hologram"}]}]}


def reports(server: Server) -> list[Json]:
    return [one.request | one.answer for one in server.workspace.inspector if one.name == NAME]


def test_what_is_drawn_needs_no_report() -> None:
    assert [] == undrawn([*row(), *form()["blocks"], {"type": "divider"}])


def test_each_strange_type_is_named_once() -> None:
    chart = {"type": "data_visualization", "chart": {"type": "radar"}}

    assert ["context_actions", "data_visualization", "hologram"] == undrawn([STRANGE, chart, PIECE, PIECE])


def test_a_message_and_a_view_are_reported_once_a_call(server: Server, client: WebClient) -> None:
    posted = client.chat_postMessage(channel="CIMPAYES", text="x", blocks=[STRANGE, STRANGE])
    client.chat_update(channel="CIMPAYES", ts=posted["ts"], text="y", blocks=[{"type": "divider"}])
    home = {"type": "home", "blocks": [PIECE, {"type": "section", "text": text("a")}]}
    client.views_publish(user_id="UALICE", view=home)

    assert [
        {"sent_by": "message", "unsupported": ["context_actions"]},
        {"sent_by": "home", "unsupported": ["hologram"]},
    ] == reports(server)
