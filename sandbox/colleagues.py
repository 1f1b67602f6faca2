"""What colleagues do of a day: whom they call, never a debtor of somebody else's, and at which hours."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.calendar import Calendar
from domain.cards import Card
from domain.money import net
from domain.overdue import DebtorRow
from domain.priority import is_snoozed
from sandbox.habits import draw
from sandbox.people import APPROVER, COLLECTORS
from sandbox.portfolio import Deed
from sandbox.scenes import Scene, Told

CALLS = 5
"""The most calls of a day, all colleagues together."""
PATIENCE = 4
"""Working days before a debtor who gave no date is called again."""
WHOLE = 100
ROUND = 1000
"""Cents to which a part of a debt is rounded when it is promised."""


class Slot(NamedTuple):
    """When something is done: replies come within `minutes`, the time until the next one."""

    at: datetime
    minutes: float


def agenda(
    rows: Iterable[DebtorRow], visitor: str, today: date, calendar: Calendar, spared: Container[str]
) -> list[tuple[str, DebtorRow]]:
    """Choose who calls whom, the most pressing debtors first; the visitor's own and the spared ones are left alone."""
    callers = [one for one in COLLECTORS if one != visitor]
    quota = {one: (CALLS - draw(one, today) % 2) // len(callers) for one in callers}
    chosen = []
    for row in rows:
        caller = row.owner or callers[draw(row.code) % len(callers)]
        if quota.get(caller) and row.code not in spared and _is_to_call(row, today, calendar):
            quota[caller] -= 1
            chosen.append((caller, row))
    return chosen


def _is_to_call(row: DebtorRow, today: date, calendar: Calendar) -> bool:
    told = row.standing
    if told.promise or is_snoozed(told.snoozed_until, today) or told.last_contact_on == today:
        return False
    if not any(owed.cents > 0 for owed in net(told.overdue, told.spare)):
        return False
    if told.broken or told.last_contact_on is None or (told.next_call_on and told.next_call_on <= today):
        return True
    return calendar.working_days_between(told.last_contact_on, today) >= PATIENCE


def slots(first: datetime, last: datetime, count: int, longest: float = 48.0) -> list[Slot]:
    """Spread as many calls over some hours, not quite evenly."""
    gap = min(longest, (last - first).total_seconds() / 60 / max(count, 1))
    unevenly = [gap * (rank + draw(first.date(), rank) / 300) for rank in range(count)]
    return [Slot(first + timedelta(minutes=minutes), gap) for minutes in unevenly]


def deeds_of(
    scene: Scene, card: Card, caller: str, slot: Slot, *, calendar: Calendar, replies: bool, told: Told
) -> Iterator[Deed]:
    """Give what is written down of a scene, then, with `replies`, what is said about it in the thread."""
    code, today = card.debtor.code, slot.at.date()
    words = told.fresh(scene.words, code, today)
    yield _deed(slot, 0, caller, scene.verb, code, FACTS[scene.verb](scene, card, today, calendar, words))
    if replies and (reply := told.fresh([scene.reply], code, today)):
        yield _deed(slot, 0.3, APPROVER, "reply", code, {"text": reply})
        if scene.answer:
            yield _deed(slot, 0.5, caller, "reply", code, {"text": scene.answer})


def _call(scene: Scene, _card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    facts = scene.facts
    channel = {"channel": facts["channel"]} if "channel" in facts else {}
    later = {"next": calendar.add_working_days(today, facts["next"])} if "next" in facts else {}
    return {"result": facts["call"], "note": words, **channel, **later}


def _promise(scene: Scene, card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    owed, share = card.overdue(today)[0], scene.facts.get("share", WHOLE)
    part = owed.cents if share == WHOLE else owed.cents * share // WHOLE // ROUND * ROUND
    on = calendar.add_working_days(today, scene.facts["promise"])
    return {"amount": _said(part or owed.cents), "on": on, "note": words}


def _snooze(scene: Scene, _card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    return {"until": calendar.add_working_days(today, scene.facts["snooze"]), "reason": words}


FACTS: Mapping[str, Callable[[Scene, Card, date, Calendar, str], dict[str, Any]]] = {
    "call": _call,
    "promise": _promise,
    "snooze": _snooze,
}


def _said(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02}"


def _deed(slot: Slot, part: float, by: str, verb: str, code: str, facts: dict[str, Any]) -> Deed:
    at = slot.at + timedelta(minutes=slot.minutes * part)
    return Deed(at.date(), at.time(), by, verb, code, facts)
