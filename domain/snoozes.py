"""A snooze puts a debtor aside until a date, with the reason why."""

from dataclasses import replace
from datetime import date

from domain.acts import Act
from domain.journal import Event, Kind
from domain.ports import OpenBook
from domain.refusals import DateInThePast, TextMissing, TextTooLong

REASON_LIMIT = 300


class SnoozeNotAfterToday(DateInThePast):
    """A snooze ends after today, or it changes nothing."""

    field = "until"


class ReasonMissing(TextMissing):
    """A snooze says why."""

    field = "reason"


def snooze_debtor(open_book: OpenBook, act: Act, *, debtor_id: int, until: date, reason: str) -> None:
    """Put a debtor aside until a date; raise `UnknownDebtor`, `SnoozeNotAfterToday`, `ReasonMissing`, `TextTooLong`."""
    if until <= act.today:
        raise SnoozeNotAfterToday
    if not reason.strip():
        raise ReasonMissing
    if len(reason) > REASON_LIMIT:
        raise TextTooLong(limit=REASON_LIMIT)
    with open_book() as book:
        if not book.first_time(act):
            return
        debtor = book.debtors.get(debtor_id)
        book.debtors.keep(replace(debtor, snoozed_until=until, snooze_reason=reason, snoozed_by=act.by))
        book.snoozes.add(debtor_id, until, reason, act)
        book.tell(act, Event(Kind.SNOOZE_SET, debtor_id, {"until": until.isoformat(), "reason": reason}))
