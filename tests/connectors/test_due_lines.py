"""Due dates, due lines, duplicates and contradictions."""

from datetime import date

import pytest

from connectors.terms import read_terms
from domain.ledger import LedgerLine
from tests.connectors.ledgers import HEADER, one, reason, rows


@pytest.mark.parametrize(
    ("said", "due"),
    [
        ("45 jours fin de mois", date(2026, 3, 31)),
        ("45 j. fin de mois", date(2026, 3, 31)),
        ("45 JFM", date(2026, 3, 31)),
        ("45 FDM", date(2026, 3, 31)),
        ("fin de mois + 45 jours", date(2026, 3, 17)),
        ("45 jours après fin de mois", date(2026, 3, 17)),
        ("30 jours fin de mois le 10", date(2026, 3, 10)),
        ("30 jours date de facture", date(2026, 2, 14)),
        ("30 jours, escompte 2 % sous 10 jours", date(2026, 2, 14)),
        ("30 jours (commande publique)", date(2026, 2, 14)),
        ("À 30 jours", date(2026, 2, 14)),
        ("J+30", date(2026, 2, 14)),
        ("30", date(2026, 2, 14)),
        ("net 30", date(2026, 2, 14)),
        ("2 mois", date(2026, 3, 15)),
        ("fin de mois", date(2026, 1, 31)),
        ("comptant", date(2026, 1, 15)),
        ("À réception de facture", date(2026, 1, 15)),
    ],
)
def test_terms_give_a_due_date(said: str, due: date) -> None:
    terms = read_terms(said)

    assert terms is not None
    assert due == terms.due(date(2026, 1, 15))


@pytest.mark.parametrize(
    "said", ["", "virement", "50 % à la commande, solde à 30 jours", "30 jours ou 60 jours", "999 jours"]
)
def test_terms_that_are_not_understood_give_none(said: str) -> None:
    assert read_terms(said) is None


def test_a_month_s_end_is_clipped() -> None:
    terms = read_terms("1 mois")

    assert terms is not None
    assert terms.due(date(2026, 1, 31)) == date(2026, 2, 28)


def test_missing_due_dates_come_from_the_terms_else_after_thirty_days_and_it_is_said() -> None:
    ledger = rows(
        "C1;B;F1;;15/01/2026;20/01/2026;5,00;",
        "C1;B;F2;;15/01/2026;;5,00;45 jours fin de mois",
        "C1;B;F3;;15/01/2026;;5,00;selon contrat",
        "C1;B;F4;;15/01/2026;;5,00;",
        header=f"{HEADER};Conditions de règlement",
    )

    assert [(date(2026, 1, 20), "file"), (date(2026, 3, 31), "terms"), (date(2026, 2, 14), "default")] == [
        (document.lines[0].due_on, document.due_from) for document in ledger.documents[:3]
    ]
    assert [
        "1 échéance absente\u00a0: calculée d'après les conditions de règlement.",
        (
            "«\u00a0N jours fin de mois\u00a0» est compté ainsi\u00a0: "
            "date de facture plus N jours, puis fin du mois\u202f; "
            "«\u00a0fin de mois + N jours\u00a0»\u00a0: fin du mois, puis N jours."
        ),
        "2 échéances absentes\u00a0: 30 jours après la facture.",
    ] == ledger.notes


def test_a_due_date_before_the_invoice_is_refused_the_same_day_is_not() -> None:
    assert reason("C1;B;F1;;15/01/2026;14/01/2026;5,00") == (
        "Échéance du 14/01/2026 avant la date de facture, le 15/01/2026."
    )
    assert one("C1;B;F1;;15/01/2026;15/01/2026;5,00").lines[0].due_on == date(2026, 1, 15)


def test_a_row_a_due_line_makes_one_invoice_of_several_due_lines() -> None:
    ledger = rows(
        "C1;B;F1;;01/01/2026;31/03/2026;50,00;0,00",
        "C1;B;F1;;01/01/2026;31/01/2026;30,00;30,00",
        "C1;B;F1;;01/01/2026;28/02/2026;20,00;10,00",
        header=f"{HEADER};Réglé",
    )
    [document] = ledger.documents

    assert (2, 10000, 4000) == (document.row, document.total, document.paid)
    assert (
        LedgerLine(date(2026, 1, 31), 3000), LedgerLine(date(2026, 2, 28), 2000), LedgerLine(date(2026, 3, 31), 5000),
    ) == document.lines  # fmt: skip


