"""The HTTP server: whoever stops it, what is under way is answered, and what was opened is closed."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from queue import Queue
from typing import Any

import pytest

WITHIN = 15  # seconds, what the bot promises


class Server:
    """The server in a process group of its own, as a terminal would start it, and what it logs."""

    def __init__(self, go: Path) -> None:
        command = [sys.executable, "-m", "tests.bot.gunicorn_app", str(go)]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self._lines: Queue[dict[str, Any]] = Queue()
        self.seen: list[dict[str, Any]] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()
        self.port = int(re.findall(r":(\d+)", self.wait_for("Listening at"))[-1])

    def _read(self) -> None:
        for line in self.process.stderr or ():
            self._lines.put(json.loads(line))

    def wait_for(self, words: str) -> str:
        """Return the first record that holds `words`."""
        while True:
            record = self._lines.get(timeout=WITHIN)
            self.seen.append(record)
            if words in record["message"]:
                return str(record["message"])

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2 * WITHIN)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._reader.join()
        if self.process.stderr:
            self.process.stderr.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(tmp_path / "go")
    yield server
    server.close()


@pytest.mark.parametrize("to_group", [False, True], ids=["to the process", "to the group"])
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_a_request_under_way_is_answered_before_the_end(
    server: Server, sent: signal.Signals, tmp_path: Path, *, to_group: bool
) -> None:
    answers: list[tuple[int, str]] = []
    asking = threading.Thread(target=lambda: answers.append(server.get("/slow")))
    asking.start()
    server.wait_for("under way")
    (os.killpg if to_group else os.kill)(server.process.pid, sent)
    server.wait_for("Handling signal")
    (tmp_path / "go").touch()
    asking.join()

    assert [(200, "done")] == answers
    assert 0 == server.process.wait(WITHIN)
    server.wait_for("closed")


def test_a_failure_is_logged_without_what_it_held(server: Server) -> None:
    assert 500 == server.get("/fails")[0]
    server.wait_for("Error handling request")

    assert "builtins.ValueError" == server.seen[-1]["errors"][0]["type"]
    assert "Dupuis" not in json.dumps(server.seen)
