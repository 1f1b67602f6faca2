"""Logs that can be kept: one JSON line a record on stderr, without tokens, payloads or what a debtor owes.

Our own modules log facts without values. Other libraries quote payloads: of theirs only the words before the first
value are kept, and Bolt and the SDK are heard from WARNING up, by a filter on the handler, since each Bolt logger takes
the root's level anew when an `App` is built. An exception gives its class and its stack, never its message.
"""

import json
import logging
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO, TypedDict

REQUEST: ContextVar[str | None] = ContextVar("request", default=None)
JOB: ContextVar[str | None] = ContextVar("job", default=None)

_QUIET = ("slack_bolt", "slack_sdk", "alembic", "apscheduler")
_OURS = ("bot", "handlers", "storage", "messages", "domain", "connectors", "sandbox")
_WITHOUT_PAYLOADS = (*_OURS, "gunicorn", "alembic", "apscheduler")
_WORDS = re.compile(r"[^:=({\[<'\"`\n]*")
_SECRETS = re.compile(
    r"(?P<token>\b(?:xox[a-z]|xapp)(?:\.\w+)?-[\w-]+)"
    r"|(?P<login>(?<=://)[^\s/@\"]*:[^\s/@\"]*(?=@))"
    r"|(?P<hook>(?<=hooks\.slack\.com/)[^\s\"]+)"
)


@contextmanager
def during(*, request: str | None = None, job: str | None = None) -> Iterator[None]:
    """Name the kind of request or the job in every record made inside; never an id of a person or a debtor."""
    tokens = (REQUEST.set(request or REQUEST.get()), JOB.set(job or JOB.get()))
    try:
        yield
    finally:
        REQUEST.reset(tokens[0])
        JOB.reset(tokens[1])


def setup(level: str, stream: TextIO | None = None) -> None:
    """Send every logger of the process to `stream` (stderr): plain text on a terminal, JSON elsewhere."""
    stream = stream or sys.stderr
    handler = logging.StreamHandler(stream)
    handler.setFormatter(PlainFormatter() if stream.isatty() else JsonFormatter())
    handler.addFilter(_heard)
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level)
    sys.excepthook = _log_uncaught
    threading.excepthook = _log_uncaught_in_thread


def _log_uncaught(kind: type[BaseException], error: BaseException, stack: TracebackType | None) -> None:
    """Log what Python would print with the error's words; Ctrl-C needs no explanation."""
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger(__name__).critical("stopped by an error", exc_info=(kind, error, stack))


def _log_uncaught_in_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        logging.getLogger(__name__).critical(
            "a thread was stopped by an error", exc_info=(ended.exc_type, ended.exc_value, ended.exc_traceback)
        )


def _heard(record: logging.LogRecord) -> bool:
    """Tell whether a record may pass: below WARNING, Bolt and the SDK write whole requests, others mere noise."""
    return record.levelno >= logging.WARNING or _package(record) not in _QUIET


def _package(record: logging.LogRecord) -> str:
    return record.name.split(".", 1)[0]


def redact(text: str) -> str:
    """Hide Slack tokens, incoming webhooks, and user names with passwords in addresses."""
    return _SECRETS.sub("***", text)


def _said(record: logging.LogRecord) -> str:
    """Return what may be kept of the record's words."""
    try:
        message = record.getMessage()
    except (TypeError, ValueError, LookupError):
        message = str(record.msg)
    if _package(record) in _WITHOUT_PAYLOADS:
        return message
    words = _WORDS.match(message)
    return f"{words[0].strip() if words else ''} [{record.module}:{record.lineno}]"


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an exception and what caused it, last raised first, each once."""
    seen: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and current not in seen:
        seen.append(current)
        yield current
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)


class ErrorTold(TypedDict):
    """What is kept of an exception: its class and where it went through."""

    type: str
    stack: list[str]


def _told(error: BaseException) -> ErrorTold:
    frames = traceback.extract_tb(error.__traceback__)
    return {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "stack": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def _errors(record: logging.LogRecord) -> list[ErrorTold] | None:
    error = record.exc_info[1] if record.exc_info else None
    return [_told(each) for each in _chain(error)] if error else None


def facts(record: logging.LogRecord) -> dict[str, object]:
    """Return what is kept of a record, absent facts left out."""
    kept = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": _said(record),
        "request": REQUEST.get(),
        "job": JOB.get(),
        "errors": _errors(record),
    }
    return {name: value for name, value in kept.items() if value is not None}


class JsonFormatter(logging.Formatter):
    """One JSON object a line, for whoever collects logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line of JSON."""
        return redact(json.dumps(facts(record), ensure_ascii=False))


class PlainFormatter(logging.Formatter):
    """The same facts for a person at a terminal."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as a line of text, then a line for each frame of a stack."""
        kept = facts(record)
        where = " ".join(str(kept[name]) for name in ("request", "job") if name in kept)
        lines = [f"{kept['time']} {kept['level']} {kept['logger']}{f' ({where})' if where else ''}: {kept['message']}"]
        for told in _errors(record) or ():
            lines += [f"  {told['type']}", *(f"    {frame}" for frame in told["stack"])]
        return redact("\n".join(lines))
