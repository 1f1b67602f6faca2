"""How figures, dates and lists are written; babel is the oracle of sums."""

from datetime import date
from decimal import Decimal

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from messages.french import (
    day,
    days,
    listing,
    long_day,
    money,
    number,
    percent,
    plural,
    relative_day,
    short_day,
    shortened,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("cents", "currency", "expected"),
    [
        (150000, "EUR", "1\u202f500,00\u00a0€"),
        (5, "EUR", "0,05\u00a0€"),
        (0, "EUR", "0,00\u00a0€"),
        (-120000, "EUR", "-1\u202f200,00\u00a0€"),
        (123456789, "USD", "1\u202f234\u202f567,89\u00a0$US"),
        (150000, "JPY", "1\u202f500\u00a0JPY"),
        (100, "XYZ", "1,00\u00a0XYZ"),
    ],
)
def test_money_is_written_in_french(cents: int, currency: str, expected: str) -> None:
    assert expected == money(cents, currency)


@given(st.integers(-(10**13), 10**13), st.sampled_from(["EUR", "USD", "GBP", "CHF", "CAD", "JPY", "TND", "XYZ"]))
def test_money_is_written_as_babel_does(cents: int, currency: str) -> None:
    assert format_currency(Decimal(cents) / 100, currency, locale="fr_FR") == money(cents, currency)


@given(st.dates(date(1900, 1, 1)))
def test_dates_are_written_as_babel_does_but_for_the_first(on: date) -> None:
    words = format_date(on, "EEEE d MMMM y", locale="fr_FR")

    assert (format_date(on, "dd/MM/y", locale="fr_FR") if on.year > 999 else day(on)) == day(on)
    assert (words.replace(" 1 ", " 1er ", 1) if on.day == 1 else words) == long_day(on)


def test_the_first_of_a_month_is_1er() -> None:
    assert long_day(date(2026, 12, 1)) == "mardi 1er décembre 2026"


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 11, 22), "aujourd'hui"),
        (date(2026, 11, 21), "hier"),
        (date(2026, 11, 19), "il y a 3 j"),
        (date(2026, 10, 23), "il y a 30 j"),
        (date(2026, 10, 22), "le 22/10"),
        (date(2025, 10, 22), "le 22/10/2025"),
        (date(2026, 11, 23), "demain"),
        (date(2026, 11, 24), "après-demain"),
        (date(2026, 11, 27), "le 27/11"),
        (date(2027, 1, 2), "le 02/01/2027"),
    ],
)
def test_a_day_is_told_as_seen_from_today(on: date, expected: str) -> None:
    assert expected == relative_day(on, TODAY)


def test_a_short_day_has_its_year_only_when_it_is_another() -> None:
    assert ["27/11", "27/11/2027"] == [short_day(date(year, 11, 27), TODAY) for year in (2026, 2027)]


def test_counts_are_plural_from_two_on() -> None:
    assert ["0 jour", "1 jour", "12 jours", "1\u202f200 jours"] == [days(count) for count in (0, 1, 12, 1200)]
    assert plural(2, "échéance en retard", "échéances en retard") == "2 échéances en retard"
    assert plural(3, "facture échue") == "3 factures échues"
    assert plural(2, "mois") == "2 mois"
    assert number(12000) == "12\u202f000"


def test_rates_are_rounded_half_up() -> None:
    assert percent(Decimal("12.4")) == "12,40\u202f%"
    assert percent(82.25, 1) == "82,3\u202f%"
    assert percent(-3, 0) == "-3\u202f%"


def test_lists_end_with_et() -> None:
    assert ["", "a", "a et b", "a, b et c"] == [listing(list(items)) for items in ("", "a", "ab", "abc")]
    assert listing(["a", "b"], last="ou") == "a ou b"
    assert shortened(["a", "b", "c", "d"], 2, lambda left: f"{left} autres") == "a, b et 2 autres"
    assert shortened(["a", "b"], 2, str) == "a et b"
