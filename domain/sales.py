"""The salesperson of a debtor is asked what they know before the team goes further; they may answer three things."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from domain.acts import Act
from domain.journal import Event, Kind
from domain.refusals import Refusal

if TYPE_CHECKING:
    from domain.ports import OpenBook


class Answer(StrEnum):
    """What a salesperson may answer."""

    CALLS = "calls"
    DISPUTE = "dispute"
    BLOCK = "block"


class NoSalesperson(Refusal):
    """The debtor has no salesperson."""


class AskedAlready(Refusal):
    """The salesperson was asked today already: `ask` says by whom."""


class AnsweredAlready(Refusal):
    """The salesperson has answered: `ask` says what, and when."""


class NotAskedOfYou(Refusal):
    """Somebody else was asked, or nobody: only the person asked may answer."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A question to a salesperson (Slack user ids); `answer` is None while they have not answered."""

    id: int
    debtor_id: int
    salesperson: str
    asked_on: date
    asked_by: str
    answer: Answer | None = None
    answered_on: date | None = None


class Asks(Protocol):
    """Questions to salespersons."""

    def get(self, ask_id: int) -> Ask | None:
        """Load and lock a question."""
        ...

    def of(self, debtor_id: int, salesperson: str, on: date) -> Ask | None:
        """Load what a salesperson was asked about a debtor on a day."""
        ...

    def add(self, debtor_id: int, salesperson: str, act: Act) -> int:
        """Store a question, give its id."""
        ...

    def answer(self, ask_id: int, answer: Answer, act: Act) -> None:
        """Store an answer."""
        ...


def sales_key(ask_id: int) -> str:
    """Name the place of a question to a salesperson."""
    return f"sales:{ask_id}"


def ask_salesperson(open_book: OpenBook, act: Act, *, debtor_id: int) -> str:
    """Ask the debtor's salesperson, once a day, and give their id.

    Raise `UnknownDebtor`, `NoSalesperson`, `AskedAlready`.
    """
    with open_book() as book:
        debtor = book.debtors.get(debtor_id)
        if not debtor.salesperson:
            raise NoSalesperson
        if not book.first_time(act):
            return debtor.salesperson
        asked = book.asks.of(debtor_id, debtor.salesperson, act.today)
        if asked:
            raise AskedAlready(ask=asked)
        ask_id = book.asks.add(debtor_id, debtor.salesperson, act)
        book.places.want(sales_key(ask_id), debtor.salesperson, act.at)
        book.tell(act, Event(Kind.SALES_ASKED, debtor_id, {"ask": ask_id, "salesperson": debtor.salesperson}))
    return debtor.salesperson


def answer_ask(open_book: OpenBook, act: Act, *, ask_id: int, answer: Answer) -> None:
    """Answer as the person asked, once; raise `NotAskedOfYou`, `AnsweredAlready`."""
    with open_book() as book:
        ask = book.asks.get(ask_id)
        if ask is None or ask.salesperson != act.by:
            raise NotAskedOfYou
        if not book.first_time(act):
            return
        if ask.answer:
            raise AnsweredAlready(ask=ask)
        book.asks.answer(ask_id, answer, act)
        book.places.want(sales_key(ask_id), ask.salesperson, act.at)
        book.tell(act, Event(Kind.SALES_ANSWERED, ask.debtor_id, {"ask": ask_id, "answer": answer}))
