"""`impayes demo`: a Slack on this machine, with the same program in it as in a real one, and a past to look at."""

import errno
import os
import shutil
import socket
import sys
import threading
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from bot.failures import Failure
from bot.listening import listening
from bot.settings import load_settings
from bot.wiring import Program, make_program
from bot.worker import until_told
from sandbox.deeds import Deeds
from sandbox.demo_folder import NAME, database_url, demo_folder, fresh, write_env, write_policy
from sandbox.future import Future
from sandbox.hints import hints, shortcuts
from sandbox.page import page_app
from sandbox.page.preparing import preparing
from sandbox.people import APPROVALS, CHANNEL, ROLES, WHO, settle
from sandbox.portfolio import Days
from sandbox.server import HOST, Server
from sandbox.story import Story, StoryClock
from sandbox.turns import Turns
from sandbox.workspace import APP_TOKEN, BOT_TOKEN, SIGNING_SECRET, Workspace
from storage.schema import migrate

NNBSP, NBSP = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
ZONE = "Europe/Paris"
LOOK_S, GRACE_S = 0.2, 0.6


def demonstrate(port: int, say: Callable[[str], None], *, browser: bool) -> None:
    """Run the demo until SIGTERM or SIGINT, anew each time the page asks for it.

    `say` is told what to print, `browser` lets a browser be opened. Raise `Failure` when the port is taken or another
    demo holds the folder.
    """
    told = until_told()
    _free(port)
    with demo_folder(Path.cwd()) as folder:
        greeted = False
        while not told.is_set():
            with _standing(port, folder) as (server, turns):
                if not greeted:
                    _greet(server.url, say, browser=browser)
                port, greeted = urlsplit(server.url).port or port, True
                _until(told, turns.ended)
        say("Arrêt de la démonstration.")


def _greet(url: str, say: Callable[[str], None], *, browser: bool) -> None:
    say(_welcome(url, _command()))
    if browser and _has_display():
        threading.Thread(target=_open, args=(url,), name="browser", daemon=True).start()


def _until(told: threading.Event, ended: threading.Event) -> None:
    """Wait until one of both is set; windows are given the time to hear that a demo ended."""
    while not told.wait(LOOK_S):
        if ended.is_set():
            told.wait(GRACE_S)
            return


@contextmanager
def _standing(port: int, folder: Path) -> Iterator[tuple[Server, Turns]]:
    """Give the workspace, served, and its days, once the past has been told and the program listens."""
    fresh(folder)
    policy = {"IMPAYES_POLICY": str(write_policy(folder))}
    variables = {"DATABASE_URL": database_url(folder), **policy, **_slack(""), **ROLES}
    clock = StoryClock(load_settings({"IMPAYES_TIMEZONE": ZONE}).zone)
    workspace = Workspace(clock.seconds)
    settle(workspace)
    with Server(workspace, port=port, page=preparing) as server:
        variables |= _slack(server.api_url)
        write_env(folder, variables)
        program = make_program(load_settings(variables, slack="socket"), clock)
        try:
            migrate(program.engine)
            turns = Turns(_told(program, clock, workspace), clock, server)
            told = {"message_shortcuts": shortcuts("message"), "shortcuts": shortcuts("global")}
            server.page = page_app(server, **told, hints=hints(), turns=turns)
            with listening(program):
                yield server, turns
                turns.quiet()
        finally:
            program.close()


def _told(program: Program, clock: StoryClock, workspace: Workspace) -> Future:
    """Tell the past, and give what tells the days to come: another worker than the one that listens."""
    days = Days(clock.today(), program.policy.reminders.calendar)
    Story(Deeds(program, workspace, days), clock).play()
    return Future(Deeds(replace(program, me=f"{program.me}:story"), workspace, days), clock)


def _slack(api_url: str) -> Mapping[str, str]:
    return {
        "SLACK_API_URL": api_url,
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": APP_TOKEN,
        "SLACK_SIGNING_SECRET": SIGNING_SECRET,
        "IMPAYES_CHANNEL": CHANNEL,
        "IMPAYES_APPROVAL_CHANNEL": APPROVALS,
        "IMPAYES_TIMEZONE": ZONE,
    }


def _free(port: int) -> None:
    """Raise `Failure` when somebody listens on the port already."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            if error.errno not in {errno.EADDRINUSE, errno.EACCES}:
                raise
            why = "est déjà pris" if error.errno == errno.EADDRINUSE else "est réservé au système"
            raise Failure(f"le port {port} {why}{NNBSP}: choisissez-en un autre par --port") from None


def _command() -> str:
    """Give how this very program is typed again."""
    path = Path(sys.argv[0])
    if path.name == "__main__.py":
        return "python -m bot"
    with suppress(ValueError):
        return str(path.absolute().relative_to(Path.cwd()))
    return path.name if shutil.which(path.name) else str(path.absolute())


def _welcome(url: str, command: str) -> str:
    return f"""
Impayés, démonstration{NBSP}: {url}
{WHO}

Depuis un autre terminal, dans ce dossier, la ligne de commande agit sur la démonstration{NBSP}:
  set -a; . {NAME}/env; set +a
  {command} import tests/samples/invoices.csv
  {command} digest
  {command} tick --on AAAA-MM-JJ     juge les promesses comme si ce jour était venu

Tout est remis à neuf à chaque démarrage. Ctrl-C pour arrêter.
"""


def _has_display() -> bool:
    return sys.platform in {"darwin", "win32"} or any(os.environ.get(name) for name in DISPLAYS)


def _open(url: str) -> None:
    with suppress(webbrowser.Error, OSError):
        webbrowser.open(url)
