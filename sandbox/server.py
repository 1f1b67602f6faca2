"""The workspace as a server on this machine: one port for the Web API, Socket Mode, files, faults and the page."""

import contextlib
import dataclasses
import json
import socket
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Self
from urllib.parse import urlsplit
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from werkzeug import Request, Response
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from sandbox.acts import Acts
from sandbox.delivery import Delivery
from sandbox.errors import ApiError
from sandbox.faults import Faults
from sandbox.responses import respond
from sandbox.webapi import DroppedError, WebApi, token_of
from sandbox.workspace import Workspace

HOST = "127.0.0.1"
LOCAL = frozenset({HOST, "localhost"})
POLL = 0.02
Door = Callable[[Request, str], Response]


class _Quiet(WSGIRequestHandler):
    """Werkzeug's handler without a line on the terminal for each request."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the inspector shows every exchange."""


class Server:
    """A workspace served on 127.0.0.1; the bot is reached over Socket Mode unless `bot_url` names its HTTP address.

    `page` is the WSGI program of everything that is not Slack's; it may also be set later.
    """

    def __init__(
        self, workspace: Workspace, *, port: int = 0, bot_url: str | None = None, page: WSGIApplication | None = None
    ) -> None:
        self.workspace = workspace
        self.page = page
        self.faults = Faults()
        self.delivery = Delivery(workspace, self.faults, bot_url=bot_url)
        self.acts = Acts(workspace, self.delivery)
        self.api = WebApi(self.delivery)
        self._http: BaseWSGIServer = make_server(HOST, port, self, threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(POLL,), name="sandbox", daemon=True)
        self.url = f"http://{HOST}:{self._http.server_port}"
        self.api_url = f"{self.url}/api/"
        workspace.base_url = self.url
        self._doors: Mapping[str, Door] = {
            "api": self._api,
            "response": self._respond,
            "files": self._file,
            "faults": self._faults,
            "inspector": self._inspector,
        }

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Start answering, in threads of its own."""
        self._thread.start()
        self.delivery.start()

    def stop(self) -> None:
        """Stop answering and close every connection; returns within a second or so."""
        self.delivery.stop()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one HTTP request."""
        request = Request(environ)
        head, _, rest = request.path.lstrip("/").partition("/")
        if _foreign(request):
            return Response("not from this machine", status=403)(environ, start_response)
        if head == "link":
            self.delivery.sockets.serve(environ, request.args.get("ticket", ""))
            raise ConnectionError("the connection was a WebSocket and has ended")
        if self.page is not None and (head not in self._doors or _to_be_read(request)):
            return self.page(environ, start_response)
        return self._answer(head, request, rest)(environ, start_response)

    def _answer(self, head: str, request: Request, rest: str) -> Response:
        try:
            return self._doors.get(head, self._nothing)(request, rest)
        except DroppedError:
            with contextlib.suppress(OSError):
                request.environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise

    def _api(self, request: Request, method: str) -> Response:
        return self.api.answer(request, method.rstrip("/"))

    def _respond(self, request: Request, key: str) -> Response:
        try:
            respond(self.delivery, key, request.get_json(silent=True))
        except ApiError as refusal:
            return Response(refusal.code, status=404 if refusal.code.endswith("_url") else 400)
        return Response("ok")

    def _file(self, request: Request, rest: str) -> Response:
        step, _, upload = rest.partition("/")
        if step == "upload" and request.method == "POST":
            return self._upload(request, upload)
        file = self.workspace.files.get(step)
        try:
            self.api.authorize(token_of(request, {}))
        except ApiError:
            return Response("<html>Sign in</html>", status=403, content_type="text/html")
        if file is None or file.deleted:
            return Response("not found", status=404)
        return Response(file.content, content_type=file.mimetype)

    def _upload(self, request: Request, file_id: str) -> Response:
        file = self.workspace.files.get(file_id)
        if file is None or file.complete:
            return Response("not found", status=404)
        is_form = request.mimetype == "multipart/form-data"
        sent = next(iter(request.files.values()), None) if is_form else None
        file.content = sent.read() if sent is not None else request.get_data()
        return Response(f"OK - {len(file.content)}")

    def _faults(self, request: Request, _: str) -> Response:
        if request.method == "POST":
            try:
                self.faults.replace(request.get_json(silent=True))
            except (TypeError, ValueError) as error:
                return _json({"error": str(error)}, 400)
        return _json([dataclasses.asdict(fault) for fault in self.faults.pending()])

    def _inspector(self, _request: Request, _: str) -> Response:
        with self.workspace.lock:
            return _json([dataclasses.asdict(one) for one in self.workspace.inspector])

    def _nothing(self, _request: Request, _: str) -> Response:
        return Response("not found", status=404)


def _to_be_read(request: Request) -> bool:
    """Tell whether a person looks at the inspector in a browser: other programs read the same address as JSON."""
    return request.path == "/inspector" and "text/html" in request.headers.get("Accept", "")


def _foreign(request: Request) -> bool:
    """Tell whether a page of another site speaks through the person's browser."""
    origin = request.headers.get("Origin")
    if urlsplit(f"//{request.host}").hostname not in LOCAL:
        return True
    return origin is not None and urlsplit(origin).netloc != request.host


def _json(value: object, status: int = 200) -> Response:
    return Response(json.dumps(value, default=str), status=status, content_type="application/json")
