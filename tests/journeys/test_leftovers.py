"""Stale buttons, lost debtors, faults of Slack and of ours: the person is always told, in French."""

from typing import Any

import pytest
from slack_bolt import BoltRequest

from sandbox.desk import Desk
from sandbox.workspace import Exchange
from tests.journeys.program import CHANNEL, Program


def post(desk: Desk, action_id: str, value: str) -> None:
    """Post a message with one button as an older program may have left it."""
    button = {"type": "button", "action_id": action_id, "value": value, "text": {"type": "plain_text", "text": "Vieux"}}
    block = {"type": "actions", "block_id": "old", "elements": [button]}
    desk.workspace.post(CHANNEL, "UIMPAYES", "vieux", blocks=[block], bot_id="BIMPAYES")


@pytest.mark.parametrize(
    ("action_id", "value", "said"),
    [
        ("letter.open", "1|1|", "Ce bouton n'existe plus"),
        ("call.open", "1|1", "Ce bouton n'existe plus"),
        ("call.open", "1|99999|", "Ce client n'existe plus"),
        ("client.choose", "1|1|letter", "Ce bouton n'existe plus"),
        ("client.choose", '1|1|note [1,null,"x', "Ce bouton n'existe plus"),
        ("list.next", "[1,2", "Ce bouton n'existe plus"),
    ],
)
def test_a_button_that_means_nothing_any_more_says_so(desk: Desk, action_id: str, value: str, said: str) -> None:
    post(desk, action_id, value)
    desk.press("Vieux")

    assert said in desk.last_ephemeral


def test_a_window_that_slack_opens_too_late_says_click_again(desk: Desk) -> None:
    desk.command("client DUPUIS")
    desk.server.faults.add("error", "views.open", error="expired_trigger_id")
    desk.press("Appel")

    assert "cliquez à nouveau" in desk.last_ephemeral


def test_a_silent_slack_is_told_as_soon_as_it_speaks(desk: Desk) -> None:
    desk.server.faults.add("5xx", "views.open")
    desk.command("appel DUPUIS")

    assert "cliquez à nouveau" in desk.last_ephemeral or "pas pu ouvrir" in desk.last_ephemeral


def test_a_fault_of_ours_gives_a_reference_and_keeps_the_debtor_out_of_the_log(
    desk: Desk, bot: Program, caplog: pytest.LogCaptureFixture
) -> None:
    with bot.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE calls")
    desk.command("client DUPUIS")

    said = desk.last_ephemeral
    assert "Une erreur est survenue" in said
    reference = said.split("référence ")[1][:6]
    assert [f"a listener failed, reference {reference}"] == [record.getMessage() for record in caplog.records]


def test_a_failed_event_is_sent_again_by_slack(desk: Desk, bot: Program) -> None:
    desk.command("note DUPUIS ouvert")
    with bot.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")
    desk.acts.write(desk.user, CHANNEL, "gardé quand même", desk.root("Dupuis").ts)
    desk.wait(lambda: any("error" in failed(one) for one in desk.workspace.inspector), "a delivery that failed")
    with bot.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox")
    desk.server.delivery.settle()

    assert ["note.kept", "reply.written"] == bot.told("DUPUIS")


def failed(exchange: Exchange) -> dict[str, Any]:
    """Give what came of the delivery of an event, empty for anything else."""
    told = exchange.direction == "out" and exchange.name == "message" and isinstance(exchange.answer, dict)
    return exchange.answer if told else {}


MALFORMED: list[dict[str, Any]] = [
    {},
    {"type": "block_actions"},
    {"type": "block_actions", "user": {"id": "UALICE"}, "actions": [{"type": "button", "action_id": "call.open"}]},
    {"type": "block_actions", "user": {"id": "UALICE"}, "actions": [{"type": "overflow", "action_id": "row.menu"}]},
    {"type": "view_submission", "user": {"id": "UALICE"}, "view": {"type": "modal", "callback_id": "call.submit"}},
    {
        "type": "view_submission",
        "user": {"id": "UALICE"},
        "view": {
            "type": "modal",
            "callback_id": "promise.submit",
            "private_metadata": '{"v":1',
            "state": {"values": {}},
        },
    },
    {"type": "block_suggestion", "user": {"id": "UALICE"}, "action_id": "client.search"},
    {"type": "event_callback", "event": {"type": "message", "channel": CHANNEL, "user": "UALICE"}},
    {"type": "event_callback", "event": {"type": "message", "channel": CHANNEL, "subtype": "message_changed"}},
    {"type": "event_callback", "event": {"type": "app_home_opened", "user": "UALICE"}},
    {"type": "event_callback", "event": {"type": "nothing_we_know", "user": "UALICE"}},
    {"command": "/impayes", "user_id": "UALICE"},
    {"command": "/impayes"},
    {"command": "/other", "user_id": "UALICE", "text": "x"},
    {"type": "shortcut", "user": {"id": "UALICE"}, "callback_id": "old"},
    {"type": "view_closed", "user": {"id": "UALICE"}, "view": {"type": "modal", "callback_id": "old"}},
]


@pytest.mark.parametrize("body", MALFORMED, ids=range(len(MALFORMED)))
def test_what_is_badly_shaped_is_answered_under_500_without_a_trace(
    bot: Program, body: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    answer = bot.app.dispatch(BoltRequest(mode="socket_mode", body=body))

    assert answer.status < 500
    assert [] == [record.getMessage() for record in caplog.records if record.exc_info]


@pytest.mark.parametrize("carried", ["", "{", '{"v":1}', '{"v":99,"debtor":1}', "7"])
def test_a_form_that_means_nothing_any_more_says_so(desk: Desk, bot: Program, carried: str) -> None:
    desk.command("appel DUPUIS")
    desk.modal.payload["private_metadata"] = carried
    desk.submit("Appel", {"Résultat": "Messagerie"})

    (said,) = desk.errors.values()
    assert "Ce formulaire n'est plus valable" in said
    assert [] == bot.journal("DUPUIS")


def test_a_form_of_an_older_program_says_so(desk: Desk) -> None:
    desk.command("appel DUPUIS")
    desk.modal.payload["callback_id"] = "letter.submit"
    desk.submit("Appel", {"Résultat": "Messagerie"})

    (said,) = desk.errors.values()
    assert "Ce formulaire n'est plus valable" in said
