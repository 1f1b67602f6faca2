"""What answers in a browser while the demo's past is being told: a page that waits, and for the others nothing yet."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from werkzeug import Response

WORDS = """<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta http-equiv="refresh" content="1">
<title>Impayés, démonstration</title></head><body><p role="status">La démonstration se prépare…</p></body></html>"""


def preparing(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    """Answer « not yet »; the page asked for by a person asks again by itself.

    Raise `ConnectionError` for a stream of changes: a browser comes back to one that broke, not to one refused.
    """
    if environ["PATH_INFO"] == "/page/events":
        raise ConnectionError("the demo is being prepared")
    body = WORDS if environ["PATH_INFO"] == "/" else ""
    return Response(body, 503, content_type="text/html; charset=utf-8")(environ, start_response)
