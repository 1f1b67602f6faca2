"""What each place in Slack should show now, drawn whole from the database."""

from collections.abc import Callable
from datetime import date

from domain.reader import OpenReader, Reader
from messages.approvals import request
from messages.card import root
from messages.digest import digest
from messages.documents import not_kept
from messages.sales import question
from messages.shown import Shown

ROWS = 25
"""Debtors read for a digest: more never fit in one message."""


class Pictures:
    """Draws places by their keys: `debtor:ID`, `digest:DATE`, `plan:ID`, `files:ID` and `sales:ID`."""

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
            if feature == "files":
                return self._not_kept(reader, int(name))
            if feature == "sales":
                return self._question(reader, int(name))
            return root(reader.card(int(name)), self._today())

    def _not_kept(self, reader: Reader, batch: int) -> Shown:
        found = reader.not_kept(batch)
        if found is None:
            raise LookupError("all were kept")
        return not_kept(found)

    def _question(self, reader: Reader, ask_id: int) -> Shown:
        ask = reader.ask(ask_id)
        if ask is None:
            raise LookupError("no such question")
        return question(ask, reader.card(ask.debtor_id), self._today())
