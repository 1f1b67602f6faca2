"""A server that the benchmark of `/impayes client` starts: the bot as `serve` runs it, or the floor."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from wsgiref.types import WSGIApplication

from slack_bolt.adapter.wsgi import SlackRequestHandler

from bench.floor import client_app
from bench.requests import SECRET, USER
from bot import logs
from bot.gunicorn import serve
from bot.settings import Settings
from bot.web import web
from bot.wiring import make_program
from sandbox.workspace import BOT_TOKEN


def settings(database_url: str, api_url: str) -> Settings:
    """Give the settings of a bot whose one collector is named by id."""
    return Settings(
        slack_bot_token=BOT_TOKEN,
        slack_signing_secret=SECRET,
        slack_api_url=api_url,
        database_url=database_url,
        channel="C1",
        collectors=(USER,),
    )


def main(kind: str, database_url: str, api_url: str) -> None:
    """Serve until SIGTERM, at a port that the log tells."""

    @contextmanager
    def ours() -> Iterator[WSGIApplication]:
        program = make_program(settings(database_url, api_url))
        with web(program) as application:
            yield application
        program.close()

    @contextmanager
    def floor() -> Iterator[WSGIApplication]:
        yield SlackRequestHandler(client_app(database_url, SECRET))

    logs.setup("INFO")
    serve(floor if kind == "floor" else ours, "127.0.0.1", 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
