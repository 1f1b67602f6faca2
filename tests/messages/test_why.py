"""« Pourquoi » in words: what holds a line, what comes next, what would unlock it."""

import json
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from domain.cards import Card
from domain.freezes import Freeze, Hold
from domain.why import trace
from messages import words
from messages.why import why
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages.given import TODAY, card, credit, eur, line, policy, promised, said

POLICY = policy()


def draw(one: Card, invoice: str = "") -> str:
    return said(why(trace(one, TODAY, POLICY, invoice), TODAY).blocks)


def test_a_line_that_nothing_holds() -> None:
    assert draw(card(line(due_on=date(2026, 11, 22)), profile="")) == (
        "*Dupuis SARL*\n"
        "*F2026-0102* · 7 000,00 € · éch. 22/11/2026 · 1 j de retard\n"
        "Aucun niveau atteint\n"
        "Ensuite : Relance 1 (e-mail), le 25/11/2026 · 3 j après l'échéance du 22/11/2026"
    )


def test_a_line_frozen_by_a_promise() -> None:
    one = card(line(promise_id=5, level=3, reminded_on=date(2026, 11, 20)), promises=(promised(),), profile="")

    assert draw(one) == (
        "*Dupuis SARL*\n"
        "Une relance est partie il y a peu : la prochaine est possible à partir du 25/11/2026.\n"
        "*F2026-0102* · 7 000,00 € · éch. 15/10/2026 · 39 j de retard\n"
        "Niveau atteint : Appel, le 20/11/2026\n"
        "Gelée : promesse de 1 500,00 € pour le 27/11/2026, notée par <@UALICE> le 20/11/2026\n"
        "Ensuite : Relance 2 (e-mail), le 02/12/2026 · 7 j après la relance du 20/11/2026, prévue le 27/11/2026\n"
        "Pour débloquer : le règlement, ou une nouvelle promesse ; sans règlement, la relance reprend le 02/12/2026"
    )


def test_a_line_put_aside_and_one_covered_by_money_to_allocate() -> None:
    told = draw(card(line(left=36_000), credits=(credit(),), snoozed_until=date(2026, 12, 1), snoozed_by="UBOB"))

    assert "360,00 € à imputer : ce montant couvre d'abord les factures les plus anciennes." in told
    assert "Gelée : client reporté jusqu'au 01/12/2026 par <@UBOB>\n" in told
    assert "Gelée : couverte par de l'argent reçu et pas encore imputé (360,00 €)\n" in told
    assert "Ensuite : Appel, dès que le gel est levé · 5 j après l'échéance du 15/10/2026\n" in told
    assert told.endswith("Pour débloquer : imputer l'argent reçu")


def test_a_step_that_is_due_is_for_today() -> None:
    assert "Ensuite : Appel, dès aujourd'hui · 5 j après l'échéance du 15/10/2026" in draw(card(line()))


def test_the_end_of_a_scenario_is_said() -> None:
    assert "Ensuite : rien, le scénario est au bout." in draw(card(line(level=6, reminded_on=date(2026, 10, 30))))


def test_an_invoice_alone() -> None:
    one = card(line(), line("F2", id=2, due_on=date(2027, 1, 4)))

    assert "*Dupuis SARL* · F2\n*F2* · 7 000,00 € · éch. 04/01/2027 · non échue\n" in draw(one, "F2")
    assert draw(one, "F9") == "*Dupuis SARL* · F9\nRien ne reste à payer sur cette facture."


def test_a_debtor_who_owes_nothing() -> None:
    one = Card(card().debtor, (), (), (), (), ())

    assert draw(one) == "*Dupuis SARL*\nRien ne reste à payer."


@pytest.mark.parametrize("hold", Hold)
def test_every_freeze_says_what_it_is_and_what_would_unlock_it(hold: Hold) -> None:
    freeze = Freeze(hold, eur(1_500), TODAY, "UBOB", TODAY, "x", TODAY)

    assert words.say(f"why.{hold}", freeze=freeze, reason=freeze.reason)
    assert words.say(f"why.unlock_{hold}", freeze=freeze)


def test_lines_past_the_twelfth_are_counted() -> None:
    assert draw(card(*(line(f"F{place}", id=place) for place in range(1, 15)))).endswith("Et 2 autres échéances.")


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(debtors.cards())
def test_any_trace_stays_within_what_slack_takes(one: Card) -> None:
    drawn = why(trace(one, TODAY, POLICY), TODAY)

    assert message_complaints(drawn.blocks) == []
    assert len(json.dumps(drawn.blocks)) < 12_000
    assert len(drawn.text) <= 4000