def test_what_is_paid_on_each_due_line_is_summed() -> None:
    ledger = rows(
        "C1;B;F1;;01/01/2026;31/01/2026;30,00;10,00",
        "C1;B;F1;;01/01/2026;28/02/2026;30,00;10,00",
        header=f"{HEADER};Réglé",
    )

    assert [(6000, 2000)] == [(document.total, document.paid) for document in ledger.documents]


PARTS = f"{HEADER};Montant échéance;Reste dû"


def test_a_repeated_total_beside_each_due_line_counts_once() -> None:
    ledger = rows(
        "C1;B;F1;;01/01/2026;31/01/2026;100,00;60,00;0,00",
        "C1;B;F1;;01/01/2026;28/02/2026;100,00;40,00;40,00",
        header=PARTS,
    )
    [document] = ledger.documents

    assert (10000, 6000, 2) == (document.total, document.paid, len(document.lines))


def test_what_is_paid_on_the_whole_invoice_counts_once_though_repeated() -> None:
    header = f"{HEADER};Montant échéance;Réglé;Reste dû"
    ledger = rows(
        "C1;B;F1;;01/01/2026;31/01/2026;100,00;60,00;25,00;75,00",
        "C1;B;F1;;01/01/2026;28/02/2026;100,00;40,00;25,00;75,00",
        header=header,
    )

    assert [(10000, 2500)] == [(document.total, document.paid) for document in ledger.documents]


def test_due_lines_that_do_not_make_the_total_are_refused() -> None:
    ledger = rows(
        "C1;B;F1;;01/01/2026;31/01/2026;100,00;60,00;60,00",
        "C1;B;F1;;01/01/2026;28/02/2026;100,00;30,00;30,00",
        header=PARTS,
    )

    assert [] == ledger.documents
    assert [2, 3] == [rejection.row for rejection in ledger.rejected]
    assert "font 90,00\u00a0€ pour un total de 100,00\u00a0€" in ledger.rejected[0].reason


def test_a_row_there_twice_counts_once_and_it_is_said() -> None:
    row = "C1;B;F1;;01/01/2026;31/01/2026;100,00"
    ledger = rows(row, row, "C2;C;F2;;01/01/2026;31/01/2026;1,00", row)

    assert ["F1", "F2"] == [document.number for document in ledger.documents]
    assert ["2 lignes en double, comptées une fois."] == ledger.notes


def test_one_number_with_two_totals_is_refused_with_both_rows_named() -> None:
    ledger = rows("C1;B;F1;;01/01/2026;31/01/2026;100,00", "C1;B;F1;;01/01/2026;31/01/2026;1200,00")

    assert [] == ledger.documents
    assert [2, 3] == [rejection.row for rejection in ledger.rejected]
    assert ledger.rejected[0].reason == (
        "N° «\u00a0F1\u00a0» (lignes 2 et 3)\u00a0: "
        "ses montants se contredisent (100,00\u00a0€ et 1\u202f200,00\u00a0€)."
    )


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("C1;B;F1;Avoir;01/01/2026;31/01/2026;100,00;EUR", "à la fois une facture et un avoir"),
        ("C1;B;F1;;01/01/2026;31/01/2026;100,00;USD", "sa devise n'est pas la même"),
        ("C1;B;F1;;02/01/2026;31/01/2026;100,00;EUR", "sa date n'est pas la même"),
    ],
)
def test_one_number_for_two_things_is_refused(other: str, why: str) -> None:
    ledger = rows("C1;B;F1;;01/01/2026;31/01/2026;100,00;EUR", other, header=f"{HEADER};Devise")

    assert [] == ledger.documents
    assert why in ledger.rejected[1].reason


def test_one_number_at_two_clients_is_two_documents() -> None:
    assert len(rows("C1;B;1;;01/01/2026;;5,00", "C2;C;1;;01/01/2026;;6,00").documents) == 2
