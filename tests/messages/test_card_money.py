"""Money on the card: what is to allocate and what came last, each with what may be done about it."""

from datetime import date
from typing import Any

import pytest

from domain.payments import Payment, Placed
from messages.card_money import credits_, payments
from tests.messages import given as known
from tests.messages.forms.test_payment import paid
from tests.messages.given import HOSTILE, credit, eur, line, said

ON = (Placed("F1", 30_000), Placed("F2", 10_000))


def draw(*rows: Payment) -> str:
    drawn = known.card()
    return said(payments(type(drawn)(drawn.debtor, (), (), (), (), (), payments=rows)))


def test_a_sum_to_allocate_has_its_button_where_something_is_open_in_its_currency() -> None:
    rows = (credit(id=3), credit(id=4, kind="credit_note", reference="A-1", left=eur(5_000)))

    assert said(credits_(known.card(credits=rows))) == (
        "*À imputer*\n• 360,00 € · règlement VIR 123 du 18/11/2026\n[Imputer]\n"
        "• 50,00 € · avoir A-1 du 18/11/2026\n[Imputer]"
    )
    assert "[Imputer]" not in said(credits_(known.card(line(currency="USD"), credits=rows)))


def test_sums_past_the_fifth_are_counted() -> None:
    rows = tuple(credit(id=place) for place in range(1, 8))

    assert said(credits_(known.card(credits=rows))).count("•") == 5
    assert "et 2 autres" in said(credits_(known.card(credits=rows)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "• 400,00 € le 22/11/2026 · par virement · noté par <@UBOB>\n[Annuler ce règlement]"),
        ({"placed": ON}, "• 400,00 € le 22/11/2026 · par virement · sur F1 et F2 · noté par <@UBOB>\n[⋯]"),
        (
            {"by": "", "source": "file", "method": "VIR SEPA", "reference": HOSTILE},
            "• 400,00 € le 22/11/2026 · vir sepa · &lt;!channel&gt; &amp; *x*\n[Annuler ce règlement]",
        ),
        (
            {"by": "", "source": "ledger", "method": "", "reference": "F1", "placed": ON[:1]},
            "• 400,00 € le 22/11/2026 · sur F1 · d'après la comptabilité",
        ),
        (
            {"reversed_on": date(2026, 11, 23), "reversed_by": "UALICE"},
            "• 400,00 € le 22/11/2026 · par virement · _annulé par <@UALICE> le 23/11/2026_",
        ),
        (
            {"kind": "credit_note", "source": "ledger", "reference": "A-1", "by": "", "placed": ON[:1]},
            "• 400,00 € le 22/11/2026 · avoir · A-1 · sur F1\n[Désimputer]",
        ),
    ],
)
def test_a_payment_says_where_it_stands_and_what_may_be_done(changes: dict[str, Any], expected: str) -> None:
    assert f"*Derniers règlements*\n{expected}" == draw(paid(**changes))
