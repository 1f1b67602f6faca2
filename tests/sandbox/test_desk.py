"""The driver of journeys: it speaks in labels and reads what people read."""

import pytest

from sandbox.desk import Desk
from sandbox.records import Json
from tests.sandbox.small_bot import button, row
from tests.sandbox.stage import Stage

CHANNEL = "CIMPAYES"


def metadata(key: str) -> Json:
    return {"event_type": "impayes", "event_payload": {"key": key}}


@pytest.fixture
def desk(http_stage: Stage) -> Desk:
    return Desk(http_stage.server)


@pytest.fixture
def digest(http_stage: Stage) -> None:
    menu = {
        "type": "overflow",
        "action_id": "menu",
        "options": [{"text": {"type": "plain_text", "text": "Fiche"}, "value": "card"}],
    }
    other: list[Json] = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "*Müller &amp; fils* doit 3,00 €"}},
        {"type": "actions", "elements": [button("Promesse", "broken"), menu]},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "suivi par <@UBOB>"}]},
    ]
    http_stage.client.chat_postMessage(
        channel=CHANNEL,
        text="Le jour",
        blocks=[*row(button("Promesse", "open")), *other],
        metadata=metadata("digest:2026-11-23"),
    )
    root = http_stage.client.chat_postMessage(channel=CHANNEL, text="Dupuis SARL", metadata=metadata("debtor:1"))
    http_stage.client.chat_postMessage(channel=CHANNEL, text="<@UALICE> a &lt;noté&gt;", thread_ts=root["ts"])


@pytest.mark.usefixtures("digest")
def test_the_digest_is_read_row_by_row(desk: Desk) -> None:
    assert desk.digest.text == "Le jour"
    assert desk.row("dupuis") == "*Dupuis* doit 1 500,00 €"
    assert desk.row("Müller & fils") == "*Müller & fils* doit 3,00 € suivi par @bob"
    assert desk.thread("Dupuis") == ["@alice a <noté>"]


@pytest.mark.usefixtures("digest")
def test_a_form_is_filled_in_by_labels(desk: Desk) -> None:
    desk.press("Promesse", on=desk.digest, row="Dupuis")
    desk.submit("Promesse", {"Montant": "beaucoup", "Date": "2026-11-27", "Client": "mül", "Qui": "bob"})
    assert desk.errors == {"Montant": "Ce montant ne se lit pas."}

    desk.submit("Promesse", {"Montant": "12", "Canal": "Visite", "Cases": ["Oui"]})

    assert desk.errors == {}
    assert desk.posts[-1] == "UALICE : 12 2026-11-27"


@pytest.mark.usefixtures("digest")
def test_a_menu_s_option_is_pressed_by_its_label(desk: Desk) -> None:
    desk.as_("bob").press("Fiche", row="Müller")

    desk.wait(lambda: "Choisi : card" in desk.posts)


def test_a_command_is_read_by_who_typed_it(desk: Desk) -> None:
    desk.command("/impayes client Dupuis @bob")

    assert desk.last_ephemeral.startswith("*Dupuis* doit 1 500,00 €\n")
    assert desk.as_("bob").posts == []


def test_a_message_is_written_and_read(desk: Desk) -> None:
    desk.write("bonjour @bob & co", files=[("a.csv", b"a")])

    assert desk.posts == ["bonjour @bob & co"]
    assert desk.direct == []


@pytest.mark.usefixtures("digest")
def test_a_field_without_its_value_and_an_unknown_label_say_so(desk: Desk) -> None:
    desk.press("Promesse", row="Dupuis")
    desk.submit("Promesse", {"Date": None})
    assert desk.errors == {"Date": "Veuillez remplir ce champ."}

    with pytest.raises(AssertionError, match="no field « Datte »"):
        desk.fill({"Datte": "2026-11-27"})
    with pytest.raises(AssertionError, match="no option 'Fax'"):
        desk.fill({"Canal": "Fax"})
    desk.close()
    assert desk.workspace.stacks[desk.user] == []


def test_the_home_is_opened_and_read(desk: Desk) -> None:
    assert desk.home == "Bonjour UALICE"


def test_what_is_not_there_says_what_there_is(desk: Desk) -> None:
    desk.deadline = 0.05
    with pytest.raises(AssertionError, match="« Promesse » did not come"):
        desk.press("Promesse")
    with pytest.raises(AssertionError, match="impayes n’a pas"):
        desk.command("muet")
