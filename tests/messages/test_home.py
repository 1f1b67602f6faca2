"""The App Home: the day, the ways in, the portfolio and the aged balance."""

from domain.calendar import Bucket
from domain.days import CallToMake, Day
from domain.portfolios import Balance, Home
from messages.home import home, home_refused
from sandbox.limits import view_complaints
from tests.messages.given import HOSTILE, TODAY, said

EUROS = Balance("EUR", dict.fromkeys(Bucket, 0) | {Bucket.NOT_DUE: 100_000, Bucket.TO_30: 250_050}, 3)


def test_the_home_tells_the_day_the_portfolio_and_the_balance_of_all() -> None:
    view = home(Home(Day(TODAY, (CallToMake(1, "Dupuis", TODAY, ()),), ()), (EUROS,), (EUROS,)))

    told = said(view["blocks"])
    assert "*Dupuis* · à rappeler aujourd'hui" in told
    assert "[Chercher un client] [Appel] [Promesse] [Échéancier]" in told
    assert (
        "*Mon portefeuille*\n*3 500,50 €* d'encours · *2 500,50 €* en retard · 3 clients en retard\n"
        "non échu : 1 000,00 € · 1–30 j : 2 500,50 €"
    ) in told
    assert "*Balance âgée de l'entreprise*\n*3 500,50 €* d'encours" in told
    assert view_complaints(view, "home") == []


def test_a_person_without_debtors_is_told_how_to_have_some() -> None:
    told = said(home(Home(Day(TODAY, (), ()), (), ()))["blocks"])

    assert "Aucun client ne vous est attribué." in told
    assert "Aucune facture ouverte." in told


def test_a_home_full_to_the_brim_stays_within_what_slack_takes() -> None:
    calls = tuple(CallToMake(place, HOSTILE * 20, TODAY, ()) for place in range(50))
    many = tuple(Balance(code, EUROS.ages, 9) for code in ("EUR", "USD", "GBP", "CHF", "JPY", "SEK"))

    assert [] == view_complaints(home(Home(Day(TODAY, calls, ()), many, many)), "home")


def test_home_of_a_stranger_tells_nothing() -> None:
    view = home_refused()

    assert said(view["blocks"]) == "Vous n'avez pas accès à Impayés. Demandez à un administrateur de vous ajouter."
    assert view_complaints(view, "home") == []
