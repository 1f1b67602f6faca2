"""Gunicorn inside our own process: the HTTP server of `serve`, which ends only when what is under way is done."""

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Any
from wsgiref.types import WSGIApplication

from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.glogging import Logger

Build = Callable[[], AbstractContextManager[WSGIApplication]]

GRACE = 12  # seconds for requests under way; with the linger of idle connections and the closing, under 15


def serve(build: Build, host: str, port: int, *, threads: int = 16) -> None:
    """Answer at `host:port` until SIGTERM or SIGINT, then finish what is under way within 15 s and exit with 0.

    `build` gives the application. It is entered in the worker process, where pools and threads may be opened,
    and left there once the last request is answered. A second SIGINT ends at once.
    """
    _Server(build, host, port, threads).run()


class _Logger(Logger):  # type: ignore[misc] # Gunicorn is untyped
    """Gunicorn's own records, through the handlers `bot.logs` has set up."""

    def setup(self, cfg: Any) -> None:  # noqa: ANN401 - Gunicorn is untyped
        super().setup(cfg)
        for handler in self.error_log.handlers[:]:
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True


class _Arbiter(Arbiter):  # type: ignore[misc] # same
    """Treats Ctrl-C like SIGTERM."""

    def handle_int(self) -> None:
        raise StopIteration


class _Server(BaseApplication):  # type: ignore[misc] # same
    def __init__(self, build: Build, host: str, port: int, threads: int) -> None:
        self._build = build
        self._open = ExitStack()
        self._options = {
            "bind": f"[{host}]:{port}" if ":" in host else f"{host}:{port}",
            "workers": 1,
            "worker_class": "gthread",
            "threads": threads,
            "graceful_timeout": GRACE,
            "accesslog": None,
            "control_socket_disable": True,
            "logger_class": _Logger,
            "post_worker_init": _leave_ctrl_c_to_the_master,
            "worker_exit": lambda _arbiter, _worker: self._open.close(),
        }
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> WSGIApplication:
        return self._open.enter_context(self._build())

    def run(self) -> None:
        _Arbiter(self).run()


def _leave_ctrl_c_to_the_master(_worker: object) -> None:
    """Ignore SIGINT in the worker: a terminal sends it to the whole group, and what is under way would be dropped."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
