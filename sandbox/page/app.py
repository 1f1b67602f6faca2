"""The page as a WSGI program: pages, parts, acts, files and the stream of changes, for this machine only."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, NotFound, UnsupportedMediaType
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers.response import Response as AnyResponse

from sandbox.page import inspector
from sandbox.page.changes import parts_of
from sandbox.page.doors import BadAskError, act
from sandbox.page.hints import Hint
from sandbox.page.parts import Facts, Parts
from sandbox.page.place import Place, place_of
from sandbox.page.turns import ROUTES as TURNS_ROUTES
from sandbox.page.turns import Held, TurnsDoors
from sandbox.server import Server
from sandbox.turns import Turns

STATIC = Path(__file__).parent / "static"
STATIC_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
OWN_HOSTS = frozenset({"127.0.0.1", "localhost", "::1"})
SHOWN_IMAGES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
LONGEST_BODY = 64 * 1024 * 1024
WATCH_SECONDS = 2.0
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
ROUTES = (
    ("/", "page", "GET"),
    ("/archives/<channel>/p<digits>", "permalink", "GET"),
    ("/page/part/<name>", "part", "GET"),
    ("/page/part/<name>", "part", "POST"),
    ("/page/events", "events", "GET"),
    ("/page/act", "act", "POST"),
    ("/page/file/<name>", "file", "GET"),
    ("/page/static/<name>", "static", "GET"),
    *inspector.ROUTES,
)


def page_app(
    server: Server,
    *,
    message_shortcuts: Sequence[Facts] = (),
    shortcuts: Sequence[Facts] = (),
    hints: Sequence[Hint] = (),
    turns: Turns | None = None,
) -> "Page":
    """Give the WSGI program of a server's page, to be set as its `page`.

    Shortcuts are those of the app's manifest, each with `name` and `callback_id`; hints are proposed after a slash.
    """
    return Page(server, Parts(server.workspace, message_shortcuts, shortcuts, hints), turns)


class Page:
    """Answers everything the browser asks; only pages served by this machine to itself may ask."""

    def __init__(self, server: Server, parts: Parts, turns: Turns | None = None) -> None:
        self._server, self._workspace, self._parts = server, server.workspace, parts
        self._boot, self._turns = secrets.token_hex(4), turns
        self._map = Map([Rule(path, endpoint=name, methods=[method]) for path, name, method in ROUTES])
        self._doors: dict[str, Callable[..., AnyResponse]] = {
            "page": self._page,
            "permalink": self._permalink,
            "part": self._part,
            "events": self._events,
            "act": self._act,
            "file": self._file,
            "static": self._static,
            **inspector.Inspector(server).doors,
        }
        if turns is not None:
            self._turn(TurnsDoors(turns, server.workspace))

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        request.max_content_length = LONGEST_BODY
        try:
            _only_this_machine(request)
            endpoint, values = self._map.bind_to_environ(environ).match()
            answer = self._doors[endpoint](request, **values)
        except HTTPException as refusal:
            answer = Response(f"{refusal.code} {refusal.name}", status=refusal.code, content_type="text/plain")
        for name, value in HEADERS.items():
            answer.headers.setdefault(name, value)
        return answer(environ, start_response)

    def _turn(self, turning: TurnsDoors) -> None:
        for path, name, method in TURNS_ROUTES:
            self._map.add(Rule(path, endpoint=name, methods=[method]))
        self._doors |= turning.doors
        self._parts.draw["turns"] = turning.draw

    @property
    def _ready(self) -> bool:
        delivery = self._server.delivery
        return bool(delivery.bot_url) or delivery.sockets.count > 0

    def _place(self, request: Request) -> Place:
        body = request.get_json(silent=True) if request.method == "POST" else None
        have = body.get("have") if isinstance(body, dict) else None
        place = place_of(self._workspace, request.args, have if isinstance(have, dict) else {})
        if place is None:
            raise NotFound
        return place

    def _page(self, request: Request) -> AnyResponse:
        return _html(self._parts.page(self._place(request), ready=self._ready, boot=self._boot))

    def _permalink(self, request: Request, channel: str, digits: str) -> AnyResponse:
        ts = f"{digits[:-6]}.{digits[-6:]}"
        query = {"c": channel, "as": request.args.get("as", ""), "t": request.args.get("thread_ts", "")}
        return redirect(f"/?{urlencode({key: value for key, value in query.items() if value})}#{ts}")

    def _part(self, request: Request, name: str) -> AnyResponse:
        if name not in self._parts.draw:
            raise NotFound
        return _html(self._parts.draw[name](self._place(request)))

    def _act(self, request: Request) -> AnyResponse:
        body = request.get_json(silent=True)
        if not isinstance(body, dict):
            raise BadRequest
        try:
            told = act(self._server.acts, body)
        except BadAskError as error:
            raise BadRequest from error
        return Response(json.dumps(told), content_type="application/json")

    def _file(self, _request: Request, name: str) -> AnyResponse:
        file = self._workspace.files.get(name)
        if file is None or file.deleted or not file.complete:
            raise NotFound
        answer = Response(file.content, content_type=file.mimetype)
        answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
        if file.mimetype not in SHOWN_IMAGES:
            answer.headers.set("Content-Disposition", "attachment", filename=file.name)
        return answer

    def _static(self, _request: Request, name: str) -> AnyResponse:
        path = STATIC / name
        if path.parent != STATIC or path.suffix not in STATIC_TYPES or not path.is_file():
            raise NotFound
        return Response(path.read_bytes(), content_type=f"{STATIC_TYPES[path.suffix]}; charset=utf-8")

    def _events(self, request: Request) -> AnyResponse:
        since = request.headers.get("Last-Event-ID") or request.args.get("since", "")
        rev = int(since) if since.isascii() and since.isdigit() else self._workspace.rev
        stream = self._watch(self._place(request).viewer.id, min(rev, self._workspace.rev))
        return Response(stream, content_type="text/event-stream", headers={"X-Accel-Buffering": "no"})

    def _watch(self, viewer: str, rev: int) -> Iterator[str]:
        ready: bool | None = None
        held = Held(self._turns)
        while True:
            changes = self._workspace.changes(rev, 0.0 if ready is None else WATCH_SECONDS)
            toasts = [one.text for one in list(self._workspace.toasts.get(viewer, ())) if one.rev > rev]
            rev = changes[-1].rev if changes else rev
            parts, was, ready = parts_of(held.let(changes), viewer), ready, self._ready
            if parts or toasts or ready != was:
                told = {"parts": parts, "toasts": toasts, "ready": ready, "boot": self._boot}
                yield f"id: {rev}\ndata: {json.dumps(told)}\n\n"
            else:
                yield ": still here\n\n"


def _only_this_machine(request: Request) -> None:
    """Refuse other names for this machine, and acts that another web site sends."""
    if urlsplit(f"//{request.host}").hostname not in OWN_HOSTS:
        raise Forbidden
    if request.method != "POST":
        return
    if urlsplit(request.headers.get("Origin", "")).netloc != request.host:
        raise Forbidden
    if request.mimetype != "application/json":
        raise UnsupportedMediaType


def _html(words: str) -> Response:
    return Response(words, content_type="text/html; charset=utf-8")
