"""The Web API: what it answers, and Slack's own refusals."""

import json

import pytest
from slack_sdk import WebClient

from sandbox.records import Json
from sandbox.server import Server
from sandbox.webapi import METHODS
from tests.sandbox.small_bot import form, step, text
from tests.sandbox.stage import Clock, Stage, refusal

CHANNEL = "CIMPAYES"
META: Json = {"event_type": "impayes", "event_payload": {"key": "digest:2026-11-23"}}


def test_the_bot_knows_itself_and_its_scopes(client: WebClient) -> None:
    answer = client.auth_test()

    assert answer["user_id"] == "UIMPAYES"
    assert "chat:write" in answer.headers["X-OAuth-Scopes"]


@pytest.mark.parametrize(
    ("token", "code"), [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("xapp-local", "not_allowed_token_type")]
)
def test_a_token_is_checked(server: Server, token: str, code: str) -> None:
    client = WebClient(token, base_url=server.api_url)

    assert code == refusal(client.chat_postMessage, channel=CHANNEL, text="x")


def test_a_revoked_token_an_unknown_method_and_a_missing_scope(server: Server, client: WebClient) -> None:
    assert refusal(client.api_call, api_method="nothing.list") == "unknown_method"
    assert refusal(client.reactions_add, channel=CHANNEL, name="eyes", timestamp="1.1") == "missing_scope"
    server.api.revoked = True
    assert refusal(client.auth_test) == "token_revoked"


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"channel": "CNONE", "text": "x"}, "channel_not_found"),
        ({"channel": "CDIRECTION", "text": "x"}, "channel_not_found"),
        ({"channel": "CGENERAL", "text": "x"}, "not_in_channel"),
        ({"channel": CHANNEL, "text": " "}, "no_text"),
        ({"channel": CHANNEL, "text": "x" * 4001}, "msg_too_long"),
        ({"channel": CHANNEL, "text": "x", "blocks": [{"type": "nothing"}]}, "invalid_blocks"),
        ({"channel": CHANNEL, "text": "x", "thread_ts": "1.000000"}, "thread_not_found"),
        ({"channel": CHANNEL, "text": "x", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        (
            {"channel": CHANNEL, "text": "x", "metadata": {**META, "event_payload": {"k": "x" * 8000}}},
            "metadata_too_large",
        ),
        ({"text": "x"}, "invalid_arguments"),
    ],
)
def test_a_message_is_refused(client: WebClient, args: Json, code: str) -> None:
    assert code == refusal(client.api_call, api_method="chat.postMessage", json=args)


def test_blocks_are_refused_with_the_reason_and_in_all_when_too_long(client: WebClient) -> None:
    long = [{"type": "section", "text": text("é" * 2900)} for _ in range(5)]

    assert refusal(client.chat_postMessage, channel=CHANNEL, text="x", blocks=long) == "msg_blocks_too_long"


def test_an_archived_channel_takes_nothing(server: Server, client: WebClient) -> None:
    server.workspace.channels[CHANNEL].is_archived = True

    assert refusal(client.chat_postMessage, channel=CHANNEL, text="x") == "is_archived"


def test_metadata_stands_in_the_history_only_when_asked(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CHANNEL, text="digest", metadata=META)["ts"]

    (plain,) = client.conversations_history(channel=CHANNEL)["messages"]
    (whole,) = client.conversations_history(channel=CHANNEL, include_all_metadata=True)["messages"]
    assert "metadata" not in plain
    assert whole["metadata"] == META
    (reply,) = client.conversations_replies(channel=CHANNEL, ts=ts, include_all_metadata=True)["messages"]
    assert reply["metadata"] == META


def test_a_history_is_paged_newest_first_and_bounded(client: WebClient, clock: Clock) -> None:
    stamps = []
    for number in range(5):
        clock.at += 1
        stamps.append(client.chat_postMessage(channel=CHANNEL, text=str(number))["ts"])
    pages = [page["messages"] for page in client.conversations_history(channel=CHANNEL, limit=2)]

    assert [["4", "3"], ["2", "1"], ["0"]] == [[one["text"] for one in page] for page in pages]
    between = client.conversations_history(channel=CHANNEL, oldest=stamps[1], latest=stamps[3])["messages"]
    assert ["2"] == [one["text"] for one in between]
    within = client.conversations_history(channel=CHANNEL, oldest=stamps[1], latest=stamps[3], inclusive=True)
    assert ["3", "2", "1"] == [one["text"] for one in within["messages"]]
    assert refusal(client.conversations_history, channel=CHANNEL, limit=0) == "invalid_limit"


