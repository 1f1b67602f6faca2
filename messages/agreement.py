"""The agreement of an approved plan, as a paper to sign: who owes what, acknowledged, and how it will be paid."""

from datetime import date, datetime
from typing import Any

from domain.documents import Document, DocumentKind
from domain.money import Money
from domain.plan_schedule import Instalment, in_order
from domain.plan_views import PlanView
from domain.policy import Company, Policy
from messages import french, words
from messages.in_words import in_words
from messages.printing import printed


def agreement(plan: PlanView, policy: Policy, at: datetime) -> Document:
    """Print the agreement of a plan decided on a day, its bytes dated `at`; its name is its own among all papers.

    What it says follows the usual contents of such an agreement; its acknowledgement of the debt interrupts
    prescription (C. civ. 2240).
    """
    name = words.plain("agreement.file", number=plan.row.id, code=_for_a_file(plan.debtor.code))
    content = printed("agreement", facts(plan, policy), at)
    return Document(plan.debtor.id, DocumentKind.AGREEMENT, name, "application/pdf", content)


def facts(plan: PlanView, policy: Policy) -> dict[str, Any]:
    """Gather what the paper states, sums and dates in words."""
    owed, company = plan.row.total, policy.company
    return {
        "number": str(plan.row.id),
        "on": french.long_date(plan.row.decided_on or plan.row.requested_on),
        "asked_on": french.day(plan.row.requested_on),
        "creditor": {"name": company.name, "lines": _creditor(company)},
        "debtor": {"name": plan.debtor.name, "lines": _siren(plan.debtor.siren)},
        "owed": words.money(owed),
        "owed_in_words": words.typeset(in_words(owed)),
        "principal": words.money(Money(plan.principal, owed.currency)),
        "penalties": words.money(Money(plan.penalties, owed.currency)) if plan.penalties else "",
        "invoices": [
            {
                "number": line.number,
                "issued": _day(line.issued_on),
                "due": french.day(line.due_on),
                "left": words.money(Money(line.amount, owed.currency)),
            }
            for line in plan.lines
        ],
        "schedule": [_instalment(one, plan) for one in in_order(plan.row.instalments)],
        "account": _account(company),
        "reference": plan.debtor.code,
        "acceleration": plan.row.acceleration,
        "grace": french.plural(policy.plans.missed_after_days, "jour ouvré"),
    }


def _instalment(one: Instalment, plan: PlanView) -> dict[str, str]:
    name = words.plain("agreement.line", rank=one.rank, count=plan.row.count)
    return {"name": name, "due": _day(one.due_on), "amount": words.money(Money(one.amount, plan.row.total.currency))}


def _creditor(company: Company) -> list[str]:
    return [line for line in (*company.address.splitlines(), *_siren(company.siren)) if line.strip()]


def _siren(siren: str) -> list[str]:
    return [words.plain("agreement.siren", siren=siren)] if siren else []


def _account(company: Company) -> str:
    """Write the IBAN in groups of four, as people copy it."""
    iban = " ".join(company.iban[at : at + 4] for at in range(0, len(company.iban), 4))
    return words.plain("agreement.account", iban=iban, bic=company.bic) if iban else ""


def _day(on: date | None) -> str:
    return french.day(on) if on else ""


def _for_a_file(text: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in text)[:40]
