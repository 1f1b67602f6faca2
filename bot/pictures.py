"""What each place in Slack should show now, drawn whole from the database."""

from collections.abc import Callable
from datetime import date

from domain.reader import OpenReader, Reader
from messages.approvals import request
from messages.card import root
from messages.digest import digest
from messages.sales import question
from messages.shown import Shown

ROWS = 25
"""Debtors read for a digest: more never fit in one message."""


class Pictures:
    """Draws places by their keys: `debtor:ID`, `digest:DATE`, `plan:ID` and `sales:ID`."""

    def __init__(self, open_reader: OpenReader, today: Callable[[], date]) -> None:
        self._open_reader = open_reader
        self._today = today

    def draw(self, key: str) -> Shown:
        """Draw a place; raise `UnknownDebtor`, `UnknownPlan` when what it shows is gone."""
        feature, _, name = key.partition(":")
        with self._open_reader() as reader:
            if feature == "digest":
                on = date.fromisoformat(name)
                return digest(reader.digest(on, rows=ROWS), on)
            if feature == "plan":
                return request(reader.plan(int(name)), self._today())
            if feature == "sales":
                return self._question(reader, int(name))
            return root(reader.card(int(name)), self._today())

    def _question(self, reader: Reader, ask_id: int) -> Shown:
        ask = reader.ask(ask_id)
        if ask is None:
            raise LookupError("no such question")
        return question(ask, reader.card(ask.debtor_id), self._today())
