"""A screen as a digest: its HTML without what differs from run to run, its styles and scripts, never its pixels."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from urllib.parse import urlencode

from werkzeug.test import Client

from sandbox.page.app import STATIC, page_app
from sandbox.pictures.shot import Part, Shot
from sandbox.pictures.stage import Stage

PATHS: Mapping[Part, str] = {
    "window": "/",
    "message": "/page/part/main",
    "home": "/page/part/main",
    "thread": "/page/part/thread",
    "modal": "/page/part/modal",
    "inspector": "/page/inspector",
}
"""Where the server draws what a picture is of."""
COUNTED = re.compile(r"\b(?:Ev|[FRV])\d{6,}\b|\b\d{10}\.\d{6}\b")
"""Ids and ts of the workspace: how many things came before must not show, which is which must."""
MADE_UP = re.compile(
    r'(?<= data-)(?:block="[0-9a-f]{8}|(?:boot|hash|last|number|rev)="[0-9a-f.]+)(?=")'
    r"|(?<=//127\.0\.0\.1:)\d+|(?<=>)\d+(?=\u00a0ms<)"
)
"""What is drawn by lot, counted, or measured."""
EXCHANGES = re.compile(r"<li data-number=.*?</li>", re.DOTALL)
"""What the bot and Slack said: several at once come in whatever order, and how many depends on the machine."""


@dataclass(frozen=True)
class Screen:
    """A shot as it stands on the stage: the address to look at, and the digest of what is seen there."""

    shot: Shot
    address: str
    digest: str


def screens(stage: Stage, shots: Iterable[Shot]) -> Iterator[Screen]:
    """Do what each shot says and give its screen, which stands until the next one is asked for."""
    for shot in shots:
        desk = stage.desk(shot.person)
        shot.steps(desk)
        query = {"as": desk.user, "c": shot.place} | ({"t": desk.root(shot.thread).ts} if shot.thread else {})
        page = Client(page_app(stage.server))
        drawn = page.get(f"{PATHS[shot.part]}?{urlencode(query)}", base_url=stage.server.url)
        if drawn.status_code != HTTPStatus.OK:
            raise RuntimeError(f"{shot.name}: {drawn.status}")
        address = "/inspector" if shot.part == "inspector" else f"/?{urlencode(query)}"
        yield Screen(shot, stage.server.url + address, _digest(shot, drawn.text))


def normal(html: str) -> str:
    """Give HTML without what differs from run to run; ids become the order they first come in."""
    seen: dict[str, str] = {}
    return COUNTED.sub(
        lambda found: seen.setdefault(found[0], f"#{len(seen)}"), MADE_UP.sub("", EXCHANGES.sub("", html))
    )


def _digest(shot: Shot, html: str) -> str:
    told = (normal(html), shot.part, *shot.clicks, str(shot.size), shot.scheme, _styles())
    return hashlib.sha256("\0".join(told).encode()).hexdigest()


@cache
def _styles() -> str:
    files = sorted(one for one in STATIC.iterdir() if one.is_file())
    return " ".join(f"{one.name}={hashlib.sha256(one.read_bytes()).hexdigest()}" for one in files)
