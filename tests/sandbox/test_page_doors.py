import json
import re
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from messages.ids import Shortcut
from sandbox.hints import hints, shortcuts
from sandbox.page import page_app
from sandbox.server import Server
from sandbox.workspace import BOT, BOT_USER
from tests.sandbox.test_mrkdwn import Tags

ORIGIN = "http://127.0.0.1:1"


@pytest.fixture
def page(server: Server) -> Client:
    return Client(page_app(server))


def get(page: Client, path: str, host: str = "127.0.0.1:1") -> TestResponse:
    return page.get(path, base_url=f"http://{host}")


def act(page: Client, origin: str | None = ORIGIN, **body: Any) -> TestResponse:
    headers = {"Origin": origin} if origin else {}
    return page.post("/page/act", base_url=ORIGIN, headers=headers, json=body)


def main_text(page: Client, viewer: str, channel: str = "CIMPAYES") -> str:
    return Tags(get(page, f"/page/part/main?as={viewer}&c={channel}").text).text


def test_another_web_site_cannot_act(page: Client) -> None:
    written = {"as": "UALICE", "act": "write", "channel": "CIMPAYES", "text": "bonjour"}
    as_form = page.post("/page/act", base_url=ORIGIN, headers={"Origin": ORIGIN}, data=json.dumps(written))

    assert [403, 403, 415] == [
        act(page, "https://ailleurs.fr", **written).status_code,
        act(page, None, **written).status_code,
        as_form.status_code,
    ]
    assert 200 == act(page, **written).status_code


def test_another_name_for_this_machine_sees_nothing(page: Client) -> None:
    assert [403, 403, 200] == [
        get(page, path, host).status_code
        for path, host in (("/", "ailleurs.fr"), ("/page/part/main", "x.fr:1"), ("/", "localhost:1"))
    ]


@pytest.mark.parametrize(
    "body", [[], 7, {}, {"act": "write"}, {"act": "press", "as": "UALICE"}, {"act": "vole", "as": "UALICE"}]
)
def test_a_malformed_ask_is_refused(page: Client, body: Any) -> None:
    answer = page.post("/page/act", base_url=ORIGIN, headers={"Origin": ORIGIN}, json=body)

    assert 400 == answer.status_code


def test_a_file_that_is_not_base64_is_refused(page: Client) -> None:
    files = [{"name": "x", "data": "é"}]

    assert 400 == act(page, **{"as": "UALICE"}, act="write", channel="CIMPAYES", text="", files=files).status_code


def test_a_stranger_of_a_channel_does_not_read_it(page: Client, server: Server) -> None:
    server.workspace.post("CDIRECTION", "UALICE", "confidentiel")

    assert "confidentiel" in main_text(page, "UALICE", "CDIRECTION")
    assert "confidentiel" not in main_text(page, "UBOB", "CDIRECTION")


def test_an_ephemeral_message_is_for_its_person_alone(page: Client, server: Server) -> None:
    server.workspace.post("CIMPAYES", BOT_USER, "secret", bot_id=BOT, ephemeral_to="UALICE")

    assert "Visible uniquement par vous" in main_text(page, "UALICE")
    assert "secret" not in main_text(page, "UBOB")


def test_a_deleted_root_leaves_a_mark_while_its_thread_stands(page: Client, server: Server) -> None:
    root = server.workspace.post("CIMPAYES", BOT_USER, "racine", bot_id=BOT)
    server.workspace.post("CIMPAYES", "UBOB", "suite", thread_ts=root.ts)
    server.workspace.delete("CIMPAYES", root.ts)

    assert "Ce message a été supprimé." in main_text(page, "UALICE")
    assert "1 réponse" in main_text(page, "UALICE")


def test_reading_a_channel_takes_its_mark_away(page: Client, server: Server) -> None:
    server.workspace.post("CIMPAYES", "UBOB", "nouveau")
    side = "/page/part/side?as=UALICE&c=CGENERAL"

    before = get(page, side).text
    act(page, **{"as": "UALICE"}, act="read", channel="CIMPAYES")

    assert "1 non lu" in before
    assert "non lu" not in get(page, side).text


def test_a_long_channel_shows_its_end_and_offers_the_rest(page: Client, server: Server) -> None:
    for n in range(102):
        server.workspace.post("CIMPAYES", "UBOB", f"message-{n:03d}.")

    text = main_text(page, "UALICE")

    assert "message-101." in text
    assert "message-001." not in text
    assert "Afficher les messages plus anciens" in text
    assert "message-000." in Tags(get(page, "/page/part/main?as=UALICE&c=CIMPAYES&n=200").text).text


