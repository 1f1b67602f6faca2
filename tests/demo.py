"""The demo as people start it: in a process and a folder of its own."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

STOP_S = 15
ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@dataclass
class Demo:
    """A running demo: its address, its folder, what it has printed so far."""

    url: str
    folder: Path
    process: "subprocess.Popen[str]"
    said: str


def demo_command(port: int = 0) -> list[str]:
    return [sys.executable, "-m", "bot", "demo", "--no-browser", "--port", str(port)]


@contextmanager
def demo_in(folder: Path) -> Iterator[Demo]:
    """Start a demo on a free port, give it once it has greeted; kill it if it still runs at the end."""
    errors = folder / "stderr"
    with errors.open("w") as to:
        process = subprocess.Popen(demo_command(), cwd=folder, text=True, stdout=subprocess.PIPE, stderr=to)
    try:
        said = _greeting(process)
        found = ADDRESS.search(said)
        assert found, (said, errors.read_text())
        yield Demo(found[0], folder, process, said)
    finally:
        process.kill()
        process.wait()
        assert process.stdout
        process.stdout.close()


def _greeting(process: "subprocess.Popen[str]") -> str:
    """Read until the demo says how to stop it, or ends."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if "Ctrl-C" in line:
            break
    return said
