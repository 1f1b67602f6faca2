import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest
from slack_sdk import WebClient
from werkzeug.test import Client, TestResponse

from sandbox.faults import FaultKind
from sandbox.page import page_app
from sandbox.page.exchanges import HIDDEN, masked
from sandbox.records import Exchange
from sandbox.server import Server
from sandbox.workspace import INSPECTED
from tests.sandbox.stage import Stage, refusal
from tests.sandbox.test_mrkdwn import Tags
from tests.sandbox.test_page_doors import ORIGIN, get

CHANNEL = "CIMPAYES"
BAD = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]


@pytest.fixture
def page(server: Server) -> Client:
    return Client(page_app(server))


def words(drawn: TestResponse) -> str:
    return re.sub(r"[ \n]+", " ", Tags(drawn.text).text)


def panel(page: Client) -> str:
    return words(get(page, "/page/inspector"))


def sides(page: Client, server: Server) -> str:
    return words(get(page, f"/page/inspector/{server.workspace.inspector[-1].number}"))


def do(page: Client, act: str, origin: str = ORIGIN, **facts: Any) -> TestResponse:
    body = {"act": act, **facts}
    return page.post("/page/inspector", base_url=ORIGIN, headers={"Origin": origin}, json=body)


def news(stream: Iterator[Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(next(stream).decode().partition("data: ")[2])
    return told


def test_a_refused_call_shows_its_code_and_what_is_wrong_where(page: Client, server: Server, client: WebClient) -> None:
    assert "invalid_blocks" == refusal(client.chat_postMessage, channel=CHANNEL, text="x", blocks=BAD)

    assert 'data-wrong="yes"' in get(page, "/page/inspector").text
    assert "must be less than 3001 characters [json-pointer:/blocks/0/text/text]" in sides(page, server)


def test_tokens_triggers_and_secret_addresses_are_masked() -> None:
    told = {
        "token": "local-verification-token",
        "trigger_id": "000106.c5cf485c10f7f20a",
        "response_url": "http://127.0.0.1:1/response/R000105-efb2",
        "url": "ws://127.0.0.1:1/link/?ticket=0a1b",
        "text": "clé xoxb-1-2 ou xapp-3",
        "blocks": '[{"text": "xoxp-9"}]',
    }

    assert {
        "token": HIDDEN,
        "trigger_id": HIDDEN,
        "response_url": f"http://127.0.0.1:1/response/{HIDDEN}",
        "url": f"ws://127.0.0.1:1/link/?ticket={HIDDEN}",
        "text": f"clé {HIDDEN} ou {HIDDEN}",
        "blocks": [{"text": HIDDEN}],
    } == masked(told)


def test_only_the_last_exchanges_are_kept(server: Server) -> None:
    for _ in range(INSPECTED + 10):
        server.workspace.inspect(Exchange(0.0, "in", "api.test", {}, {"ok": True}, 0.0))

    assert (INSPECTED, 11) == (len(server.workspace.inspector), server.workspace.inspector[0].number)


def test_an_answer_that_took_more_than_three_seconds_says_so(page: Client, server: Server) -> None:
    server.workspace.inspect(Exchange(0.0, "out", "message", {}, {}, 3001.0))

    assert "plus de 3\u00a0s" in panel(page)


def test_an_event_sent_again_says_which_time_and_why(page: Client, http_stage: Stage) -> None:
    http_stage.server.faults.add("unacked", "events_api")
    http_stage.acts.write("UALICE", CHANNEL, "bonjour")
    http_stage.server.delivery.settle()

    assert "Sans accusé operation_timeout" in panel(page)
    assert "envoi n°\u00a02 ok" in panel(page)


def test_an_acknowledgement_that_slack_cannot_use_is_shown_as_refused(page: Client, http_stage: Stage) -> None:
    http_stage.acts.command("UALICE", CHANNEL, "x" * 4001)

    assert "acknowledgement msg_too_long" in panel(page)


def test_what_a_bot_says_at_a_response_address_is_listed(page: Client, http_stage: Stage) -> None:
    http_stage.send(f"{http_stage.server.url}/response/R1", {"text": "trop tard"})

    assert "response_url invalid_url" in panel(page)


def test_what_the_page_cannot_draw_is_said(page: Client, client: WebClient) -> None:
    unknown = {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "x"}]}
    client.chat_postMessage(channel=CHANNEL, text="x", blocks=[unknown])

    assert "message non dessiné\u00a0: context_actions" in panel(page)