def test_a_root_that_was_deleted_leaves_a_tombstone_over_its_replies(client: WebClient) -> None:
    root = client.chat_postMessage(channel=CHANNEL, text="Dupuis")["ts"]
    client.chat_postMessage(channel=CHANNEL, text="noté", thread_ts=root)
    client.chat_delete(channel=CHANNEL, ts=root)

    (stone,) = client.conversations_history(channel=CHANNEL)["messages"]
    assert stone["subtype"] == "tombstone"
    assert ["This message was deleted.", "noté"] == [
        one["text"] for one in client.conversations_replies(channel=CHANNEL, ts=root)["messages"]
    ]
    assert refusal(client.conversations_replies, channel=CHANNEL, ts="1.000000") == "thread_not_found"


def test_an_update_without_blocks_keeps_them_and_only_one_s_own_changes(stage: Stage) -> None:
    blocks = [{"type": "section", "block_id": "s", "text": text("corps")}]
    ts = stage.client.chat_postMessage(channel=CHANNEL, text="un", blocks=blocks)["ts"]
    other = stage.acts.write("UALICE", CHANNEL, "à moi").message

    assert stage.client.chat_update(channel=CHANNEL, ts=ts, text="deux")["message"]["blocks"] == blocks
    assert other is not None
    assert refusal(stage.client.chat_update, channel=CHANNEL, ts=other.ts, text="x") == "cant_update_message"
    assert refusal(stage.client.chat_delete, channel=CHANNEL, ts=other.ts) == "cant_delete_message"


def test_ephemerals_are_for_members_and_stand_in_no_history(server: Server, client: WebClient) -> None:
    assert client.chat_postEphemeral(channel=CHANNEL, user="UALICE", text="vous")["ok"]
    assert client.conversations_history(channel=CHANNEL)["messages"] == []
    assert refusal(client.chat_postEphemeral, channel=CHANNEL, user="UZOE", text="x") == "user_not_in_channel"
    assert refusal(client.chat_postEphemeral, channel=CHANNEL, user="UNO", text="x") == "user_not_found"
    assert len(server.workspace.history(CHANNEL, "UALICE")) == len(["vous"])


def test_views_keep_their_hash_and_their_depth(server: Server, client: WebClient) -> None:
    trigger = server.delivery.permissions.trigger
    view = client.views_open(trigger_id=trigger("UALICE"), view=form(external_id="one"))["view"]
    updated = client.views_update(view_id=view["id"], hash=view["hash"], view=form(external_id="one"))["view"]

    assert view["hash"] != updated["hash"]
    assert refusal(client.views_update, view_id=view["id"], hash=view["hash"], view=form()) == "hash_conflict"
    assert refusal(client.views_update, view_id="V0", view=form()) == "not_found"
    assert (
        refusal(client.views_open, trigger_id=trigger("UBOB"), view=form(external_id="one")) == "duplicate_external_ids"
    )
    assert refusal(client.views_open, trigger_id=trigger("UBOB"), view=form(submit=None)) == "invalid_arguments"
    for title in ("Deux", "Trois"):
        client.views_push(trigger_id=trigger("UALICE"), view=step(title))
    assert refusal(client.views_push, trigger_id=trigger("UALICE"), view=step("Quatre")) == "push_limit_reached"


def test_a_home_is_published_and_its_hash_watched(client: WebClient) -> None:
    home: Json = {"type": "home", "blocks": [{"type": "divider"}]}
    first = client.views_publish(user_id="UALICE", view=home)["view"]
    client.views_publish(user_id="UALICE", view=home, hash=first["hash"])

    assert refusal(client.views_publish, user_id="UALICE", view=home, hash=first["hash"]) == "hash_conflict"
    assert refusal(client.views_publish, user_id="UNO", view=home) == "user_not_found"


