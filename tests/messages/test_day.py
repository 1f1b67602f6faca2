"""« Ma journée »: what one person has to do."""

import json
from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.absences import Absence
from domain.days import CallToMake, Day, PlanToDecide, PromiseToFollow
from messages.day import day
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages.given import TODAY, eur, readable, said

FRIDAY = date(2026, 11, 20)
BUSY = Day(
    TODAY,
    (CallToMake(1, "Dupuis", FRIDAY, (eur(5_000),)), CallToMake(2, "Moulin", TODAY, ())),
    (
        PromiseToFollow(3, "Roux", eur(150_000), FRIDAY, broken=True, received=0),
        PromiseToFollow(3, "Roux", eur(150_000), FRIDAY, broken=True, received=50_000),
        PromiseToFollow(4, "Zola", eur(100), TODAY, broken=False, received=0),
    ),
)


def test_a_day_tells_calls_then_promises_with_their_buttons() -> None:
    drawn = day(BUSY)

    assert said(drawn.blocks).replace("\n[Appel] [Promesse] [Fiche]", "") == (
        "Ma journée · lundi 23 novembre 2026\n"
        "*2 appels à passer*\n"
        "*Dupuis* · à rappeler depuis le 20/11 · 50,00 € en retard\n"
        "*Moulin* · à rappeler aujourd'hui\n"
        "*3 promesses à suivre*\n"
        "*Roux* · promesse de 1 500,00 € pour le 20/11 non tenue\n"
        "*Roux* · promesse de 1 500,00 € pour le 20/11 tenue en partie (500,00 € reçus)\n"
        "*Zola* · promesse de 1,00 € attendue aujourd'hui"
    )
    assert said(drawn.blocks).count("[Appel] [Promesse] [Fiche]") == 5
    assert readable(drawn.text) == "Ma journée : 2 appels à passer, 3 promesses à suivre."


def test_an_empty_day_says_so() -> None:
    drawn = day(Day(TODAY, (), ()))

    assert readable(drawn.text) == "Ma journée : rien à faire aujourd'hui."
    assert "Rien à faire aujourd'hui" in said(drawn.blocks)


def test_a_day_tells_plans_to_decide_and_who_is_away() -> None:
    asked = PlanToDecide(7, 5, "Roux", eur(600_000), 6, "UALICE", FRIDAY, in_default=False, version=1)
    missed = replace(asked, in_default=True)
    away = Absence("UALICE", "UBOB", FRIDAY, date(2026, 11, 27))
    covering = Absence("UCAROLE", "UALICE", FRIDAY, date(2026, 11, 30))
    drawn = day(Day(TODAY, (), (), (asked, missed), away, (covering,)))

    told = said(drawn.blocks)
    assert "Vous êtes en absence jusqu'au 27/11/2026 : <@UBOB> prend le relais." in told
    assert "Vous remplacez <@UCAROLE> jusqu'au 30/11/2026" in told
    assert "*2 échéanciers à décider*" in told
    assert "*Roux* · échéancier de 6 000,00 € en 6 échéances · demandé par <@UALICE> il y a 3 j" in told
    assert "*Roux* · échéancier de 6 000,00 € en 6 échéances · en défaut depuis le 20/11" in told
    assert "[Approuver] [Refuser] [Fiche]" in told
    assert "[Maintenir] [Dénoncer] [Fiche]" in told
    assert readable(drawn.text).endswith("0 promesse à suivre, 2 échéanciers à décider.")


def days() -> st.SearchStrategy[Day]:
    calls = st.builds(CallToMake, st.integers(1, 9), debtors.NAMES, debtors.DAYS, debtors.moneys(0))
    money = debtors.moneys(1).map(lambda several: several[0])
    promises = st.builds(
        PromiseToFollow, st.integers(1, 9), debtors.NAMES, money, debtors.DAYS, st.booleans(), debtors.CENTS
    )
    many = st.integers(0, 60)
    return st.builds(lambda call, promise, n, m: Day(TODAY, (call,) * n, (promise,) * m), calls, promises, many, many)


@settings(max_examples=30)
@given(days())
def test_any_day_stays_within_what_slack_takes(one: Day) -> None:
    drawn = day(one)

    assert message_complaints(drawn.blocks) == []
    assert len(json.dumps(drawn.blocks)) < 12_000


def test_tasks_left_out_are_counted() -> None:
    calls = tuple(CallToMake(place, f"Client {place}", TODAY, ()) for place in range(1, 41))
    told = said(day(Day(TODAY, calls, BUSY.promises)).blocks)
    shown = told.count("[Appel] [Promesse] [Fiche]")

    assert f"{43 - shown} autres tâches : traitez celles-ci, les suivantes viendront." in told
