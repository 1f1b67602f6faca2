"""Each reason in its exact words."""

from datetime import date, timedelta

import pytest

from domain.priority import Reason, Told
from messages.reasons import reason, worded
from tests.messages.given import TODAY, broken, eur, readable, standing

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Told(Reason.PROMISE_BROKEN, eur(150_000), YESTERDAY), "promesse de 1 500,00 € non tenue hier"),
        (Told(Reason.PROMISE_BROKEN, eur(150_000), date(2026, 11, 18)), "promesse de 1 500,00 € non tenue il y a 5 j"),
        (Told(Reason.PROMISE_PARTLY_KEPT, eur(5), YESTERDAY), "promesse de 0,05 € tenue en partie hier"),
        (Told(Reason.PROMISE_OPEN, eur(150_000), date(2026, 11, 27)), "promesse de 1 500,00 € pour le 27/11/2026"),
        (Told(Reason.PROMISE_DUE, eur(150_000), TODAY), "promesse de 1 500,00 € attendue aujourd'hui"),
        (Told(Reason.PROMISE_DUE, eur(150_000), YESTERDAY), "promesse de 1 500,00 € attendue hier"),
        (Told(Reason.CALL_DUE, on=TODAY), "à rappeler aujourd'hui"),
        (Told(Reason.CALL_DUE, on=date(2026, 11, 20)), "à rappeler depuis le 20/11"),
        (
            Told(Reason.DECLARATION, on=date(2027, 1, 22), days=23),
            "déclaration de créance : plus que 23 jours (avant le 22/01/2027)",
        ),
        (
            Told(Reason.DECLARATION, on=date(2027, 1, 22), days=1),
            "déclaration de créance : plus qu'un jour (avant le 22/01/2027)",
        ),
        (
            Told(Reason.DECLARATION, on=date(2027, 1, 22)),
            "déclaration de créance : dernier jour (avant le 22/01/2027)",
        ),
        (
            Told(Reason.DECLARATION_MISSED, on=date(2026, 11, 2), days=-21),
            "délai de déclaration de créance passé depuis le 02/11/2026",
        ),
        (
            Told(Reason.RECLAIM, on=date(2027, 2, 22), days=91),
            "revendication des marchandises : plus que 91 jours (avant le 22/02/2027)",
        ),
        (Told(Reason.INSOLVENT, on=date(2026, 11, 20)), "procédure collective publiée le 20/11/2026"),
        (Told(Reason.INSTALMENT_MISSED, eur(100), TODAY, rank=2, of=4), "échéance 2/4 manquée"),
        (Told(Reason.INSTALMENT_MISSED, eur(100), TODAY, rank=0, of=4), "acompte de l'échéancier manqué"),
        (Told(Reason.PLAN_IN_DEFAULT), "échéancier en défaut, à maintenir ou à dénoncer"),
        (Told(Reason.DISPUTED, eur(120_000)), "litige en cours sur 1 200,00 €"),
        (Told(Reason.OVER_LIMIT, eur(300_000)), "au-dessus du plafond d'encours de 3 000,00 €"),
        (
            Told(Reason.GUARANTEE_ENDING, eur(1_000_000), date(2026, 12, 15)),
            "garantie de 10 000,00 € jusqu'au 15/12/2026",
        ),
        (Told(Reason.PAYMENT_SENT, on=date(2026, 11, 20)), "paiement annoncé le 20/11/2026"),
        (Told(Reason.NO_CONTACT), "ne pas contacter"),
        (Told(Reason.NO_CONTACT, on=date(2026, 12, 15)), "ne pas contacter jusqu'au 15/12/2026"),
        (Told(Reason.SILENT, days=21), "aucun contact depuis 21 j"),
        (Told(Reason.NEVER_CONTACTED), "jamais contacté"),
        (Told(Reason.CREDIT_TO_PLACE, eur(36_000)), "360,00 € à imputer"),
        (Told(Reason.SNOOZED, on=date(2026, 12, 1)), "reporté jusqu'au 01/12/2026"),
    ],
)
def test_a_reason_is_told_in_words(told: Told, expected: str) -> None:
    assert expected == readable(reason(told, TODAY))


@pytest.mark.parametrize("code", Reason)
def test_every_reason_has_its_words(code: Reason) -> None:
    assert reason(Told(code, eur(1), TODAY, 3), TODAY)


def test_the_strongest_reason_comes_first() -> None:
    assert readable(worded(broken(), TODAY)) == "promesse de 1 500,00 € non tenue hier"


def test_money_in_many_currencies_gives_four_reasons_at_most() -> None:
    many = standing(spare=tuple(eur(cents) for cents in range(1, 30)))

    assert worded(many, TODAY).count(" · ") == 3
