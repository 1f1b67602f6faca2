"""The few addresses the bot answers at in HTTP mode, for Slack, for the platform that runs it, and for Prometheus."""

import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from prometheus_client import CONTENT_TYPE_LATEST

from bot.metrics import Metrics

log = logging.getLogger(__name__)
_TEXT = "text/plain; charset=utf-8"

Ready = Callable[[], list[str]]


def router(slack: WSGIApplication, ready: Ready, metrics: Metrics) -> WSGIApplication:
    """Return the whole WSGI application.

    `slack` answers what Slack sends; `ready` returns what keeps the bot from working, empty when nothing does.
    """
    routes: Mapping[str, tuple[tuple[str, ...], WSGIApplication]] = {
        "/slack/events": (("POST",), slack),
        "/healthz": (("GET", "HEAD"), _health),
        "/readyz": (("GET", "HEAD"), _readiness(ready)),
        "/metrics": (("GET", "HEAD"), _figures(metrics)),
    }

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        methods, answer = routes.get(environ.get("PATH_INFO", ""), ((), _missing))
        if methods and environ["REQUEST_METHOD"] not in methods:
            return _text(start_response, HTTPStatus.METHOD_NOT_ALLOWED, headers=(("Allow", ", ".join(methods)),))
        content = answer(environ, start_response)
        return () if environ["REQUEST_METHOD"] == "HEAD" else content

    return application


def _text(
    start_response: StartResponse,
    status: HTTPStatus,
    body: str | bytes = "",
    kind: str = _TEXT,
    headers: Iterable[tuple[str, str]] = (),
) -> Iterable[bytes]:
    """Answer with `body`, or with the status's own words."""
    content = (body or f"{status.phrase}\n").encode() if isinstance(body, str) else body
    sizes = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
    start_response(f"{status.value} {status.phrase}", [*sizes, *headers])
    return [content]


def _missing(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return _text(start_response, HTTPStatus.NOT_FOUND)


def _health(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    return _text(start_response, HTTPStatus.OK, "ok\n")


def _readiness(ready: Ready) -> WSGIApplication:
    def answer(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        try:
            failures = ready()
        except Exception:
            log.exception("readiness could not be told")
            failures = ["readiness unknown"]
        if failures:
            return _text(start_response, HTTPStatus.SERVICE_UNAVAILABLE, "\n".join(failures) + "\n")
        return _text(start_response, HTTPStatus.OK, "ok\n")

    return answer


def _figures(metrics: Metrics) -> WSGIApplication:
    def answer(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return _text(start_response, HTTPStatus.OK, metrics.text(), CONTENT_TYPE_LATEST)

    return answer
