"""What is said of plans wherever they stand: their schedule line by line, and where they are on a card or a root."""

from collections.abc import Sequence

from domain.cards import Card
from domain.money import Money
from domain.plan_decisions import LEADS_TO, PlanDecided
from domain.plan_schedule import Instalment, in_order
from domain.plan_views import PlanRow, State
from messages import controls, labels, words
from messages.blocks import section
from messages.shown import Block, Shown
from messages.words import Mrkdwn

_LINES = 30
"""Lines of a schedule in one section: no more than 3 000 characters."""


def schedule(instalments: Sequence[Instalment], count: int, currency: str) -> list[Block]:
    """Draw a whole schedule by due date, the down payment first while it has no date; `count` is without it."""
    said = [_part(one, count, currency) for one in in_order(instalments)]
    return [section("\n".join(said[start : start + _LINES])) for start in range(0, len(said), _LINES)]


def _part(one: Instalment, count: int, currency: str) -> Mrkdwn:
    return words.say(
        "plan.part",
        rank=one.rank,
        count=count,
        on=one.due_on,
        amount=Money(one.amount, currency),
        paid=Money(one.paid, currency),
        missed=bool(one.missed_on and one.left),
    )


def on_root(row: PlanRow) -> Mrkdwn:
    """Word a plan in a line of the debtor's root message."""
    following = row.next()
    return words.say(
        "plan.root",
        plan=row,
        state=labels.PLAN_STATES[row.state],
        next=following,
        next_left=Money(following.left if following else 0, row.total.currency),
    )


def default_buttons(card: Card) -> list[Block]:
    """Make « Maintenir » « Dénoncer » when a plan of the debtor is in default."""
    row = card.plan
    return controls.decide_default(row) if row and row.state is State.IN_DEFAULT else []


def too_late(refusal: PlanDecided) -> Shown:
    """Say who decided a plan before, what and when, and where it stands now."""
    decision, state = refusal.facts["decision"], refusal.facts["state"]
    said = words.say(
        "plan.decided",
        decision=decision,
        verdict=labels.VERDICTS[decision.verdict] if decision else "",
        state=labels.PLAN_STATES[state],
        since=decision is None or LEADS_TO[decision.verdict] is not state,
        on=refusal.facts["on"],
    )
    return Shown(said, [])