def test_people_channels_and_groups(server: Server, client: WebClient) -> None:
    server.workspace.add_group("recouvrement", ["UALICE", "UBOB"])

    assert client.users_info(user="UZOE")["user"]["is_stranger"]
    assert {"UALICE", "UBOB", "UZOE", "UIMPAYES"} == {one["id"] for one in client.users_list()["members"]}
    assert client.usergroups_users_list(usergroup="SRECOUVREMENT")["users"] == ["UALICE", "UBOB"]
    assert client.usergroups_list(include_users=True)["usergroups"][0]["handle"] == "recouvrement"
    assert client.conversations_info(channel=CHANNEL)["channel"]["is_member"]
    assert {CHANNEL, "CGENERAL"} == {one["id"] for one in client.conversations_list()["channels"]}
    members = [page["members"] for page in client.conversations_members(channel=CHANNEL, limit=2)]
    assert [["UALICE", "UBOB"], ["UIMPAYES"]] == members
    direct = client.conversations_open(users="UALICE")["channel"]["id"]
    assert client.chat_postMessage(channel="UALICE", text="bonjour")["channel"] == direct
    link = client.chat_getPermalink(channel=direct, message_ts=server.workspace.history(direct)[0].ts)["permalink"]
    assert f"/archives/{direct}/p" in link


def test_a_file_goes_up_and_comes_down(server: Server, client: WebClient) -> None:
    root = client.chat_postMessage(channel=CHANNEL, text="Dupuis")["ts"]
    file = client.files_upload_v2(
        channel=CHANNEL, thread_ts=root, filename="lettre.eml", content="Bonjour", title="Lettre"
    )

    assert Stage(server).fetch(file["file"]["url_private"]) == (200, b"Bonjour")
    assert client.files_info(file=file["file"]["id"])["file"]["title"] == "Lettre"
    assert server.workspace.replies(CHANNEL, root)[-1].files[0].name == "lettre.eml"
    assert refusal(client.files_info, file="F0") == "file_not_found"


def test_every_method_answers_to_nothing_at_all(server: Server) -> None:
    for method in sorted(METHODS):
        status, body = Stage(server).fetch(f"{server.api_url}{method}")

        assert (status, True) == (200, "ok" in json.loads(body)), method


def test_a_reaction_needs_its_scope_and_is_put_once(server: Server, client: WebClient) -> None:
    server.api.scopes.add("reactions:write")
    ts = client.chat_postMessage(channel=CHANNEL, text="x")["ts"]
    client.reactions_add(channel=CHANNEL, name="eyes", timestamp=ts)

    assert refusal(client.reactions_add, channel=CHANNEL, name="eyes", timestamp=ts) == "already_reacted"
    assert client.conversations_history(channel=CHANNEL)["messages"][0]["reactions"][0]["users"] == ["UIMPAYES"]


def test_a_page_of_another_site_is_kept_out(server: Server) -> None:
    url = f"{server.url}/faults"

    assert Stage(server).fetch(url, headers={"Origin": "https://ailleurs.example"})[0] == 403
    assert Stage(server).fetch(url, headers={"Origin": "null"})[0] == 403
    assert Stage(server).fetch(url, headers={"Host": "ailleurs.example"})[0] == 403
    assert Stage(server).fetch(url, headers={"Origin": server.url})[0] == 200


def test_a_response_address_takes_five_answers_in_half_an_hour(server: Server, clock: Clock) -> None:
    stage, permissions = Stage(server), server.delivery.permissions
    url = permissions.address("UALICE", CHANNEL)
    late = permissions.address("UALICE", CHANNEL)

    assert [200] * 5 == [stage.send(url, {"text": "oui"})[0] for _ in range(5)]
    assert stage.send(url, {"text": "six"}) == (404, b"used_url")
    clock.at += 1801
    assert stage.send(late, {"text": "tard"}) == (404, b"expired_url")
    assert stage.send(f"{server.url}/response/x", {}) == (404, b"invalid_url")
    assert len(server.workspace.history(CHANNEL, "UALICE")) == len("12345")


def test_a_response_may_be_public_and_may_take_the_original_away(server: Server) -> None:
    space, stage = server.workspace, Stage(server)
    source = space.post(CHANNEL, "UIMPAYES", "question", ephemeral_to="UALICE", bot_id="BIMPAYES")
    url = server.delivery.permissions.address("UALICE", CHANNEL, source)

    assert stage.send(url, {"text": "à tous", "response_type": "in_channel"})[0] == 200
    assert stage.send(url, {"delete_original": True})[0] == 200
    assert stage.send(url, {"text": ""}) == (400, b"no_text")
    assert ["à tous"] == [one.text for one in space.history(CHANNEL, "UALICE")]
