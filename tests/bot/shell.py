"""The program as people start it: a real process in a folder of its own, with the settings it is given and no other."""

import ctypes
import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

WITHIN = 20.0  # seconds, for what takes one or two
POLL = 0.02

T = TypeVar("T")


def wait_until(question: Callable[[], T | None], what: str, within: float = WITHIN) -> T:
    """Ask until the answer is true, and give it; fail after `within` seconds."""
    deadline = time.monotonic() + within
    answer = question()
    while not answer:
        assert time.monotonic() < deadline, f"waited {within} s for {what}"
        time.sleep(POLL)
        answer = question()
    return answer


@dataclass
class Shell:
    """A folder to start the program in, and its settings."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def environment(self, settings: Mapping[str, str]) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
        return {**kept, "PYTHONUTF8": "1", **self.settings, **settings}

    def run(self, *words: str | Path, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a verb to its end."""
        command = [sys.executable, "-m", "bot", *map(str, words)]
        return subprocess.run(
            command,
            cwd=self.folder,
            env=self.environment(settings),
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def said(self, *words: str | Path, **settings: str) -> str:
        """Run a verb that succeeds in silence on stderr, give what it printed."""
        done = self.run(*words, **settings)

        assert (0, "") == (done.returncode, done.stderr)
        return done.stdout

    def refused(self, *words: str | Path, code: int = 1, **settings: str) -> str:
        """Run a verb that fails, give its words on stderr."""
        done = self.run(*words, **settings)

        assert (code, "") == (done.returncode, done.stdout)
        assert "Traceback" not in done.stderr
        return done.stderr

    def journal(self) -> list[str]:
        """Give the kinds of the journal, in order."""
        return self._read("SELECT kind FROM journal ORDER BY id")

    def places(self) -> list[str]:
        """Give where the messages that were posted stand."""
        return self._read("SELECT ts FROM places WHERE ts IS NOT NULL ORDER BY ts")

    def write_database(self, statement: str) -> None:
        """Write in the SQLite database of the folder."""
        connection = sqlite3.connect(self.folder / "impayes.db")
        with connection:
            connection.execute(statement)
        connection.close()

    def _read(self, query: str) -> list[str]:
        """Read one column of the SQLite database of the folder."""
        connection = sqlite3.connect(self.folder / "impayes.db")
        try:
            return [value for (value,) in connection.execute(query)]
        finally:
            connection.close()

    def start(self, *words: str, module: str = "bot", **settings: str) -> "Process":
        """Start a verb, or another module, that runs until it is told to stop."""
        environment = {"PYTHONPATH": str(Path.cwd()), **self.environment(settings)}
        return Process([sys.executable, "-m", module, *words], self.folder, environment)


def die_with_parent() -> None:
    """Ask Linux to end the program when the tests are killed (prctl PR_SET_PDEATHSIG = 1), so that no orphan stays."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(1, signal.SIGTERM, 0, 0, 0)


class Process:
    """A running program, in a process group of its own as a terminal would start it, and what it logs."""

    def __init__(self, command: list[str], folder: Path, environment: Mapping[str, str]) -> None:
        self._popen = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=die_with_parent,  # noqa: PLW1509 - it only calls prctl, and takes no lock
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def _read(self) -> None:
        for line in self._popen.stderr or ():
            self.lines.append(line)

    @property
    def records(self) -> list[dict[str, Any]]:
        """Give what was logged so far."""
        return [json.loads(line) for line in list(self.lines) if line.startswith("{")]

    def wait_for(self, words: str) -> str:
        """Wait for a record that holds `words`, give its message."""

        def found() -> str:
            assert self.running or self._reader.is_alive() or self._holds(words), f"it ended: {self.lines}"
            return self._holds(words)

        return wait_until(found, words)

    def _holds(self, words: str) -> str:
        return next((str(one["message"]) for one in self.records if words in one["message"]), "")

    @property
    def said(self) -> list[str]:
        """Give the lines of stderr that are no log."""
        return [line for line in list(self.lines) if not line.startswith("{")]

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def running(self) -> bool:
        return self._popen.poll() is None

    def tell(self, sent: signal.Signals) -> None:
        """Send a signal, as a platform does."""
        self._popen.send_signal(sent)

    def end(self, within: float = WITHIN) -> int:
        """Wait for its end, give its exit code."""
        code = self._popen.wait(within)
        self._reader.join()
        return code

    def stop(self, sent: signal.Signals = signal.SIGTERM, within: float = 15.0) -> int:
        """Tell it to stop, give its exit code; it must end within the seconds the bot promises."""
        self.tell(sent)
        return self.end(within)

    def close(self) -> None:
        """Leave nothing behind."""
        if self.running:
            os.killpg(self._popen.pid, signal.SIGKILL)
        self._popen.wait()
        self._reader.join()
        if self._popen.stderr:
            self._popen.stderr.close()
