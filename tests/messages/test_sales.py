"""The question to a salesperson: who owes, how much, why now, three answers and nothing else."""

from datetime import date

from hypothesis import HealthCheck, given, settings

from domain.cards import Card
from domain.concerns import Concerns
from domain.promises import State
from domain.sales import Answer
from messages.sales import question
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages import given as known
from tests.messages.given import TODAY, line, promised, said


def test_a_question_says_what_is_needed_to_answer() -> None:
    card = known.card(
        *(line(f"F{place}", id=place, left=100_000) for place in range(1, 8)),
        last_contact_on=date(2026, 11, 10),
        promises=(promised(), promised(id=4, state=State.BROKEN, on=date(2026, 11, 12), last_on=date(2026, 11, 14))),
        concerns=Concerns(limit=known.eur(500_000)),
    )

    assert said(question(known.asked(), card, TODAY).blocks) == (
        "<@UALICE> vous prévient : *Dupuis SARL* (C012) : 7 000,00 € en retard, plus ancienne échéance le 15/10/2026"
        " · encours 7 000,00 €\n"
        "• F1 · 1 000,00 € · échéance du 15/10/2026\n"
        "• F2 · 1 000,00 € · échéance du 15/10/2026\n"
        "• F3 · 1 000,00 € · échéance du 15/10/2026\n"
        "• F4 · 1 000,00 € · échéance du 15/10/2026\n"
        "• F5 · 1 000,00 € · échéance du 15/10/2026\n"
        "et 2 autres échéances\n"
        "*Pourquoi maintenant*\n"
        "• promesse de 1 500,00 € pour le 12/11/2026 non tenue\n"
        "• promesse de 1 500,00 € attendue pour le 27/11/2026\n"
        "• plafond d'encours de 5 000,00 € dépassé\n"
        "• dernier contact du recouvrement le 10/11/2026\n"
        "Que savez-vous ? Votre réponse va dans le fil de ce client.\n"
        "[Je l'appelle] [Litige connu] [On bloque ?]"
    )


def test_an_answered_question_has_no_buttons() -> None:
    drawn = question(known.asked(answer=Answer.DISPUTE, answered_on=TODAY), known.card(), TODAY)

    assert said(drawn.blocks[-1:]) == "Vous avez répondu « Litige connu » le 23/11/2026. Merci."
    assert "actions" not in {block["type"] for block in drawn.blocks}


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(debtors.cards())
def test_any_question_stays_within_what_slack_takes(one: Card) -> None:
    drawn = question(known.asked(), one, TODAY)

    assert message_complaints(drawn.blocks) == []
    assert len(drawn.text) <= 4000
