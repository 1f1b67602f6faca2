"""`impayes export`: the aged balance or the journal as a CSV that opens in Excel."""

import argparse
import csv
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from sqlalchemy import Connection

from bot.commands.opening import opened
from bot.failures import Failure
from bot.program import Program
from messages import exports
from messages.french import plural
from storage.engine import reading
from storage.exports import stream_balance, stream_journal

STDOUT = "-"
_ENCODING = "utf-8-sig"  # Excel takes a CSV without this mark for Windows' own encoding


def run(options: argparse.Namespace) -> int:
    """Write the file, over the one of that name if there is one; `-` writes to the standard output."""
    with opened() as program, reading(program.engine) as connection:
        rows = _rows(program, connection, options.what)
        if options.output == STDOUT:
            with _stdout() as stream:
                _write(stream, rows)
            return 0
        with _replacing(Path(options.output)) as stream:
            count = _write(stream, rows)
    print(f"{options.output}\u00a0: {plural(count, 'ligne')}.")
    return 0


def _rows(program: Program, connection: Connection, what: str) -> Iterator[list[str]]:
    if what == "journal":
        return exports.journal(stream_journal(connection), program.settings.zone)
    return exports.balance(stream_balance(connection), program.clock.today(), program.policy)


def _write(stream: TextIO, rows: Iterable[list[str]]) -> int:
    """Write rows one by one; give how many, titles left out."""
    writer, count = csv.writer(stream, delimiter=";", lineterminator="\r\n"), -1
    for row in rows:
        writer.writerow(row)
        count += 1
    return count


@contextmanager
def _stdout() -> Iterator[TextIO]:
    stream = TextIOWrapper(sys.stdout.buffer, encoding=_ENCODING, newline="")
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(OSError):
            stream.detach()


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """Give a file that takes the place of another once it is whole; raise `Failure` for what is no file, `OSError`."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise Failure(f"{path}\u00a0: ce n’est pas un fichier")
    written = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with written.open("w", encoding=_ENCODING, newline="") as stream:
            yield stream
        written.replace(target)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(path)) from None
    finally:
        written.unlink(missing_ok=True)
