"""The message that asks for a decision on a plan, and what it says once it was taken."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings

from domain.plan_decisions import PlanDecided
from domain.plan_schedule import Instalment, filled
from domain.plan_views import PastPlan, PlanView, State, Verdict
from messages.approvals import request
from messages.controls import decide_default
from messages.plans import too_late
from sandbox.limits import message_complaints
from tests.messages import plans
from tests.messages.given import HOSTILE, TODAY, eur, readable, said


def draw(view: PlanView) -> str:
    return said(request(view, TODAY).blocks)


def test_a_request_says_all_that_helps_to_decide() -> None:
    past = (PastPlan(State.ENDED, eur(100_000), date(2026, 3, 2)),)

    assert draw(plans.view(promises=3, not_kept=2, past=past)) == (
        "Échéancier à approuver\n"
        "*Dupuis SARL* (C012) · demandé par <@UALICE> le 23/11/2026\n"
        "> Trésorerie tendue\n"
        "*Total*\n2 000,00 €\n"
        "*Factures*\n2 000,00 €\n"
        "*Échéances*\n4, chaque mois\n"
        "1/4 · mar. 15/12/2026 · 500,00 €\n"
        "2/4 · ven. 15/01/2027 · 500,00 €\n"
        "3/4 · lun. 15/02/2027 · 500,00 €\n"
        "4/4 · lun. 15/03/2027 · 500,00 €\n"
        "*Factures*\n"
        "• F2026-0102 · 2 000,00 € · éch. 15/10/2026\n"
        "*Pour décider*\n"
        "• 2 000,00 € en retard, depuis le 15/10/2026\n"
        "• 2 promesses non tenues sur 3\n"
        "• échéancier précédent de 1 000,00 €, demandé le 02/03/2026 : dénoncé\n"
        "[Approuver] [Refuser] [Fiche]\n"
        "À décider avant le 30/11/2026 par un approbateur, jamais par <@UALICE>."
    )


def test_penalties_a_down_payment_and_the_clause_are_said_when_there_are_some() -> None:
    row = replace(plans.row(), acceleration=True)
    told = draw(plans.view(row, penalties=5_000, down_payment=20_000))

    assert (
        "*Pénalités*\n50,00 €\n*Acompte*\n200,00 €\n*Échéances*\n4, chaque mois\n*Clause*\nDéchéance du terme" in told
    )


def test_a_decided_request_has_no_button_and_says_who_decided() -> None:
    refused = plans.view(plans.row(state=State.REFUSED), decisions=(plans.decision(Verdict.REFUSED, reason=HOSTILE),))
    told = draw(refused)

    assert told.startswith("Échéancier refusé\n")
    assert told.endswith("Refusé par <@UCAROLE> le 23/11/2026 : &lt;!channel&gt; &amp; *x*")
    assert "[" not in told


def test_a_default_names_what_is_missed_and_who_may_decide() -> None:
    first = replace(plans.row().instalments[0], missed_on=date(2026, 12, 19), paid=20_000)
    row = plans.row(
        state=State.IN_DEFAULT, instalments=(first, *plans.row().instalments[1:]), defaulted_on=date(2026, 12, 19)
    )
    told = draw(plans.view(row, decisions=(plans.decision(Verdict.APPROVED),)))

    assert "1/4 · mar. 15/12/2026 · 500,00 € · 200,00 € reçus · *manqué*\n" in told
    assert told.endswith(
        "[Maintenir] [Dénoncer] [Fiche]\n"
        "Approuvé par <@UCAROLE> le 23/11/2026\n"
        "En défaut depuis le 19/12/2026 : échéance 1/4, 300,00 € attendus le 15/12/2026."
        " À maintenir ou à dénoncer par un approbateur, jamais par <@UALICE>.\n"
        "200,00 € reçus sur 2 000,00 €."
    )


def test_the_end_of_a_plan_says_when_and_what_came() -> None:
    parts = filled(plans.row().instalments, 200_000)
    row = plans.row(state=State.COMPLETED, instalments=parts, ended_on=date(2027, 3, 15))
    told = draw(plans.view(row))

    assert "4/4 · lun. 15/03/2027 · 500,00 € · réglé\n" in told
    assert told.endswith("Réglé le 15/03/2027.\n2 000,00 € reçus sur 2 000,00 €.")


def test_a_down_payment_waits_for_the_approval_to_have_its_day() -> None:
    row = plans.row(instalments=(Instalment(0, None, 20_000), *plans.row().instalments))

    assert "Acompte · cinq jours ouvrés après l'accord · 200,00 €\n1/4" in draw(plans.view(row))


def test_ending_a_plan_is_asked_twice() -> None:
    (_, end) = decide_default(plans.row())

    assert ("danger", "Dénoncer") == (end["style"], end["confirm"]["confirm"]["text"])


def test_who_comes_too_late_is_told_who_decided_what_and_when() -> None:
    late = PlanDecided(state=State.REFUSED, decision=plans.decision(Verdict.REFUSED, reason="Non"), on=TODAY)
    expired = PlanDecided(state=State.EXPIRED, decision=None, on=TODAY)

    assert readable(too_late(late).text) == (
        "Cet échéancier a déjà été refusé par <@UCAROLE> le 23/11/2026 à 10 h 05 : Non."
    )
    assert readable(too_late(expired).text).startswith("Cet échéancier est maintenant expiré sans décision, depuis le")


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(plans.views())
def test_any_plan_stays_within_slack_s_limits(view: PlanView) -> None:
    shown = request(view, TODAY)

    assert [] == message_complaints(shown.blocks)
    assert 0 < len(shown.text) <= 4000
