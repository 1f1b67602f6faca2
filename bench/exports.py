"""A made-up accounting export of any size: one row in ten paid, one in fifty a credit note."""

import random
from datetime import date, timedelta
from pathlib import Path

from bench.data import LINES_EACH, TODAY, code_of, name_of

HEADER = (
    "Code client;Raison sociale;SIREN;N° facture;Type;Date facture;Date d'échéance;Conditions de règlement;"
    "Montant TTC;Réglé;Solde dû;Devise;Mode de règlement"
)


def write_export(path: Path, lines: int) -> Path:
    """Write a CSV of so many documents, twenty a client, in the order of their numbers; give its path."""
    chance = random.Random(lines)  # noqa: S311 - made-up data
    clients = max(1, lines // LINES_EACH)
    rows = [_row(number, chance.randrange(clients) + 1, chance) for number in range(1, lines + 1)]
    path.write_text("\r\n".join((HEADER, *rows, "")), encoding="utf-8")
    return path


def _row(number: int, client: int, chance: random.Random) -> str:
    issued = TODAY - timedelta(days=chance.randrange(0, 240))
    cents = chance.randrange(5_000, 900_000)
    credit = number % 50 == 0
    paid = cents if number % 10 == 1 else 0
    cells = (
        code_of(client),
        name_of(client),
        f"{100_000_000 + client * 7:09}",
        f"FA{number:07}",
        "Avoir" if credit else "Facture",
        _day(issued),
        _day(issued if credit else issued + timedelta(days=30)),
        "30 jours date de facture",
        _amount(-cents if credit else cents),
        _amount(paid),
        _amount(-cents if credit else cents - paid),
        "EUR",
        "Virement",
    )
    return ";".join(cells)


def _day(on: date) -> str:
    return f"{on:%d/%m/%Y}"


def _amount(cents: int) -> str:
    return f"{'-' * (cents < 0)}{abs(cents) // 100},{abs(cents) % 100:02}"
