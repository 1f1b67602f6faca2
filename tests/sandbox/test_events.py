"""Events: what the bot is told of what people write, how often, and what it is not told."""

from sandbox.records import BOT_USER, Exchange
from tests.sandbox.stage import Stage, refusal

CHANNEL = "CIMPAYES"


def told(stage: Stage) -> list[Exchange]:
    stage.server.delivery.settle()
    return [one for one in stage.space.inspector if one.direction == "out"]


def texts(stage: Stage) -> list[str]:
    return [one.text for one in stage.space.history(CHANNEL)]


def test_a_message_is_answered_in_its_thread(stage: Stage) -> None:
    message = stage.acts.write("UALICE", CHANNEL, "écho").message
    assert message is not None

    stage.space.wait(lambda: len(stage.space.replies(CHANNEL, message.ts)) > 1)
    assert ["écho", "écho !"] == [one.text for one in stage.space.replies(CHANNEL, message.ts)]


def test_a_direct_message_reaches_the_bot(stage: Stage) -> None:
    direct = stage.space.im("UALICE").id
    message = stage.acts.write("UALICE", direct, "écho").message

    assert message is not None
    stage.space.wait(lambda: len(stage.space.replies(direct, message.ts)) > 1)


def test_edits_and_deletions_are_told_with_what_stood_there(stage: Stage) -> None:
    message = stage.acts.write("UALICE", CHANNEL, "un").message
    assert message is not None
    stage.acts.edit("UALICE", CHANNEL, message.ts, "deux")
    stage.acts.delete("UALICE", CHANNEL, message.ts)

    stage.space.wait(lambda: {"message_changed : un", "message_deleted : deux"} <= set(texts(stage)))
    assert not stage.acts.edit("UBOB", CHANNEL, stage.space.history(CHANNEL)[0].ts, "x").ok


def test_a_person_may_take_the_bot_s_message_away(stage: Stage) -> None:
    ts = stage.client.chat_postMessage(channel=CHANNEL, text="digest")["ts"]

    assert stage.acts.delete("UALICE", CHANNEL, ts).ok
    assert told(stage)[-1].request["event"]["subtype"] == "message_deleted"
    assert refusal(stage.client.chat_update, channel=CHANNEL, ts=ts, text="x") == "message_not_found"


def test_a_mention_is_told_beside_the_message(stage: Stage) -> None:
    stage.acts.mention("UALICE", CHANNEL, "bonjour @bob & <co>")

    names = [one.name for one in told(stage)]
    assert ["message", "app_mention"] == names[:2]
    assert stage.space.history(CHANNEL)[0].text == f"<@{BOT_USER}> bonjour <@UBOB> &amp; &lt;co&gt;"


def test_nothing_is_told_of_channels_the_bot_is_not_in_nor_of_what_it_did_not_ask_for(stage: Stage) -> None:
    stage.acts.write("UALICE", "CGENERAL", "entre nous")
    message = stage.acts.write("UALICE", "CDIRECTION", "secret").message
    stage.acts.join("UZOE", CHANNEL)
    assert message is not None
    stage.acts.react("UALICE", "CDIRECTION", message.ts, "eyes")

    assert told(stage) == []


def test_the_home_is_published_when_opened(stage: Stage) -> None:
    stage.acts.open_home("UALICE")

    view = stage.space.wait(lambda: stage.space.homes.get("UALICE"))
    assert view.payload["blocks"][0]["text"]["text"] == "Bonjour UALICE"


def test_an_event_that_is_not_acknowledged_comes_three_times_more(stage: Stage) -> None:
    stage.server.faults.add("unacked", "events_api", count=10)
    stage.acts.write("UALICE", CHANNEL, "salut")

    ids = [one.request["event_id"] for one in told(stage)]
    assert len(ids) == len(stage.server.delivery.retry_delays) + 1
    assert len(set(ids)) == 1


def test_an_event_may_come_twice(stage: Stage) -> None:
    stage.server.faults.add("twice", "message")
    stage.acts.write("UALICE", CHANNEL, "salut")

    ids = [one.request["event_id"] for one in told(stage)]
    assert len(ids) == len(set(ids)) + 1


def test_a_bot_comes_back_after_a_disconnect(socket_stage: Stage) -> None:
    socket_stage.server.faults.add("disconnect", "slash_commands")

    assert socket_stage.acts.command("UALICE", CHANNEL, "aide").ok
    assert socket_stage.server.delivery.sockets.wait_connected(5)


def test_files_are_told_and_fetched_with_the_token_alone(stage: Stage) -> None:
    stage.acts.write("UALICE", CHANNEL, "le fichier", files=[("factures.csv", b"a;b\n1;2\n")])

    events = [one.request["event"] for one in told(stage)]
    assert [("message", "file_share"), ("file_shared", None)] == [(one["type"], one.get("subtype")) for one in events]
    url = events[0]["files"][0]["url_private"]
    assert stage.fetch(url) == (200, b"a;b\n1;2\n")
    assert stage.fetch(url, token="")[0] == 403
