"""« Échéancier », the schedule over it, and « Refus »: what is drawn is what is read."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.debts import Debt
from domain.plan_schedule import Period
from domain.plans import Draft, Terms
from domain.policy import Role
from messages.forms import plan
from messages.forms.plan import PlanForm, RefusalForm
from messages.forms.submitted import FormRefusal
from messages.refs import BadRef, PlanRef
from sandbox.limits import view_complaints
from tests.messages import debtors, plans
from tests.messages.forms.submission import day, inputs, labels, options, pick, submit, text
from tests.messages.given import TODAY, debt, dupuis, line, readable, said

FIRST = date(2026, 12, 23)
DEBTS = st.builds(
    Debt,
    debtors.debtors(),
    st.lists(debtors.lines(), min_size=1, max_size=30, unique_by=lambda line: line.id).map(tuple),
)


def form(owed: Debt | None = None, **facts: Any) -> dict[str, Any]:
    return plan.view(owed or debt(), TODAY, FIRST, 12, **facts)


def draft(owed: Debt | None = None, **terms: Any) -> Draft:
    known: dict[str, Any] = {"count": 4, "first_on": plans.FIRST, "period": Period.MONTHLY, "reason": "x"}
    found = owed or debt(line(left=200_000))
    cents = sum(one.left for one in found.lines)
    parts = plans.row().instalments
    return Draft(found.debtor, "EUR", found.lines, cents, 0, Terms(**known | terms), parts, Role.APPROVER)


def test_it_asks_what_people_learn_to_fill_in_in_this_order() -> None:
    drawn = form()

    assert labels(drawn) == [
        "Factures",
        "Inclure les pénalités",
        "Acompte",
        "Nombre d'échéances",
        "Première échéance",
        "Périodicité",
        "Clause de déchéance du terme",
        "Motif",
    ]
    assert ["Hebdomadaire", "Toutes les deux semaines", "Mensuelle"] == options(drawn, "period")
    assert ("Simuler", "Annuler") == (drawn["submit"]["text"], drawn["close"]["text"])
    assert [one["optional"] for one in inputs(drawn)] == [False, True, True, False, False, False, True, False]


def test_what_is_left_alone_is_a_monthly_plan_of_three_without_penalties() -> None:
    read = plan.parse(submit(form(), plan_reason=text(" Un creux ")), TODAY)

    assert PlanForm(12, (1,), Terms(3, FIRST, Period.MONTHLY, "Un creux")) == read


def test_everything_filled_in_is_read() -> None:
    drawn = form()
    given_ = submit(
        drawn,
        penalties=pick(drawn, "penalties", "Oui"),
        down_payment=text("1 000,50 €"),
        count=text("6"),
        first_on=day("2027-01-04"),
        period=pick(drawn, "period", "Hebdomadaire"),
        acceleration=pick(drawn, "acceleration", "Oui"),
        plan_reason=text("x"),
    )

    terms = Terms(6, date(2027, 1, 4), Period.WEEKLY, "x", penalties=True, down_payment=100_050, acceleration=True)
    assert PlanForm(12, (1,), terms) == plan.parse(given_, TODAY)


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"plan_reason": text("  ")}, "plan_reason", "Indiquez le motif."),
        ({"count": text("2,5")}, "count", "Indiquez un nombre entier d'échéances."),
        ({"count": text("99999")}, "count", "Indiquez un nombre entier d'échéances."),
        ({"down_payment": text("beaucoup")}, "down_payment", "Je n'ai pas su lire ce montant."),
        ({"down_payment": text("0")}, "down_payment", "Le montant doit être supérieur à zéro."),
        ({"first_on": day("2026-11-22")}, "first_on", "La première échéance est passée."),
        ({"first_on": day(None)}, "first_on", "Choisissez une date."),
    ],
)
def test_what_cannot_be_read_is_said_under_its_field(answers: dict[str, Any], field: str, sentence: str) -> None:
    read = plan.parse(submit(form(), **{"plan_reason": text("x"), **answers}), TODAY)

    assert isinstance(read, FormRefusal)
    assert readable(read.errors[field]).startswith(sentence)


def test_it_says_what_it_will_replace_and_what_it_leaves_out() -> None:
    told = said([block for block in form(debt(line(promise_id=1)), in_plan=2)["blocks"] if block["type"] == "context"])

    assert "Une promesse est en cours : un échéancier sur les mêmes factures la remplace." in told
    assert "2 factures sont déjà dans un échéancier et ne sont pas proposées." in told


def test_the_schedule_is_drawn_whole_and_carries_what_was_asked() -> None:
    owed = Debt(dupuis(), (line(left=150_000), line(id=7, number="F2", left=50_000)))
    asked = draft(owed, down_payment=100, penalties=True, acceleration=True, reason='Un | "creux"\n2')
    drawn = plan.schedule_view(asked)

    assert isinstance(drawn, dict)
    assert ("Demander l'approbation", "Échéancier") == (drawn["submit"]["text"], drawn["title"]["text"])
    assert "4/4 · lun. 15/03/2027 · 500,00 €" in said(drawn["blocks"])
    assert PlanForm(12, (1, 7), asked.terms, 200_000) == plan.schedule_parse(drawn, TODAY)


def test_too_many_lines_for_a_window_are_refused_under_their_field() -> None:
    many = Debt(dupuis(), tuple(line(id=1_000_000_007 * number) for number in range(1, 600)))

    assert FormRefusal({"lines": "Trop de factures à la fois\u00a0: choisissez-en moins."}) == plan.schedule_view(
        draft(many)
    )


@pytest.mark.parametrize(
    "carried",
    [
        "",
        '{"v":1,"debtor":12}',
        '{"v":1,"debtor":12,"lines":"","terms":[3,"2026-12-01","monthly","x",false,0,false],"shown":1}',
        '{"v":1,"debtor":12,"lines":"1","terms":[3,"demain","monthly","x",false,0,false],"shown":1}',
        '{"v":1,"debtor":12,"lines":"1","terms":[3,"2026-12-01","daily","x",false,0,false],"shown":1}',
    ],
)
def test_a_schedule_cut_short_is_no_request(carried: str) -> None:
    with pytest.raises(BadRef):
        plan.schedule_parse({"private_metadata": carried}, TODAY)


def test_a_refusal_needs_its_reason() -> None:
    drawn = plan.refusal_view(PlanRef(3, 1), form()["blocks"][0])
    assert ["Motif"] == labels(drawn)
    assert ("Refus", "Enregistrer") == (drawn["title"]["text"], drawn["submit"]["text"])

    assert FormRefusal({"reason": "Indiquez le motif."}) == plan.refusal_parse(submit(drawn, reason=text(" ")), TODAY)
    assert RefusalForm(PlanRef(3, 1), "Non") == plan.refusal_parse(submit(drawn, reason=text("Non")), TODAY)


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(DEBTS, plans.rows(), plans.TEXTS)
def test_any_debtor_has_windows_that_slack_takes(owed: Debt, row: Any, reason: str) -> None:
    terms = Terms(row.count, FIRST, Period.MONTHLY, reason, penalties=True, down_payment=1, acceleration=True)
    made = Draft(owed.debtor, row.total.currency, owed.lines, 1, 2, terms, row.instalments, row.tier)
    shown = plan.schedule_view(made, "La somme due a changé.")

    assert [] == view_complaints(form(owed), "modal")
    assert isinstance(shown, FormRefusal) or [] == view_complaints(shown, "modal")
