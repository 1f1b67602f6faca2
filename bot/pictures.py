"""What each place in Slack should show now, drawn whole from the database."""

from collections.abc import Callable
from datetime import date

from domain.reader import OpenReader
from messages.card import root
from messages.digest import digest
from messages.shown import Shown

ROWS = 25
"""Debtors read for a digest: more never fit in one message."""


class Pictures:
    """Draws places by their keys: `debtor:ID` and `digest:DATE`."""

    def __init__(self, open_reader: OpenReader, today: Callable[[], date]) -> None:
        self._open_reader = open_reader
        self._today = today

    def draw(self, key: str) -> Shown:
        """Draw a place; raise `UnknownDebtor` when its debtor is gone."""
        feature, _, name = key.partition(":")
        with self._open_reader() as reader:
            if feature == "digest":
                on = date.fromisoformat(name)
                return digest(reader.digest(on, rows=ROWS), on)
            return root(reader.card(int(name)), self._today())
