"""What people type after a verb, taken apart; today is Sunday 2026-11-22."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed import Person, Request, read_person, split_request, unescape
from domain.typed_amounts import Amount

TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
LAST = date(2026, 11, 30)


def amount(cents: int, currency: str | None = None) -> Amount:
    return Amount(cents, currency)


REQUESTS = {
    "dupuis 1500 vendredi": Request("dupuis", amount(150000), FRIDAY),
    "dupuis vendredi prochain 1500": Request("dupuis", amount(150000), FRIDAY),
    "garage lévêque & fils 1 500,50 € 30/11": Request("garage lévêque & fils", amount(150050, "EUR"), LAST),
    "garage lévêque &amp; fils 1\u202f500,50\u00a0€ 30/11": Request(
        "garage lévêque & fils", amount(150050, "EUR"), LAST
    ),
    "dupuis fin de mois": Request("dupuis", None, LAST),
    "F2026-0102 500 le 15": Request("F2026-0102", amount(50000), date(2026, 12, 15)),
    "dupuis de 1 500 € pour vendredi": Request("dupuis", amount(150000, "EUR"), FRIDAY),
    "dupuis 1 500 2 décembre": Request("dupuis", amount(150000), date(2026, 12, 2)),
    "dupuis 500 30.11": Request("dupuis", amount(50000), LAST),
    "dupuis dans 30 jours fin de mois": Request("dupuis", None, date(2026, 12, 31)),
    "dupuis 1500, vendredi.": Request("dupuis", amount(150000), FRIDAY),
    "dupuis le 15 du mois prochain": Request("dupuis", None, date(2026, 12, 15)),
    "dupuis": Request("dupuis"),
    "": Request(""),
    "3 SUISSES": Request("3 SUISSES"),
    "1900": Request("1900"),
    "3 suisses 1500": Request("3 suisses", amount(150000)),
    "hôtel 1900 500": Request("hôtel 1900", amount(50000)),
    "bati plus 1500": Request("bati plus", amount(150000)),
}
UNREAD = {
    "dupuis 31/02 500": Request("dupuis", amount(50000), None, "31/02"),
    "dupuis vendredi 26 novembre": Request("dupuis", unread="vendredi 26 novembre"),
    "dupuis vendredi 27 500": Request("dupuis", unread="vendredi 27 500"),
    "dupuis 30.11": Request("dupuis", unread="30.11"),
    "dupuis 1,500": Request("dupuis", unread="1,500"),
    "dupuis 1 500.000": Request("dupuis", unread="1 500.000"),
    "dupuis 2k demain": Request("dupuis", None, date(2026, 11, 23), "2k"),
    "dupuis -500": Request("dupuis", unread="-500"),
    "dupuis environ 1500": Request("dupuis", unread="environ 1500"),
    "dupuis avant le 15": Request("dupuis", unread="avant le 15"),
    "dupuis 30 jours fin de mois": Request("dupuis", unread="30 jours fin de mois"),
    "dupuis fin de semaine 300": Request("dupuis", amount(30000), None, "fin de semaine"),
    "dupuis demain 12/12": Request("dupuis", unread="demain 12/12"),
    "dupuis 30/13": Request("dupuis", unread="30/13"),
}


@pytest.mark.parametrize(("typed", "expected"), REQUESTS.items())
def test_the_last_words_are_the_amount_and_the_date(typed: str, expected: Request) -> None:
    assert expected == split_request(typed, TODAY)


@pytest.mark.parametrize(("typed", "expected"), UNREAD.items())
def test_what_cannot_be_read_is_reported_and_never_guessed(typed: str, expected: Request) -> None:
    assert expected == split_request(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "known", "expected"),
    [
        ("hôtel 1900", "hôtel 1900", Request("hôtel 1900")),
        ("hôtel 1900 500 vendredi", "hôtel 1900", Request("hôtel 1900", amount(50000), FRIDAY)),
        ("café vendredi 500", "café vendredi", Request("café vendredi", amount(50000))),
        ("hôtel 1900 31/02", "hôtel 1900", Request("hôtel 1900", unread="31/02")),
        ("dupuis maçon 500", "dupuis", Request("dupuis maçon", amount(50000))),
    ],
)
def test_a_known_name_stays_whole(typed: str, known: str, expected: Request) -> None:
    assert expected == split_request(typed, TODAY, is_client=known.__eq__)


def test_a_payment_s_day_is_the_last_one() -> None:
    expected = Request("dupuis", amount(50000), date(2026, 11, 20))

    assert expected == split_request("dupuis 500 20/11", TODAY, past=True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("<@U123|bob>", Person("U123", "bob")),
        ("<@U123>", Person("U123", None)),
        ("&lt;@W12&gt;", Person("W12", None)),
        (" @bob ", Person(None, "bob")),
        ("bob", None),
        ("<!channel>", None),
        ("@bob @lea", None),
    ],
)
def test_a_person_is_read_escaped_or_not(typed: str, expected: Person | None) -> None:
    assert expected == read_person(typed)


def test_escapes_are_undone_once() -> None:
    assert unescape("retard&gt;30 &amp;lt; &lt;") == "retard>30 &lt; <"


@given(st.text(max_size=200), st.dates())
def test_nothing_typed_raises_and_no_word_is_made_up(typed: str, today: date) -> None:
    request = split_request(typed, today)

    assert request.client in " ".join(
        unescape(typed).translate(dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))).split()
    )