def test_a_browser_gets_the_window_and_a_program_the_list(server: Server) -> None:
    stage = Stage(server)
    server.page = page_app(server)

    as_person = stage.fetch(f"{server.url}/inspector", headers={"Accept": "text/html,*/*;q=0.8"})[1]

    assert b"<title>Inspecteur" in as_person
    assert [] == json.loads(stage.fetch(f"{server.url}/inspector")[1])


def test_each_fault_has_a_name_and_a_sentence(page: Client) -> None:
    drawn = get(page, "/page/inspector").text

    assert [] == [one for one in get_args(FaultKind) if f'<option value="{one}" data-of="' not in drawn]
    assert [] == [one for one in get_args(FaultKind) if f'<p data-for="{one}"' not in drawn]


@pytest.mark.parametrize("kind", get_args(FaultKind))
def test_each_fault_can_be_provoked_and_all_be_called_off(page: Client, server: Server, kind: FaultKind) -> None:
    form = {"method": " chat.* ", "count": "2", "seconds": "4,5" if kind == "twice" else "900", "retry_after": "7"}
    told = do(page, "provoke", kind=kind, error="is_archived", **form)

    assert "chat.* · 2 fois" in told.text
    assert [(kind, "chat.*", 2)] == [(one.kind, one.method, one.count) for one in server.faults.pending()]
    assert "Aucun" in do(page, "calm").text
    assert [] == server.faults.pending()


def test_a_provoked_fault_happens_and_is_named_in_its_row(page: Client, client: WebClient) -> None:
    do(page, "provoke", kind="error", method="chat.postMessage", count="1", error="is_archived")

    assert "is_archived" == refusal(client.chat_postMessage, channel=CHANNEL, text="x")
    assert "Erreur Slack is_archived" in panel(page)
    assert "Aucun" in panel(page)


@pytest.mark.parametrize(
    "facts",
    [
        {"act": "vole"},
        {"act": "provoke"},
        {"act": "provoke", "kind": "storm", "method": "*", "count": "1"},
        {"act": "provoke", "kind": "dropped", "method": "*", "count": "0"},
        {"act": "provoke", "kind": "slow", "method": "*", "count": "1", "seconds": "longtemps"},
        {"act": "strict"},
    ],
)
def test_a_malformed_ask_changes_nothing(page: Client, server: Server, facts: dict[str, Any]) -> None:
    assert 400 == do(page, **facts).status_code
    assert ([], False) == (server.faults.pending(), server.faults.strict)


def test_another_web_site_provokes_nothing(page: Client) -> None:
    assert 403 == do(page, "calm", "https://ailleurs.fr").status_code


def test_strict_rates_are_switched_on_and_off(page: Client, server: Server) -> None:
    do(page, "strict", on=True)
    held = server.faults.strict
    do(page, "strict", on=False)

    assert (True, False) == (held, server.faults.strict)


def test_the_stream_tells_what_is_new_and_what_is_gone(page: Client, server: Server, client: WebClient) -> None:
    stream = iter(get(page, "/page/inspector/events?since=0").response)
    at_first = news(stream)
    client.auth_test()
    then = news(stream)
    do(page, "empty")
    emptied = news(stream)

    assert ("", 1) == (at_first["rows"], at_first["first"])
    assert ("auth.test" in then["rows"], 1, 1) == (True, then["first"], then["last"])
    assert ("", 2) == (emptied["rows"], emptied["first"])
    assert [] == list(server.workspace.inspector)


def test_an_exchange_that_is_gone_is_not_found(page: Client) -> None:
    assert 404 == get(page, "/page/inspector/7").status_code
