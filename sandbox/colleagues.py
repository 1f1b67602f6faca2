"""What colleagues do of a day: whom they call, never a debtor of somebody else's, and at which hours."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from domain.calendar import Calendar
from domain.calls import Result
from domain.cards import Card
from domain.debts import DueLine
from domain.money import net
from domain.overdue import DebtorRow
from domain.priority import is_snoozed, may_be_called
from sandbox.answers import Move
from sandbox.habits import draw
from sandbox.people import APPROVER
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
    rows: Iterable[DebtorRow], callers: Sequence[str], today: date, calendar: Calendar, spared: Container[str]
) -> list[tuple[str, DebtorRow]]:
    """Choose who calls whom, the most pressing debtors first; those of somebody else and the spared are left alone."""
    if not callers:
        return []
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
    held = told.frozen or told.concerns.plan or told.concerns.has_payment_under_way(today)
    if held or not may_be_called(told, today):
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
    if scene.verb == "plan":
        told.ask(code)
    if result := SAID_FIRST.get(scene.verb):
        yield deed(slot, Move(caller, "call", code, {"result": result}))
    yield deed(slot, Move(caller, scene.verb, code, FACTS[scene.verb](scene, card, today, calendar, words)))
    if scene.verb == "receive":
        yield deed(slot, Move(caller, "reply", code, {"text": words}), 0.2)
    if replies and (reply := told.fresh(scene.replies, code, today)):
        yield deed(slot, Move(APPROVER, "reply", code, {"text": reply}), 0.3)
        if scene.answer:
            yield deed(slot, Move(caller, "reply", code, {"text": scene.answer}), 0.5)


def _call(scene: Scene, _card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    facts = scene.facts
    channel = {"channel": facts["channel"]} if "channel" in facts else {}
    later = {"next": calendar.add_working_days(today, facts["next"])} if "next" in facts else {}
    return {"result": facts["call"], "note": words, **channel, **later}


def _promise(scene: Scene, card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    on = calendar.add_working_days(today, scene.facts["promise"])
    return {"amount": _part(scene, card, today), "on": on, "note": words}


def _plan(scene: Scene, _card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    facts, first = scene.facts, calendar.add_working_days(today, scene.facts["first"])
    named = {name: facts[name] for name in ("period", "acceleration") if name in facts}
    return {"count": facts["plan"], "first": first, "reason": words, **named}


def _dispute(scene: Scene, card: Card, today: date, _calendar: Calendar, words: str) -> dict[str, Any]:
    line = max(_free(card, today), key=lambda line: line.undisputed)
    part = line.undisputed * scene.facts.get("share", WHOLE) // WHOLE
    return {"reason": scene.facts["dispute"], "invoice": line.number, "amount": said(part), "comment": words}


def _receive(scene: Scene, card: Card, today: date, _calendar: Calendar, _words: str) -> dict[str, Any]:
    reference = f"CHQ {7710000 + 90 * draw(card.debtor.code, today)}"
    return {"amount": _part(scene, card, today), "method": scene.facts["receive"], "reference": reference}


def _snooze(scene: Scene, _card: Card, today: date, calendar: Calendar, words: str) -> dict[str, Any]:
    return {"until": calendar.add_working_days(today, scene.facts["snooze"]), "reason": words}


SAID_FIRST: Mapping[str, Result] = {"dispute": Result.DISPUTE, "plan": Result.DIFFICULTIES}
"""How the call ended in which something was contested, or a plan was asked for."""
FACTS: Mapping[str, Callable[[Scene, Card, date, Calendar, str], dict[str, Any]]] = {
    "call": _call,
    "dispute": _dispute,
    "plan": _plan,
    "promise": _promise,
    "receive": _receive,
    "snooze": _snooze,
}


def _part(scene: Scene, card: Card, today: date) -> str:
    """Give the part of what is late that a scene speaks of."""
    owed, share = sum(line.undisputed for line in _free(card, today)), scene.facts.get("share", WHOLE)
    part = owed if share == WHOLE else owed * share // WHOLE // ROUND * ROUND
    return said(part or owed)


def _free(card: Card, today: date) -> list[DueLine]:
    """Give the late lines that nothing holds, in the currency of the first."""
    late = [line for line in card.lines if line.is_overdue(today)]
    return [line for line in late if not line.is_frozen and line.currency == late[0].currency]


def said(cents: int) -> str:
    """Write a sum as the data files do."""
    return f"{cents // 100}.{cents % 100:02}"


def deed(slot: Slot, move: Move, part: float = 0.0) -> Deed:
    """Give what is done in a slot, once a part of it has gone by."""
    at = slot.at + timedelta(minutes=slot.minutes * part)
    return Deed(at.date(), at.time(), move.by, move.verb, move.code, move.facts)
