import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.demo import STOP_S, Demo, demo_command, demo_in

pytestmark = pytest.mark.timeout(90)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    with demo_in(tmp_path_factory.mktemp("demo")) as one:
        yield one


def impayes(demo: Demo, *words: str) -> "subprocess.CompletedProcess[str]":
    """Run a verb from another terminal, as the demo says to."""
    script = f'set -a; . .impayes-demo/env; set +a; exec "{sys.executable}" -m bot "$@"'
    command = ["/bin/sh", "-c", script, "sh", *words]
    return subprocess.run(command, cwd=demo.folder, capture_output=True, text=True, timeout=60, check=False)


def refused(folder: Path, port: int = 0) -> tuple[int, str]:
    """Start a demo that cannot be, and give its exit code and what it says."""
    ended = subprocess.run(demo_command(port), cwd=folder, capture_output=True, text=True, timeout=60, check=False)
    return ended.returncode, ended.stderr


def test_it_says_where_it_is_who_is_who_and_how_to_type_verbs(demo: Demo) -> None:
    assert f"Impayés, démonstration\u00a0: {demo.url}\n" in demo.said
    assert "Nadia Benali et Thomas Girard relancent, Hélène Marchand approuve" in demo.said
    assert "  set -a; . .impayes-demo/env; set +a\n" in demo.said
    assert "import tests/samples/invoices.csv\n" in demo.said


def test_the_page_shows_the_digest_at_once(demo: Demo) -> None:
    connection = HTTPConnection(urlsplit(demo.url).netloc, timeout=10)
    connection.request("GET", "/")
    page = connection.getresponse().read().decode()
    connection.close()

    assert "Impayés du " in page
    assert "Imprimerie de l&#39;Étoile" in page


def test_the_verbs_work_on_it_from_another_terminal(demo: Demo) -> None:
    brought = impayes(demo, "import", "--json", str(Path("tests/samples/invoices.csv").resolve()))
    judged = impayes(demo, "tick")
    shown = impayes(demo, "digest", "--json")

    assert (13, []) == (json.loads(brought.stdout)["added"], json.loads(brought.stdout)["rejected"])
    assert (0, "0 engagement jugé.\n") == (judged.returncode, judged.stdout)
    assert "MAIRIE DE SAINT-EXEMPLE" in shown.stdout


def test_its_settings_are_for_this_person_only(demo: Demo) -> None:
    assert 0o600 == (demo.folder / ".impayes-demo" / "env").stat().st_mode & 0o777


def test_a_second_demo_in_the_folder_is_refused_in_one_line(demo: Demo) -> None:
    said = "impayes demo\u00a0: une démonstration tourne déjà dans ce dossier\u202f: arrêtez-la d’abord par Ctrl-C\n"

    assert (1, said) == refused(demo.folder)


def test_a_port_that_is_taken_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = refused(tmp_path, port)

    said = f"impayes demo\u00a0: le port {port} est déjà pris\u202f: choisissez-en un autre par --port\n"
    assert (1, said) == answer
    assert not (tmp_path / ".impayes-demo").exists()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_told_and_begins_anew(tmp_path: Path, number: signal.Signals) -> None:
    for _ in range(2):
        with demo_in(tmp_path) as one:
            os.kill(one.process.pid, number)

            assert 0 == one.process.wait(STOP_S)
    assert "" == (tmp_path / "stderr").read_text()
