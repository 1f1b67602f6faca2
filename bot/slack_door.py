"""The door Slack knocks at in HTTP mode: it hands Bolt only what is signed, bounded and shaped as Slack shapes it.

Bolt's own WSGI adapter parses before it verifies, so that a body which is not JSON, not UTF-8 or not an object ends
in a traceback and a 500, which Slack would send again. Here such a request is answered below 500 and not logged.
"""

import re
from collections.abc import Iterable, Sequence
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIEnvironment

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.wsgi.http_request import WsgiHttpRequest
from slack_bolt.adapter.wsgi.http_response import WsgiHttpResponse
from slack_sdk.signature import SignatureVerifier

from bot.logs import during
from bot.metrics import Metrics, request_kind
from bot.slack_shape import well_shaped

MAX_BODY = 1_000_000  # bytes; Slack's largest payloads are some tens of thousands
_PLAIN: dict[str, Sequence[str]] = {"content-type": ["text/plain; charset=utf-8"]}
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")
_TIMESTAMP = re.compile(r"[0-9]{1,12}")


class RefusedError(Exception):
    """A request Bolt must not see, and the status it is answered with."""

    def __init__(self, status: HTTPStatus) -> None:
        super().__init__(status.phrase)
        self.status = status


class SlackDoor:
    """A WSGI application for `POST /slack/events`: verifies, reads and hands to Bolt."""

    def __init__(self, app: App, signing_secret: str, metrics: Metrics) -> None:
        self._app = app
        self._verifier = SignatureVerifier(signing_secret)
        self._metrics = metrics

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, with the status's own words where it is refused."""
        try:
            request = self._read(environ)
        except RefusedError as refused:
            self._metrics.requests.labels("refused", str(refused.status.value)).inc()
            answer = WsgiHttpResponse(status=refused.status, headers=_PLAIN, body=f"{refused.status.phrase}\n")
        else:
            answer = self._dispatch(request)
        start_response(answer.status, answer.get_headers())
        return answer.get_body()

    def _read(self, environ: WSGIEnvironment) -> BoltRequest:
        raw = _body(environ)
        text = self._verified(raw, environ)
        return _parsed(text, WsgiHttpRequest(environ))

    def _verified(self, raw: bytes, environ: WSGIEnvironment) -> str:
        """Return the text of a body Slack signed within five minutes, else refuse it with 401."""
        signature = environ.get("HTTP_X_SLACK_SIGNATURE", "")
        timestamp = environ.get("HTTP_X_SLACK_REQUEST_TIMESTAMP", "")
        if not _SIGNATURE.fullmatch(signature) or not _TIMESTAMP.fullmatch(timestamp):
            raise RefusedError(HTTPStatus.UNAUTHORIZED)
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            raise RefusedError(HTTPStatus.BAD_REQUEST) from None
        if not self._verifier.is_valid(text, timestamp, signature):
            raise RefusedError(HTTPStatus.UNAUTHORIZED)
        return text

    def _dispatch(self, request: BoltRequest) -> WsgiHttpResponse:
        kind = request_kind(request.body)
        with during(request=kind), self._metrics.timed(kind) as tell:
            response: BoltResponse = self._app.dispatch(request)
            tell(_outcome(response.status))
        return WsgiHttpResponse(status=response.status, headers=response.headers, body=response.body)


def _outcome(status: int) -> str:
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return "failed"
    return "refused" if status >= HTTPStatus.BAD_REQUEST else "ok"


def _body(environ: WSGIEnvironment) -> bytes:
    """Return the body as sent; more than `MAX_BODY` is refused with 413 before it is read."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise RefusedError(HTTPStatus.BAD_REQUEST)
    if int(length) > MAX_BODY:
        raise RefusedError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    raw: bytes = environ["wsgi.input"].read(int(length))
    return raw


def _parsed(text: str, request: WsgiHttpRequest) -> BoltRequest:
    """Let Bolt parse a signed body; what is no request of Slack's is refused with 400."""
    try:
        parsed = BoltRequest(body=text, query=request.query_string, headers=request.get_headers())
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError):
        raise RefusedError(HTTPStatus.BAD_REQUEST) from None
    if not well_shaped(parsed.body):
        raise RefusedError(HTTPStatus.BAD_REQUEST)
    return parsed
