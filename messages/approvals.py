"""The message that asks for a decision on a plan, then says what was decided: drawn whole from the plan."""

from collections.abc import Iterator
from datetime import date

from domain.money import Money
from domain.plan_views import LIVE, PlanView, State
from messages import controls, labels, plans, words
from messages.blocks import actions, context, cut, divider, fields, header, section
from messages.shown import Block, Shown
from messages.words import Mrkdwn, clip

_NAME, _CODE = 100, 40
_INVOICES = 10
_TEXT = 4000
_TITLES = {
    State.REQUESTED: "Échéancier à approuver",
    State.ACTIVE: "Échéancier approuvé",
    State.REFUSED: "Échéancier refusé",
    State.EXPIRED: "Échéancier expiré",
    State.CANCELLED: "Échéancier sans objet",
    State.IN_DEFAULT: "Échéancier en défaut",
    State.COMPLETED: "Échéancier réglé",
    State.ENDED: "Échéancier dénoncé",
}


def request(plan: PlanView, today: date) -> Shown:
    """Draw a plan where it is decided: what is asked and why, what helps to decide, then what was decided."""
    row, name = plan.row, clip(plan.debtor.name, _NAME) or plan.debtor.code
    title = _TITLES[row.state]
    text = words.say("plan.request_text", title=title, name=name, total=row.total, count=row.count, by=row.requested_by)
    blocks = [
        header(title),
        section(_asked(plan, name)),
        fields(_sums(plan)),
        *plans.schedule(row.instalments, row.count, row.total.currency),
        *(_help(plan, today) if row.state is State.REQUESTED else ()),
        *_decide(plan),
        *(context(said) for said in _told(plan)),
    ]
    return Shown(cut(text, _TEXT), blocks)


def _asked(plan: PlanView, name: str) -> Mrkdwn:
    row = plan.row
    code = clip(plan.debtor.code, _CODE)
    return words.say("plan.asked", name=name, code=code, by=row.requested_by, on=row.requested_on, reason=plan.reason)


def _sums(plan: PlanView) -> list[str]:
    currency = plan.row.total.currency
    said = [("Total", plan.row.total.cents), ("Factures", plan.principal)]
    said += [("Pénalités", plan.penalties)] if plan.penalties else []
    said += [("Acompte", plan.down_payment)] if plan.down_payment else []
    sums = [f"*{label}*\n{words.money(Money(cents, currency))}" for label, cents in said]
    every = f", {labels.every(plan.period)}" if plan.row.count > 1 else ""
    sums.append(f"*Échéances*\n{plan.row.count}{every}")
    return [*sums, *(["*Clause*\nDéchéance du terme"] if plan.row.acceleration else [])]


def _help(plan: PlanView, today: date) -> list[Block]:
    """Draw the invoices, and what is known of the debtor that helps to decide."""
    late = [line.due_on for line in plan.debt.lines if line.is_overdue(today)]
    facts = words.say(
        "plan.facts",
        owed=plan.debt.owed(today),
        oldest=min(late, default=None),
        promises=plan.promises,
        not_kept=plan.not_kept,
        past=plan.past,
        states=labels.PLAN_STATES,
    )
    others = len(plan.lines) - _INVOICES
    currency = plan.row.total.currency
    invoices = words.say("plan.lines", rows=plan.lines[:_INVOICES], others=others, currency=currency)
    return [divider(), section(invoices), section(facts)]


def _decide(plan: PlanView) -> list[Block]:
    """Make the buttons of what is to be decided; nothing once it is."""
    row = plan.row
    if row.state is State.REQUESTED:
        return [actions([*controls.decide_request(row), controls.card(row.debtor_id)], block_id="plan:decide")]
    if row.state is State.IN_DEFAULT:
        return [actions([*controls.decide_default(row), controls.card(row.debtor_id)], block_id="plan:default")]
    return []


def _told(plan: PlanView) -> Iterator[Mrkdwn]:
    """Say who decided what, then where the plan stands."""
    row, tier, missed = plan.row, labels.deciders(plan.row.tier), plan.row.missed()
    for one in plan.decisions:
        yield words.say("plan.decision", verdict=labels.VERDICTS[one.verdict], by=one.by, on=one.on, reason=one.reason)
    if row.state is State.REQUESTED:
        yield words.say("plan.waiting", on=row.expires_on, tier=tier, by=row.requested_by)
    elif row.state is State.IN_DEFAULT and missed and row.defaulted_on:
        yield words.say(
            "plan.default",
            on=row.defaulted_on,
            part=labels.instalment(missed.rank, row.count),
            amount=Money(missed.left, row.total.currency),
            due_on=missed.due_on,
            tier=tier,
            by=row.requested_by,
        )
    elif row.state not in LIVE and row.state not in {State.REFUSED, State.ENDED} and row.ended_on:
        yield words.say("plan.over", state=labels.PLAN_STATES[row.state], on=row.ended_on)
    if row.state in {State.IN_DEFAULT, State.ENDED, State.COMPLETED}:
        yield words.say("plan.standing", paid=row.paid, total=row.total)
