"""What people type as dates, worked by hand; today is Sunday 2026-11-22 unless said."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed_dates import read_date, read_period

SUNDAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
WEDNESDAY = date(2026, 11, 25)

READ = {
    "30/11": "2026-11-30",
    "30/11/2026": "2026-11-30",
    "30/11/26": "2026-11-30",
    "30-11": "2026-11-30",
    "30.11.2026": "2026-11-30",
    "30 11 2026": "2026-11-30",
    "2026-11-30": "2026-11-30",
    "1/2": "2027-02-01",
    "20/11": "2027-11-20",
    "22/11": "2026-11-22",
    "30 novembre": "2026-11-30",
    "30 NOVEMBRE": "2026-11-30",
    "30 nov.": "2026-11-30",
    "1er décembre 2026": "2026-12-01",
    "1ᵉʳ déc": "2026-12-01",
    "3 août": "2027-08-03",
    "29 février 2028": "2028-02-29",
    "lundi 30 novembre 2026": "2026-11-30",
    "le 30\u00a0novembre": "2026-11-30",
    "aujourd'hui": "2026-11-22",
    "aujourd’hui": "2026-11-22",
    "demain": "2026-11-23",
    "Demain matin": "2026-11-23",
    "après-demain": "2026-11-24",
    "apres demain": "2026-11-24",
    "hier": "2026-11-21",
    "avant-hier": "2026-11-20",
    "vendredi": "2026-11-27",
    "vendredi.": "2026-11-27",
    "ce vendredi": "2026-11-27",
    "pour vendredi": "2026-11-27",
    "d'ici vendredi": "2026-11-27",
    "au plus tard vendredi": "2026-11-27",
    "dimanche": "2026-11-29",
    "vendredi prochain": "2026-11-27",
    "vendredi en huit": "2026-12-04",
    "vendredi en quinze": "2026-12-11",
    "vendredi 27": "2026-11-27",
    "vendredi 27 novembre": "2026-11-27",
    "ven. 27/11": "2026-11-27",
    "lundi de la semaine prochaine": "2026-11-23",
    "vendredi dernier": "2026-11-20",
    "fin de mois": "2026-11-30",
    "fin du mois": "2026-11-30",
    "d'ici la fin du mois": "2026-11-30",
    "fin novembre": "2026-11-30",
    "fin février": "2027-02-28",
    "fin février 2028": "2028-02-29",
    "fin du mois prochain": "2026-12-31",
    "mi-décembre": "2026-12-15",
    "mi novembre": "2027-11-15",
    "début janvier": "2027-01-01",
    "début du mois prochain": "2026-12-01",
    "fin d'année": "2026-12-31",
    "le 15": "2026-12-15",
    "le 22": "2026-11-22",
    "le 31": "2026-12-31",
    "le 1er": "2026-12-01",
    "pour le 15": "2026-12-15",
    "le premier": "2026-12-01",
    "1 er décembre": "2026-12-01",
    "le 25 du mois": "2026-11-25",
    "le 15 du mois prochain": "2026-12-15",
    "le 2 de ce mois": "2026-11-02",
    "dans 10 jours": "2026-12-02",
    "dans\u202f10\u00a0jours": "2026-12-02",
    "dans dix jours": "2026-12-02",
    "dans 2 semaines": "2026-12-06",
    "dans une semaine": "2026-11-29",
    "dans un mois": "2026-12-22",
    "dans 30 jours fin de mois": "2026-12-31",
    "d'ici à 8 jours": "2026-11-30",
    "d'ici deux semaines": "2026-12-06",
    "sous huitaine": "2026-11-30",
    "sous quinzaine": "2026-12-07",
    "sous 8 jours": "2026-11-30",
    "sous 48h": "2026-11-24",
    "J+10": "2026-12-02",
    "il y a 3 jours": "2026-11-19",
}
NOT_READ = (
    *("", "   ", "bientôt", "15", "1500", "1 500", "le 32", "le 0", "31/02", "31/02/2027", "30/13", "00/11", "29/02"),
    *("11/30/2026", "2026-13-01", "30/11-2026", "30/11/99", "30/11/2206", "vendredi 26 novembre", "vendredi 13"),
    *("semaine prochaine", "fin de semaine", "le week-end", "avant le 15", "vers le 15", "30 jours fin de mois"),
    *(
        "30 jours",
        "dans 3 jours ouvrés",
        "dimanche en huit",
        "sous 30h",
        "pas vendredi",
        "le 31 de ce mois",
        "décembre",
        "mars",
        "³/11",
    ),
    *("vendredi 27 500", "30 novembre 30 novembre", "dans 1000 jours", "٣٠/١١", "vendredi" * 20),
)


@pytest.mark.parametrize(("typed", "expected"), READ.items())
def test_a_date_is_read_as_people_type_it(typed: str, expected: str) -> None:
    assert date.fromisoformat(expected) == read_date(typed, SUNDAY)


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_not_certain_is_no_date(typed: str) -> None:
    assert read_date(typed, SUNDAY) is None


@pytest.mark.parametrize(
    ("typed", "today", "expected"),
    [
        ("vendredi", FRIDAY, "2026-12-04"),
        ("vendredi prochain", WEDNESDAY, "2026-11-27"),
        ("vendredi en huit", WEDNESDAY, "2026-12-04"),
        ("mardi de la semaine prochaine", WEDNESDAY, "2026-12-01"),
        ("fin de mois", date(2026, 11, 30), "2026-11-30"),
        ("dans un mois", date(2026, 1, 31), "2026-02-28"),
        ("dans 2 mois", date(2027, 12, 31), "2028-02-29"),
        ("le 30", date(2026, 2, 10), "2026-03-30"),
        ("29/02", date(2028, 1, 5), "2028-02-29"),
        ("29/02", date(2027, 3, 1), "2028-02-29"),
        ("1/1", date(2026, 12, 31), "2027-01-01"),
        ("demain", date(2026, 12, 31), "2027-01-01"),
    ],
)
def test_a_date_is_read_from_the_day_it_is_typed(typed: str, today: date, expected: str) -> None:
    assert date.fromisoformat(expected) == read_date(typed, today)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("20/11", "2026-11-20"),
        ("30/11", "2025-11-30"),
        ("22/11", "2026-11-22"),
        ("vendredi", "2026-11-20"),
        ("dimanche", "2026-11-15"),
        ("le 15", "2026-11-15"),
        ("le 31", "2026-10-31"),
        ("fin de mois", "2026-10-31"),
        ("fin octobre", "2026-10-31"),
        ("vendredi 20", "2026-11-20"),
        ("hier", "2026-11-21"),
        ("30/11/2026", "2026-11-30"),
    ],
)
def test_a_payment_s_date_is_the_last_one(typed: str, expected: str) -> None:
    assert date.fromisoformat(expected) == read_date(typed, SUNDAY, past=True)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("du 24/12 au 02/01", (date(2026, 12, 24), date(2027, 1, 2))),
        ("du 1er décembre au 15 décembre", (date(2026, 12, 1), date(2026, 12, 15))),
        ("du 15/12/2026 au 01/12/2026", None),
        ("du 15 au chat", None),
        ("15/12", None),
    ],
)
def test_a_period_is_read_from_its_start(typed: str, expected: tuple[date, date] | None) -> None:
    assert expected == read_period(typed, SUNDAY)


WORDS = st.sampled_from(
    [*" ".join(READ).split(), "fin", "de", "mois", "9999", "999", "mi-", "31/", ".", "'", "\u202f", "²", "0", "99"]
)


@given(st.one_of(st.text(max_size=70), st.lists(WORDS, max_size=6).map(" ".join)), st.dates(), st.booleans())
def test_nothing_typed_raises(typed: str, today: date, past: bool) -> None:  # noqa: FBT001
    found = read_date(typed, today, past=past)

    assert found is None or abs(found.year - today.year) < 20


@given(st.dates(date(2001, 1, 1), date(2090, 1, 1)), st.integers(-300, 300))
def test_every_way_to_write_a_full_date_reads_the_same(today: date, gap: int) -> None:
    on = date.fromordinal(today.toordinal() + gap)
    ways = {read_date(on.strftime(way), today) for way in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%y", "%d %m %Y")}

    assert {on} == ways
