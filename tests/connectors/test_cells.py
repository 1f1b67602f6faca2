"""Amounts, dates, currencies of one cell, and the refusals of one row."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.connectors.ledgers import HEADER, one, reason, rows


@pytest.mark.parametrize(
    ("said", "cents"),
    [
        ("1234,56", 123456), ("1 234,56", 123456), ("1\u00a0234,56", 123456), ("1\u202f234,56", 123456),
        ("1.234,56", 123456), ("1.234.567,89", 123456789), ("1234.56", 123456), ("1234", 123400), ("1 234", 123400),
        ("1 234,56 €", 123456), ("€ 1234,56", 123456), ("1234,56\u00a0EUR", 123456), ("+12,5", 1250), (",50", 50),
        ("1200,0000", 120000), ("1'234.50", 123450), ("100000000000,00", 10**13), ("12,00 D", 1200),
    ],
)  # fmt: skip
def test_an_amount_is_read_to_the_cent(said: str, cents: int) -> None:
    assert cents == one(f'C1;B;F1;;01/10/2026;;"{said}"').total


@pytest.mark.parametrize(
    "said", ["(360,00) €", "(360,00 €)", "-360,00", "360,00-", "- 360,00", "\u2212360,00", "-360,00 €", "360,00 C"]
)
def test_each_way_of_writing_a_minus_is_read(said: str) -> None:
    assert one(f"C1;B;F1;;01/10/2026;;{said}").kind == "credit_note"


def test_english_digits_are_read_when_the_whole_file_is_english() -> None:
    ledger = rows("C1;B;F1;;01/10/2026;;1,234.56", "C1;B;F2;;01/10/2026;;1,234", "C1;B;F3;;01/10/2026;;7.5")

    assert [123456, 123400, 750] == [document.total for document in ledger.documents]


def test_english_digits_among_french_ones_are_refused() -> None:
    ledger = rows("C1;B;F1;;01/10/2026;;12,50", "C1;B;F2;;01/10/2026;;1,234.56")

    assert [1250] == [document.total for document in ledger.documents]
    assert ["«\u00a0Montant TTC\u00a0» est illisible\u00a0: «\u00a01,234.56\u00a0»."] == [
        r.reason for r in ledger.rejected
    ]


@pytest.mark.parametrize(
    "said",
    [
        "abc",
        "12,345",
        "1,234",
        "1.234",
        "12,3456",
        "1 23,00",
        "1,2,3",
        "1200€$",
        "#REF!",
        "1E5",
        "--5",
        "NaN",
        "inf",
        "٣",
    ],
)
def test_an_amount_that_is_not_certain_is_refused(said: str) -> None:
    assert "Montant TTC" in reason(f"C1;B;F1;;01/10/2026;;{said}")


@pytest.mark.parametrize("said", ["100000000000,01", "9" * 40, "99999999999999999,00"])
def test_an_amount_beyond_all_ledgers_is_refused(said: str) -> None:
    assert "cent milliards" in reason(f"C1;B;F1;;01/10/2026;;{said}")


def test_a_missing_amount_is_refused() -> None:
    assert reason("C1;B;F1;;01/10/2026;;") == "Montant absent."


def test_a_row_of_zeros_is_passed_over_and_said() -> None:
    ledger = rows("C1;B;F1;;01/10/2026;;0,00")

    assert ([], [], ["1 ligne à zéro ignorée."]) == (ledger.documents, ledger.rejected, ledger.notes)


@given(cents=st.integers(1, 10**13), group=st.sampled_from(["", " ", "\u00a0", "\u202f", "."]))
def test_any_amount_written_in_french_is_read_back(cents: int, group: str) -> None:
    whole, rest = divmod(cents, 100)

    assert cents == one(f"C1;B;F1;;01/10/2026;;{whole:,}".replace(",", group) + f",{rest:02d}").total


@pytest.mark.parametrize(
    "said",
    ["05/03/2026", "5/3/2026", "05-03-2026", "05.03.2026", "05/03/26", "2026-03-05", "2026/03/05", "20260305",
     "05032026",
     "2026-03-05T00:00:00", "05/03/2026 00:00:00", "46086", "46086,0", "5 mars 2026", "5-mars-26", "05-Mar-2026"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(said: str) -> None:
    assert one(f"C1;B;F1;;{said};;5,00").issued_on == date(2026, 3, 5)


@pytest.mark.parametrize(("said", "year"), [("01/02/26", 2026), ("01/02/45", 2045), ("01/02/95", 1995)])
def test_a_two_digit_year_is_the_nearest_that_is_not_far_ahead(said: str, year: int) -> None:
    assert one(f"C1;B;F1;;{said};;5,00").issued_on == date(year, 2, 1)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("29/02/2026", "n'existe pas dans le calendrier"),
        ("31/04/2026", "n'existe pas dans le calendrier"),
        ("hier", "est illisible"),
        ("12/2026", "est illisible"),
        ("01/01/1989", "est hors des années 1990 à 2100"),
        ("01/01/2101", "est hors des années 1990 à 2100"),
        ("0000-01-01", "n'existe pas dans le calendrier"),
        ("99999", "est hors des années 1990 à 2100"),
    ],
)
def test_a_date_that_is_not_one_is_refused(said: str, why: str) -> None:
    assert reason(f"C1;B;F1;;{said};;5,00") == f"«\u00a0Date facture\u00a0» {why}\u00a0: «\u00a0{said}\u00a0»."


def test_american_dates_are_read_when_the_whole_file_reads_no_other_way() -> None:
    ledger = rows("C1;B;F1;;10/25/2026;11/24/2026;5,00", "C1;B;F2;;03/04/2026;05/04/2026;5,00")

    assert [date(2026, 10, 25), date(2026, 3, 4)] == [document.issued_on for document in ledger.documents]
    assert ["Dates lues mois/jour/année\u00a0: tout le fichier se lit ainsi, et pas autrement."] == ledger.notes


def test_one_american_date_among_french_ones_is_refused() -> None:
    ledger = rows("C1;B;F1;;25/10/2026;;5,00", "C1;B;F2;;10/25/2026;;5,00")

    assert ["F1"] == [document.number for document in ledger.documents]
    assert [3] == [rejection.row for rejection in ledger.rejected]


@given(st.dates(date(1990, 1, 1), date(2100, 12, 1)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%Y%m%d", "%d%m%Y"]))
def test_any_date_written_whole_is_read_back(day: date, written: str) -> None:
    assert day == one(f"C1;B;F1;;;{day.strftime(written)};5,00").lines[0].due_on


@given(st.dates(date(1990, 1, 1), date(2100, 12, 1)))
def test_any_serial_date_of_a_spreadsheet_is_read_back(day: date) -> None:
    serial = (day - timedelta(0)).toordinal() - date(1899, 12, 30).toordinal()

    assert day == one(f"C1;B;F1;;;{serial};5,00").lines[0].due_on


@pytest.mark.parametrize(
    ("amount", "said", "currency"),
    [
        ("5,00", "EUR", "EUR"),
        ("5,00", "", "EUR"),
        ("5,00", "usd", "USD"),
        ("5,00 $", "", "USD"),
        ("5,00 $", "CAD", "CAD"),
        ("£5", "", "GBP"),
    ],
)
def test_a_currency_is_the_column_s_else_the_symbol_s(amount: str, said: str, currency: str) -> None:
    assert currency == one(f"C1;B;F1;;01/10/2026;;{amount};{said}", f"{HEADER};Devise").currency


def test_a_currency_named_by_the_header_is_every_row_s() -> None:
    assert one("C1;B;F1;01/10/2026;5,00", "Code;Nom;Facture;Date;Montant TTC (USD)").currency == "USD"


@pytest.mark.parametrize(
    ("amount", "said", "why"), [("5,00", "EURO NEUF", "devise inconnue"), ("5,00 $", "EUR", "se contredisent")]
)
def test_a_currency_in_doubt_is_refused(amount: str, said: str, why: str) -> None:
    assert why in reason(f"C1;B;F1;;01/10/2026;;{amount};{said}", f"{HEADER};Devise").casefold()


@pytest.mark.parametrize(
    ("paid", "left", "kept"),
    [
        ("500,00", "700,00", 50000),
        ("", "700,00", 50000),
        ("500,00", "", 50000),
        ("", "", None),
        ("-500,00", "700,00", 50000),
        ("1200,00", "0,00", 120000),
    ],
)
def test_what_is_paid_is_told_by_paid_or_left(paid: str, left: str, kept: int | None) -> None:
    assert kept == one(f"C1;B;F1;;01/10/2026;;1200,00;{paid};{left}", f"{HEADER};Réglé;Solde dû").paid


@pytest.mark.parametrize(
    ("paid", "left", "figures"),
    [
        ("500,00", "600,00", "total 1\u202f200,00\u00a0€, réglé 500,00\u00a0€, solde 600,00\u00a0€"),
        ("1300,00", "", "total 1\u202f200,00\u00a0€, réglé 1\u202f300,00\u00a0€"),
        ("", "1300,00", "total 1\u202f200,00\u00a0€, réglé -100,00\u00a0€, solde 1\u202f300,00\u00a0€"),
    ],
)
def test_amounts_that_contradict_each_other_are_refused_with_their_figures(paid: str, left: str, figures: str) -> None:
    assert reason(f"C1;B;F1;;01/10/2026;;1200,00;{paid};{left}", f"{HEADER};Réglé;Solde dû") == (
        f"Les montants se contredisent\u00a0: {figures}."
    )


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("C1;B;;;01/10/2026;;5,00", "Numéro de pièce absent."),
        (";;F1;;01/10/2026;;5,00", "Client absent\u00a0: ni code, ni nom."),
        ("C1;B;F1;;;;5,00", "Ni date de facture, ni échéance."),
        (
            "C1;B;F1;;01/10/2026;;5,00;7",
            "8 colonnes au lieu de 7\u00a0: un séparateur de trop, ou un texte sans guillemets.",
        ),
    ],
)
def test_a_row_that_lacks_something_is_refused_in_words(line: str, why: str) -> None:
    assert why == reason(line)


def test_all_that_is_wrong_with_a_row_is_said_at_once_and_the_others_go_in() -> None:
    ledger = rows("C1;B;F1;;hier;;abc", "C1;B;F2;;01/10/2026;;5,00")

    assert ["F2"] == [document.number for document in ledger.documents]
    assert [
        (
            "«\u00a0Montant TTC\u00a0» est illisible\u00a0: «\u00a0abc\u00a0»\u202f; "
            "«\u00a0Date facture\u00a0» est illisible\u00a0: «\u00a0hier\u00a0»."
        )
    ] == [rejection.reason for rejection in ledger.rejected]


def test_a_quote_never_closed_is_refused_rather_than_swallow_rows() -> None:
    ledger = rows("C1;B;F1;;01/10/2026;;5,00", 'C1;"B;F2;;01/10/2026;;5,00', "C1;B;F3;;01/10/2026;;5,00")

    assert ["F1"] == [document.number for document in ledger.documents]
    assert "guillemet" in ledger.rejected[0].reason.casefold()