def test_the_stream_tells_what_to_draw_again_and_what_to_say(page: Client, server: Server) -> None:
    stream = iter(get(page, f"/page/events?as=UALICE&since={server.workspace.rev}").response)

    first = str(next(stream))
    server.workspace.toast("UALICE", "Attention")
    server.workspace.tell("views", user="UBOB")
    second = next(stream)

    assert '"ready": false' in first
    assert '"toasts": ["Attention"]' in str(second)
    assert '"parts": {}' in str(second)


def test_a_file_is_shown_only_when_it_is_a_picture(page: Client, server: Server) -> None:
    server.acts.write("UALICE", "CIMPAYES", "", files=[("a.html", b"<script>"), ("b.png", b"png")])
    page_file, picture = [get(page, f"/page/file/{id_}") for id_ in server.workspace.files]

    assert "attachment; filename=a.html" == page_file.headers["Content-Disposition"]
    assert "Content-Disposition" not in picture.headers


def test_only_the_page_s_own_files_are_served(page: Client) -> None:
    found = [
        get(page, f"/page/static/{name}").status_code for name in ("page.css", "page.js", "..%2Fapp.py", "rien.css")
    ]

    assert [200, 200, 404, 404] == found


def test_a_window_is_sent_only_the_lines_it_has_not_drawn(page: Client, server: Server) -> None:
    old = server.workspace.post("CIMPAYES", "UBOB", "ancien")
    path = "/page/part/main?as=UALICE&c=CIMPAYES"
    have = dict(re.findall(r'data-hash="(\w+)" .*?data-key="([\d.]+)"', get(page, path).text))
    server.workspace.post("CIMPAYES", "UBOB", "nouveau")
    body = {"have": {key: mark for mark, key in have.items()}}
    again = page.post(path, base_url=ORIGIN, headers={"Origin": ORIGIN}, json=body).text
    server.acts.react("UBOB", "CIMPAYES", old.ts, "eyes")
    changed = page.post(path, base_url=ORIGIN, headers={"Origin": ORIGIN}, json=body).text

    assert f'<i data-key="{old.ts}" data-kept></i>' in again
    assert ["nouveau"] == [word for word in ("ancien", "nouveau") if word in Tags(again).text]
    assert "ancien" in Tags(changed).text


def test_new_messages_begin_where_a_person_stopped_reading(page: Client, server: Server) -> None:
    server.workspace.post("CIMPAYES", "UBOB", "lu")
    server.workspace.mark_read("UALICE", "CIMPAYES")
    server.workspace.post("CIMPAYES", "UALICE", "de moi")
    mark = server.workspace.history("CIMPAYES")[-1].ts
    server.workspace.post("CIMPAYES", "UBOB", "non lu")
    text = main_text(page, "UALICE")
    server.workspace.mark_read("UALICE", "CIMPAYES")

    assert text.index("de moi") < text.index("Nouveaux messages") < text.index("non lu")
    assert "Nouveaux messages" not in main_text(page, "UALICE")
    assert "Nouveaux messages" in main_text(page, "UALICE", f"CIMPAYES&mark={mark}")


def test_a_stranger_of_a_direct_conversation_does_not_read_it(page: Client, server: Server) -> None:
    channel = server.workspace.direct("UALICE", "UBOB")
    server.workspace.post(channel.id, "UALICE", "entre nous")

    assert ["UALICE", "UBOB"] == [
        who for who in ("UALICE", "UBOB", "UZOE") if "entre nous" in main_text(page, who, channel.id)
    ]


def test_only_a_known_emoji_is_put_under_a_message(page: Client, server: Server) -> None:
    message = server.workspace.post("CIMPAYES", "UBOB", "payé")
    told = {"as": "UALICE", "channel": "CIMPAYES", "ts": message.ts}

    assert [200, 400] == [act(page, **told, act="react", name=name).status_code for name in ("tada", "<b>")]
    assert {"tada": ["UALICE"]} == message.reactions


def test_a_permalink_leads_to_its_message(page: Client) -> None:
    answer = get(page, "/archives/CIMPAYES/p1764000000000100?thread_ts=1764000000.000000")

    assert "/?c=CIMPAYES&t=1764000000.000000#1764000000.000100" == answer.headers["Location"]


def test_the_demo_proposes_the_verbs_of_the_help_and_the_shortcuts_of_the_manifest() -> None:
    offered = {one["callback_id"]: one["name"] for one in shortcuts("message") + shortcuts("global")}

    assert "Noter chez un client" == offered[Shortcut.NOTE_KEEP]
    assert set(Shortcut) == set(offered)
    assert [] == [one for one in hints() if not one.does or (one.verb and not one.usage.startswith(one.verb))]
