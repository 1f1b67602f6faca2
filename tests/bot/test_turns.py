"""« Jour suivant » and « Recommencer » in the demo as people start it."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import unescape
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests.browser.waiting import until
from tests.demo import Demo, demo_in

pytestmark = pytest.mark.timeout(90)
PATIENCE_S = 30.0


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo_in(tmp_path_factory.mktemp("demo")) as one:
        yield one


def asked(demo: Demo, path: str, body: dict[str, str] | None = None) -> tuple[int, str]:
    """Ask the page, as a window does; give the status and what it says, 0 when nobody answers."""
    netloc = urlsplit(demo.url).netloc
    connection = HTTPConnection(netloc, timeout=PATIENCE_S)
    headers = {"Content-Type": "application/json", "Origin": f"http://{netloc}"}
    try:
        connection.request("POST" if body else "GET", path, json.dumps(body) if body else None, headers if body else {})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except (OSError, HTTPException):
        return 0, ""
    finally:
        connection.close()


def facts(demo: Demo) -> dict[str, str]:
    """Give the day and the life that a window shows."""
    _, part = asked(demo, "/page/part/turns")
    return dict(re.findall(r'data-(day|life)="([^"]+)"', part))


def next_day(demo: Demo, seen: str) -> dict[str, Any]:
    _, said = asked(demo, "/page/turns/next", {"as": "UNADIA", "seen": seen})
    told: dict[str, Any] = json.loads(said)
    return told


def channel(demo: Demo) -> list[str]:
    """Give the words of the channel as they are typed, without what depends on the minute."""
    _, page = asked(demo, "/page/part/main?as=UNADIA&c=CIMPAYES")
    return [unescape(raw) for raw in re.findall(r'data-raw="([^"]*)"', page)]


def test_a_day_is_told_once_however_many_windows_ask(demo: Demo) -> None:
    before = facts(demo)["day"]
    answers: list[dict[str, Any]] = []
    windows = [threading.Thread(target=lambda: answers.append(next_day(demo, before))) for _ in range(3)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    refused = sorted(one["error"] for one in answers)

    assert "" == refused[0]
    assert {True} == {bool(one) for one in refused[1:]}
    assert 1 == sum(one.startswith(f"Impayés du {_label(demo)}") for one in channel(demo))
    assert before < facts(demo)["day"]


def test_a_window_that_shows_an_older_day_is_told_so(demo: Demo) -> None:
    assert {"ok": False, "error": f"Nous sommes déjà le {_label(demo)}."} == next_day(demo, "2020-01-01")


def test_verbs_of_another_terminal_act_on_the_day_of_the_story(demo: Demo) -> None:
    day = facts(demo)["day"]
    script = f'set -a; . .impayes-demo/env; set +a; exec "{sys.executable}" -m bot "$@"'
    ended = [
        subprocess.run(
            ["/bin/sh", "-c", script, "sh", *words], cwd=demo.folder, capture_output=True, timeout=60, check=False
        ).returncode
        for words in (
            ("tick", "--on", day),
            ("digest", "--on", day),
            ("import", str(Path("tests/samples/invoices.csv").resolve())),
        )
    ]

    assert [0, 0, 0] == ended
    assert 1 == sum(one.startswith(f"Impayés du {_label(demo)}") for one in channel(demo))


def test_starting_over_gives_what_a_first_start_gave(tmp_path: Path) -> None:
    with demo_in(tmp_path) as demo:
        first, told = facts(demo), channel(demo)
        assert {"ok": True, "error": ""} == next_day(demo, first["day"])
        assert told != channel(demo)

        assert (200, '{"ok": true, "error": ""}') == asked(demo, "/page/turns/anew", {"life": first["life"]})
        until(lambda: facts(demo).get("life", first["life"]) != first["life"], PATIENCE_S)

        assert (first["day"], told) == (facts(demo)["day"], channel(demo))
        assert {"ok": True, "error": ""} == next_day(demo, first["day"])


def test_a_demo_that_is_no_more_is_not_started_over(demo: Demo) -> None:
    before = facts(demo)
    answer = asked(demo, "/page/turns/anew", {"life": "0000"})

    assert ((200, '{"ok": true, "error": ""}'), before) == (answer, facts(demo))


@pytest.mark.parametrize("body", [{"as": "UNOBODY"}, {"seen": "2026-11-23"}])
def test_who_is_not_there_turns_no_day(demo: Demo, body: dict[str, str]) -> None:
    assert 400 == asked(demo, "/page/turns/next", body)[0]


def _label(demo: Demo) -> str:
    _, part = asked(demo, "/page/part/turns")
    found = re.search(r'role="status">([^<]+)<', part)
    assert found, part
    return found[1]
