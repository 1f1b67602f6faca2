"""« Ma journée » and the App Home."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.days import CallToMake, Day, PromiseToFollow
from messages.day import day, home, home_refused
from sandbox.limits import message_complaints, view_complaints
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


def test_home_holds_the_day_and_a_short_help() -> None:
    view = home(BUSY)

    assert "*Dupuis*" in said(view["blocks"])
    assert "`/impayes promesse dupuis 1500 vendredi`" in said(view["blocks"])
    assert view_complaints(view, "home") == []


def test_home_of_a_stranger_tells_nothing() -> None:
    view = home_refused()

    assert said(view["blocks"]) == "Vous n'avez pas accès à Impayés. Demandez à un administrateur de vous ajouter."
    assert view_complaints(view, "home") == []


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
    assert view_complaints(home(one), "home") == []


def test_tasks_left_out_are_counted() -> None:
    calls = tuple(CallToMake(place, f"Client {place}", TODAY, ()) for place in range(1, 41))
    told = said(day(Day(TODAY, calls, BUSY.promises)).blocks)
    shown = told.count("[Appel] [Promesse] [Fiche]")

    assert f"{43 - shown} autres tâches : traitez celles-ci, les suivantes viendront." in told
