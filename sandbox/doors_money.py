"""What is agreed, contested and received, by the product's own use cases."""

from collections.abc import Callable, Mapping
from itertools import takewhile

from domain.credits import allocate_credit
from domain.debts import Debt
from domain.disputes import Outcome, Reason, State, close_dispute, open_dispute
from domain.money import Money
from domain.payments import Method, Received, receive_payment
from domain.plan_decisions import decide_plan
from domain.plan_requests import propose, request_plan
from domain.plan_schedule import Period
from domain.plan_views import Verdict
from domain.plans import Terms
from domain.reversals import Reversal, reverse_payment
from sandbox.doing import Doing, cents
from sandbox.people import role_of


def _plan(one: Doing) -> None:
    facts, today, policy = one.facts, one.program.clock.today(), one.program.policy
    terms = Terms(
        facts["count"],
        one.days.named(facts["first"]),
        Period(facts.get("period", Period.MONTHLY)),
        facts["reason"],
        down_payment=cents(facts.get("down_payment", "0.00")),
        acceleration=facts.get("acceleration", False),
    )
    with one.program.open_reader() as reader:
        debt = Debt(reader.debtor(one.debtor_id), tuple(one.lines()))
        shown = propose(debt, terms, reader.penalties(), today=today, policy=policy).total.cents
    request_plan(
        one.open_book,
        one.act,
        debtor_id=one.debtor_id,
        lines=[line.id for line in debt.lines],
        terms=terms,
        shown=shown,
        channel=one.program.settings.approvals_in or one.program.channel,
    )


def _decide(one: Doing) -> None:
    with one.program.open_reader() as reader:
        plan = reader.card(one.debtor_id).plans[0]
    decide_plan(
        one.open_book,
        one.act,
        plan_id=plan.id,
        verdict=Verdict(one.facts["verdict"]),
        roles=role_of(one.deed.by),
        version=plan.version,
        reason=one.facts.get("reason", ""),
    )


def _dispute(one: Doing) -> None:
    lines = one.lines()
    open_dispute(
        one.open_book,
        one.act,
        debtor_id=one.debtor_id,
        lines=[line.id for line in lines],
        reason=Reason(one.facts["reason"]),
        amount=one.amount(lines[0].currency),
        comment=one.facts["comment"],
    )


def _close(one: Doing) -> None:
    with one.program.open_reader() as reader:
        waiting = takewhile(lambda row: row.state is State.OPEN, reader.disputes(one.debtor_id))
        oldest = min(row.id for row in waiting)
    outcome, comment = Outcome(one.facts["outcome"]), one.facts["comment"]
    close_dispute(one.open_book, one.act, debtor_id=one.debtor_id, dispute_id=oldest, outcome=outcome, comment=comment)


def _receive(one: Doing) -> None:
    lines, facts = one.lines(), one.facts
    amount = Money(cents(facts["amount"]), lines[0].currency)
    received = Received(
        one.debtor_id, amount, one.program.clock.today(), Method(facts["method"]), facts.get("reference", "")
    )
    receive_payment(one.open_book, one.act, received, lines=[line.id for line in lines])


def _reverse(one: Doing) -> None:
    with one.program.open_reader() as reader:
        last = next(some for some in reader.card(one.debtor_id).payments if some.may_be_reversed)
    why = Reversal(one.facts["why"])
    reverse_payment(one.open_book, one.act, debtor_id=one.debtor_id, payment_id=last.id, why=why)


def _allocate(one: Doing) -> None:
    """Set a credit note against the lines that a dispute holds."""
    with one.program.open_reader() as reader:
        card = reader.card(one.debtor_id)
    credit = next(some for some in card.credits if some.kind == "credit_note")
    held = [line for line in card.lines if line.disputed]
    allocate_credit(
        one.open_book,
        one.act,
        debtor_id=one.debtor_id,
        payment_id=credit.id,
        lines=[line.id for line in held],
        amount=Money(min(credit.left.cents, sum(line.left for line in held)), credit.left.currency),
    )


MONEY: Mapping[str, Callable[[Doing], object]] = {
    "allocate": _allocate,
    "close": _close,
    "decide": _decide,
    "dispute": _dispute,
    "plan": _plan,
    "receive": _receive,
    "reverse": _reverse,
}
