"""`impayes serve`: Slack's signed requests over HTTP; the announcing is done by `impayes worker`."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from bot.commands.opening import opened
from bot.gunicorn import serve
from bot.web import web


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then finish what is under way."""
    with opened("http"):
        pass  # what is wrong is said before a server starts

    serve(_built, options.host, options.port)
    return 0


@contextmanager
def _built() -> Iterator[WSGIApplication]:
    """Build the application in the worker process, with a database pool of its own."""
    with opened("http") as program, web(program) as application:
        yield application
