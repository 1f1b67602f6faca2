"""`impayes serve`: Slack's signed requests over HTTP; the announcing is done by `impayes worker`."""

import argparse
import errno
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from bot.commands.opening import opened
from bot.failures import Failure
from bot.gunicorn import serve
from bot.web import web


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, then finish what is under way."""
    with opened("http"):
        _try_address(options.host, options.port)  # what is wrong is said before a server starts

    serve(_built, options.host, options.port)
    return 0


@contextmanager
def _built() -> Iterator[WSGIApplication]:
    """Build the application in the worker process, with a database pool of its own."""
    with opened("http") as program, web(program) as application:
        yield application


def _try_address(host: str, port: int) -> None:
    """Raise `Failure` when nobody can listen there: Gunicorn would try again for five seconds, then log."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as error:
        taken = error.errno == errno.EADDRINUSE
        why = (
            "ce port est déjà pris, choisissez-en un autre (--port)"
            if taken
            else "impossible d’écouter à cette adresse"
        )
        raise Failure(f"{host}:{port}, {why}") from None
