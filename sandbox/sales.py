"""What the demo's company goes on selling: invoices of the days to come, drawn the same whenever they are asked for."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from statistics import median
from typing import NamedTuple

from sandbox.habits import draw

RHYTHMS = (14, 21, 28, 35)
"""Days between two invoices to one client."""
TERMS = (14, 30, 30, 45)
"""Days from an invoice to its due date."""
NO_LONGER_SERVED = frozenset({"KALEIDO", "EVRE", "PARIS", "GARANCON", "ROCHEVAL"})
CENTS_STEP = 60


class Sale(NamedTuple):
    """An invoice of one due line (cents)."""

    code: str
    number: str
    issued: date
    due: date
    cents: int
    currency: str


def sales(documents: Sequence[Mapping[str, str]], begun: date, until: date) -> list[Sale]:
    """Give the invoices issued after the day the demo was begun, until another; numbers go on from the documents'."""
    last = max(int(row["numero"].rpartition("-")[2]) for row in documents)
    dated = [
        (begun + timedelta(days=gap), code)
        for code in dict.fromkeys(row["code"] for row in documents)
        if code not in NO_LONGER_SERVED
        for gap in _gaps(code, (until - begun).days)
    ]
    usual = {code: _usual([row for row in documents if row["code"] == code]) for _, code in dated}
    numbered = enumerate(sorted(dated), last + 1)
    return [_sale(code, f"FA-{number}", issued, *usual[code]) for number, (issued, code) in numbered]


def _gaps(code: str, most: int) -> range:
    rhythm = RHYTHMS[draw(code, "rhythm") % len(RHYTHMS)]
    return range(1 + draw(code, "first") % rhythm, most + 1, rhythm)


def _usual(rows: Sequence[Mapping[str, str]]) -> tuple[int, str]:
    """Give what a client usually buys (cents), and in which currency."""
    amounts = [round(float(row["montant"]) * 100) for row in rows if row["type"] == "Facture"]
    return round(median(amounts)), rows[0]["devise"]


def _sale(code: str, number: str, issued: date, usual: int, currency: str) -> Sale:
    terms = TERMS[draw(code, "terms") % len(TERMS)]
    cents = usual * (60 + draw(code, number) * 80 // 100) // 100
    rounded = max(cents // CENTS_STEP, 50) * CENTS_STEP
    return Sale(code, number, issued, issued + timedelta(days=terms), rounded, currency)
