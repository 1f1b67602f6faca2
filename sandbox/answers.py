"""What others answer in the morning: plans are decided, disputes end, the salesperson says what is known."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any, NamedTuple

from domain.calendar import Calendar
from domain.cards import Card
from domain.disputes import State as Dispute
from domain.plan_schedule import DOWN_PAYMENT_RANK
from domain.plan_views import PlanRow, Verdict
from domain.plan_views import State as Plan
from domain.policy import Role
from domain.promises import State
from domain.sales import Answer
from sandbox.habits import draw
from sandbox.people import ADMINISTRATOR, APPROVER, SALES
from sandbox.scenes import Told

MOST_INSTALMENTS = 6
"""Instalments above which a plan without a down payment is refused."""
MOST_NOT_KEPT = 2
"""Promises not kept from which one is refused too."""
GRACE_DAYS, WEIGHED_DAYS = 2, 4
"""Working days in default before a plan is decided, and under dispute before it is closed."""
CLOSED, RIGHT = 40, 45
"""Disputes, out of a hundred, closed on a morning; and those of them in which the client was right."""
HELD_TO = 50
"""Plans in default, out of a hundred, that are held to once more."""
ANSWERS = (Answer.CALLS, Answer.CALLS, Answer.CALLS, Answer.DISPUTE, Answer.BLOCK)


class Move(NamedTuple):
    """Something to do: who does what, of which client."""

    by: str
    verb: str
    code: str
    facts: Mapping[str, Any]


def moves(cards: Sequence[Card], visitor: str, today: date, calendar: Calendar, told: Told) -> list[Move]:
    """Give what is answered on a morning, nothing in the visitor's place, one dispute at most."""
    decided = [move for card in cards for move in _decision(card, visitor, today, calendar, told)]
    closed = (move for card in cards for move in _closing(card, visitor, today, calendar, told))
    rest = [move for card in cards for move in (*_credit(card, visitor), *_said(card, visitor, today))]
    return [*decided, *islice(closed, 1), *rest]


def _decision(card: Card, visitor: str, today: date, calendar: Calendar, told: Told) -> Iterable[Move]:
    plan = card.plan
    decider = _decider(plan) if plan else ""
    if plan is None or decider == visitor:
        return
    code = card.debtor.code
    if plan.state is Plan.REQUESTED and plan.requested_on < today:
        why = _against(card, plan)
        verdict = Verdict.REFUSED if why else Verdict.APPROVED
        yield Move(decider, "decide", code, {"verdict": verdict, "reason": _words("refused", why, code, today, told)})
    missed_on = plan.defaulted_on if plan.state is Plan.IN_DEFAULT else None
    if missed_on and calendar.working_days_between(missed_on, today) >= GRACE_DAYS:
        yield Move(decider, "decide", code, _of_default(plan, code, today, told))


def _decider(plan: PlanRow) -> str:
    """Say who decides: the one who approves, but for their own requests and what is above them."""
    above = plan.tier is Role.ADMIN or plan.requested_by == APPROVER
    return ADMINISTRATOR if above else APPROVER


def _against(card: Card, plan: PlanRow) -> str:
    """Say what speaks against a plan; "" for nothing."""
    if any(one.rank == DOWN_PAYMENT_RANK for one in plan.instalments):
        return ""
    not_kept = sum(one.state in {State.BROKEN, State.PARTLY_KEPT} for one in card.promises)
    if not_kept >= MOST_NOT_KEPT:
        return "unwilling"
    return "long" if plan.count > MOST_INSTALMENTS else ""


def _of_default(plan: PlanRow, code: str, today: date, told: Told) -> dict[str, Any]:
    """Hold to a plan now and then, when something of it was paid."""
    if plan.paid.cents and draw(code, "default", plan.version) < HELD_TO:
        return {"verdict": Verdict.MAINTAINED}
    return {"verdict": Verdict.ENDED, "reason": _words("ended", "silent", code, today, told)}


def _closing(card: Card, visitor: str, today: date, calendar: Calendar, told: Told) -> Iterable[Move]:
    code = card.debtor.code
    for row in card.disputes:
        ripe = calendar.working_days_between(row.opened_on, today) >= WEIGHED_DAYS
        if row.state is Dispute.OPEN and row.opened_by != visitor and ripe and draw(code, "close", today) < CLOSED:
            outcome = "founded" if draw(code, "right", row.id) < RIGHT else "unfounded"
            comment = _words(outcome, row.reason, code, today, told)
            yield Move(row.opened_by, "close", code, {"outcome": outcome, "comment": comment})
            return


def _credit(card: Card, visitor: str) -> Iterable[Move]:
    """Set a credit note that came against what was rightly contested."""
    waiting = next((row for row in card.disputes if row.state is Dispute.FOUNDED and row.opened_by != visitor), None)
    if waiting and any(one.kind == "credit_note" for one in card.credits):
        yield Move(waiting.opened_by, "allocate", card.debtor.code, {})


def _said(card: Card, visitor: str, today: date) -> Iterable[Move]:
    asked = card.asked
    if asked and not asked.answer and asked.salesperson == SALES != visitor and asked.asked_on < today:
        says = ANSWERS[draw(card.debtor.code, "asked", asked.id) % len(ANSWERS)]
        yield Move(SALES, "answer", card.debtor.code, {"says": says})


def _words(section: str, key: str, code: str, today: date, told: Told) -> str:
    """Choose the words of an answer, new of this client while there are any."""
    known = _told_in_file()[section].get(key, ())
    return told.fresh(known, code, today) or next(iter(known), "")


@cache
def _told_in_file() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((files("sandbox") / "data" / "answers.toml").read_text(encoding="utf-8"))
