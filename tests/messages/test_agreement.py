import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from pypdf import PdfReader

from domain.debts import Debt
from domain.plan_schedule import Instalment, Period
from domain.plan_views import PlanLine, PlanRow, PlanView, State
from domain.policy import Company, Policy, Role
from messages.agreement import agreement
from tests.messages.given import dupuis, eur, policy

AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
COMPANY = Company(
    "Atelier Martineau SAS", "100000009", "FR7699999000010000012345693", "", "12 rue des Lilas\n69003 Lyon"
)


@pytest.fixture(scope="module", name="rules")
def with_a_company() -> Policy:
    return replace(policy(), company=COMPANY)


def plan(**changes: Any) -> PlanView:
    row = PlanRow(
        12,
        12,
        State.ACTIVE,
        eur(350_000),
        (
            Instalment(0, date(2026, 11, 30), 50_000),
            Instalment(1, date(2026, 12, 31), 150_000),
            Instalment(2, date(2027, 1, 29), 150_000),
        ),
        date(2026, 11, 20),
        "UALICE",
        date(2026, 11, 27),
        Role.APPROVER,
        acceleration=True,
        version=2,
        decided_on=date(2026, 11, 22),
        decided_by="UCAROLE",
    )
    lines = (PlanLine("F-2026-001", date(2026, 9, 1), date(2026, 10, 1), 340_000),)
    view = PlanView(row, dupuis(), lines, 340_000, 10_000, 50_000, Period.MONTHLY, "", "", (), Debt(dupuis(), ()))
    return replace(view, **changes)


def text(view: PlanView, rules: Policy) -> str:
    pages = PdfReader(io.BytesIO(agreement(view, rules, AT).content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_it_states_the_parties_the_debt_the_schedule_and_the_clause(rules: Policy) -> None:
    said = text(plan(), rules)

    for part in (
        "Accord n° 12, établi le 22 novembre 2026.",
        "Atelier Martineau SAS 12 rue des Lilas 69003 Lyon SIREN 100 000 009",
        "la somme de 3 500,00 € (trois mille cinq cents euros)",
        "F-2026-001 01/09/2026 01/10/2026 3 400,00 €",
        "À ce total s’ajoutent 100,00 € de pénalités",
        "Acompte 30/11/2026 500,00 €",
        "Échéance 1/2 31/12/2026 1 500,00 €",
        "Total 3 500,00 €",
        "le compte FR76 9999 9000 0100 0001 2345 693, en rappelant la référence C012",
        "déchéance du terme",
        "Page 1 sur 1",
    ):
        assert part in said


def test_without_the_clause_it_may_only_be_denounced(rules: Policy) -> None:
    row = replace(plan().row, acceleration=False)

    said = text(plan(row=row), rules)

    assert "dénoncer le présent accord" in said
    assert "déchéance du terme" not in said


def test_what_people_wrote_is_printed_and_never_run(rules: Policy) -> None:
    hostile = '#panic("non") *gras* $x$ <b> \\ @ref'

    said = text(plan(debtor=dupuis(name=hostile)), rules)

    assert '#panic("non") *gras* $x$ <b> \\ @ref' in said


def test_a_hundred_invoices_go_on_to_other_pages(rules: Policy) -> None:
    lines = tuple(PlanLine(f"F-{number:03}", None, date(2026, 10, 1), 100) for number in range(100))

    said = text(plan(lines=lines), rules)

    assert "F-099" in said
    assert "Page 3 sur 3" in said or "Page 4 sur 4" in said


def test_the_same_plan_gives_the_same_bytes_and_its_own_name(rules: Policy) -> None:
    first, again = agreement(plan(), rules, AT), agreement(plan(), rules, AT)

    assert (first.content, "accord-12-C012.pdf") == (again.content, again.name)
