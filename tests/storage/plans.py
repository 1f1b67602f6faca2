"""A company with a debt to spread, and what people do with its plans."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from domain.people import Role
from domain.plan_decisions import decide_plan
from domain.plan_judging import judge_plans
from domain.plan_requests import request_plan
from domain.plan_schedule import Period
from domain.plan_views import PlanRow, State, Verdict
from domain.plans import Terms
from storage.tables import due_lines, places, plans
from tests.storage.books import MONDAY, Company, day, invoice, payment

FIRST = day(7)
"""The Monday after: instalments of the tests are due on Mondays 9, 16 and 23 November, the 11th being a holiday."""
TERMS = Terms(3, FIRST, Period.WEEKLY, "Trésorerie tendue")
APPROVED, REFUSED, MAINTAINED, ENDED = Verdict.APPROVED, Verdict.REFUSED, Verdict.MAINTAINED, Verdict.ENDED


class Bureau:
    """A company with two invoices of C1, and what people do with plans."""

    def __init__(self, company: Company) -> None:
        self.company = company
        company.load(invoice("F1", (day(-20), 60_000)), invoice("F2", (day(-10), 30_000)))

    def ask(
        self, terms: Terms = TERMS, *numbers: str, shown: int = 90_000, on: date = MONDAY, by: str = "UALICE"
    ) -> None:
        lines = [line for number in numbers or ("F1", "F2") for line in self.company.lines(number)]
        request_plan(
            self.company.open_book,
            self.company.act(on, by=by),
            debtor_id=self.company.debtor(),
            lines=lines,
            terms=terms,
            shown=shown,
            channel="CAPPROBATIONS",
        )

    def decide(
        self, verdict: Verdict, on: date = MONDAY, *, by: str = "UBOB", roles: Role = Role.ADMIN, **facts: Any
    ) -> None:
        version = facts.pop("version", None) or self.scalar(
            select(plans.c.version).where(plans.c.id == facts.get("plan_id", 1))
        )
        decide_plan(
            self.company.open_book,
            self.company.act(on, by=by),
            verdict=verdict,
            roles=roles,
            version=version,
            **{"plan_id": 1, **facts},
        )

    def approved(self, terms: Terms = TERMS, shown: int = 90_000) -> None:
        self.ask(terms, shown=shown)
        self.decide(APPROVED)

    def tick(self, on: date) -> int:
        return judge_plans(self.company.open_book, self.company.act(on, by=""))

    def pay(self, cents: int, on: date, number: str | None = "F1", ref: str = "VIR") -> None:
        self.company.receive(payment(cents, on, number=number, ref=ref), on=on)

    def row(self, plan_id: int = 1) -> PlanRow:
        with self.company.open_reader() as reader:
            return reader.plan(plan_id).row

    def state(self) -> State:
        return self.row().state

    def frozen(self) -> list[int | None]:
        return [row[0] for row in self.company.rows(select(due_lines.c.plan_id).order_by(due_lines.c.id))]

    def kinds(self) -> list[str]:
        return [kind for kind in self.company.kinds() if kind.startswith("plan.")]

    def scalar(self, query: Any) -> Any:
        return self.company.scalar(query)


@pytest.fixture
def bureau(company: Company) -> Bureau:
    return Bureau(company)


def drawn(bureau: Bureau) -> int:
    """Count how often the plan's message was asked to be drawn."""
    wanted: int = bureau.scalar(select(places.c.wanted).where(places.c.key == "plan:1"))
    return wanted
