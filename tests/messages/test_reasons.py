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
