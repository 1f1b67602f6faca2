"""A server started by `test_gunicorn`: `/slow` answers once the file named in argv appears."""

import logging
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bot import logs
from bot.gunicorn import serve

DEADLINE = 30.0  # seconds


@contextmanager
def build() -> Iterator[WSGIApplication]:
    go = Path(sys.argv[1])

    def application(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        logging.getLogger("bot.test").info("under way")
        until = time.monotonic() + DEADLINE
        while environ["PATH_INFO"] == "/slow" and not go.exists() and time.monotonic() < until:
            time.sleep(0.01)
        if environ["PATH_INFO"] == "/fails":
            raise ValueError("Dupuis")
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b"done"]

    yield application
    logging.getLogger("bot.test").info("closed")


if __name__ == "__main__":
    logs.setup("INFO")
    serve(build, "127.0.0.1", 0)
