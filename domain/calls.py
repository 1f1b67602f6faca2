"""A call is any contact with a debtor: who was spoken to, what came of it, and what to do next."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from domain.acts import Act
from domain.debtors import Debtor
from domain.debts import Debt, DueLine, overdue
from domain.journal import Event, Kind
from domain.policy import Policy
from domain.ports import OpenBook
from domain.refusals import DateInThePast, TextTooLong
from domain.reminders import counted

NOTE_LIMIT = 3000


class Channel(StrEnum):
    """How the debtor was reached."""

    PHONE = "phone"
    EMAIL = "email"
    VISIT = "visit"
    MEETING = "meeting"
    LETTER = "letter"


class Result(StrEnum):
    """What came of it."""

    PROMISE = "promise"
    CALL_BACK = "call_back"
    VOICEMAIL = "voicemail"
    UNREACHABLE = "unreachable"
    NOT_RECEIVED = "not_received"
    AWAITING_APPROVAL = "awaiting_approval"
    PAYMENT_SENT = "payment_sent"
    DISPUTE = "dispute"
    DIFFICULTIES = "difficulties"
    WRONG_NUMBER = "wrong_number"


SAYS_NOTHING_OF_PAYMENT = frozenset({Result.VOICEMAIL, Result.UNREACHABLE, Result.WRONG_NUMBER})
"""Results after which a payment said to be on its way is still awaited: nobody was reached."""


class NextActionInThePast(DateInThePast):
    """The next action would be before today."""

    field = "next_on"


@dataclass(frozen=True, slots=True)
class Call:
    """A call as it was logged. `counts` makes it the reminder of the level its overdue lines have come to."""

    debtor_id: int
    channel: Channel
    result: Result
    contact_id: int | None = None
    contact_name: str = ""
    note: str = ""
    next_on: date | None = None
    counts: bool = False


def log_call(open_book: OpenBook, act: Act, call: Call) -> None:
    """Keep a call; raise `UnknownDebtor`, `NextActionInThePast`, `TextTooLong`.

    The next action it sets takes the place of the one before. A call raises no level unless it counts (RULES §3).
    """
    _check(call, act.today)
    with open_book() as book:
        if not book.first_time(act):
            return
        debt = book.debts.get(call.debtor_id)
        moved = _moved(debt, act.today, book.policy) if call.counts else ()
        debtor = replace(
            debt.debtor,
            next_call_on=call.next_on,
            next_call_by=act.by if call.next_on else "",
            last_contact_on=act.today,
            **_payment_sent(debt.debtor, call, act, book.policy),
        )
        call_id = book.calls.add(call, act)
        book.debts.keep(Debt(debtor, moved))
        book.tell(act, _event(call_id, call, len(moved)))


def _check(call: Call, today: date) -> None:
    if call.next_on and call.next_on < today:
        raise NextActionInThePast
    if len(call.note) > NOTE_LIMIT:
        raise TextTooLong(limit=NOTE_LIMIT)


def _payment_sent(debtor: Debtor, call: Call, act: Act, policy: Policy) -> dict[str, Any]:
    """Give what the debtor's row says of a payment on its way: set by this call, kept, or contradicted by it."""
    if call.result is Result.PAYMENT_SENT:
        rules = policy.reminders
        last_on = rules.calendar.add_working_days(act.today, rules.payment_sent_days)
        until = last_on + timedelta(days=1)
        return {"payment_sent_on": act.today, "payment_sent_until": until, "payment_sent_by": act.by}
    if call.result in SAYS_NOTHING_OF_PAYMENT or debtor.payment_sent_until is None:
        return {}
    return {"payment_sent_on": None, "payment_sent_until": None, "payment_sent_by": ""}


def _moved(debt: Debt, today: date, policy: Policy) -> tuple[DueLine, ...]:
    """Give the overdue lines a counted call reminds, each at the level it comes to; what is frozen is not reminded."""
    free = (line for line in overdue(debt.lines, today) if not line.is_frozen)
    steps = ((line, counted(line, debt.debtor, today=today, policy=policy)) for line in free)
    return tuple(replace(line, level=level, reminded_on=today) for line, level in steps if level is not None)


def _event(call_id: int, call: Call, moved: int) -> Event:
    return Event(
        Kind.CALL_LOGGED,
        call.debtor_id,
        {
            "call": call_id,
            "channel": call.channel,
            "result": call.result,
            "contact": call.contact_name,
            "note": call.note,
            "next_on": call.next_on.isoformat() if call.next_on else None,
            "reminded_lines": moved,
        },
    )
