"""A made-up portfolio of any size, drawn the same each time, so that every benchmark measures the same trade."""

import random
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine, Table, insert, text

from domain.search import normal_name
from storage.engine import writing
from storage.schema import migrate
from storage.tables import allocations, debtors, due_lines, invoices, payments, promise_lines, promises

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
LINES = 100_000
LINES_EACH = 20
_GIVEN = timedelta(days=20)
_TRADES = ("Menuiserie", "Boulangerie", "Garage", "Imprimerie", "Hôtel", "Pépinière", "Ateliers", "Transports")
_PLACES = ("de l’Étang", "du Théâtre", "Saint-Aubin", "des Chênes", "Béranger", "de la Forêt", "Lefèvre", "Nguyễn")
_FORMS = ("SARL", "SAS", "SA", "& Fils", "EURL")

Rows = dict[Table, list[dict[str, Any]]]


def code_of(number: int) -> str:
    """Give the code of the debtor of that number, from 1."""
    return f"C{number:05}"


def name_of(number: int) -> str:
    """Give the name of the debtor of that number, from 1."""
    trade, place = _TRADES[number % len(_TRADES)], _PLACES[number // len(_TRADES) % len(_PLACES)]
    return f"{trade} {place} {number} {_FORMS[number % len(_FORMS)]}"


def fill(engine: Engine, lines: int = LINES) -> None:
    """Make the schema, then twenty open due lines a debtor, most of them late, with some money to allocate."""
    _store(engine, _portfolio(lines))


def fill_with_promises(engine: Engine, lines: int = LINES) -> None:
    """Make the portfolio with a promise past its end for each debtor, and one to come for each fifth."""
    rows = _portfolio(lines)
    _promise(rows)
    _store(engine, rows)


def _store(engine: Engine, rows: Rows) -> None:
    migrate(engine)
    with writing(engine) as connection:
        for table in (debtors, invoices, promises, due_lines, promise_lines, payments, allocations):
            if rows[table]:
                connection.execute(insert(table), rows[table])
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            _set_sequences(connection, rows)
            connection.execute(text("VACUUM ANALYZE"))


def _set_sequences(connection: Any, rows: Rows) -> None:  # noqa: ANN401 - a connection in autocommit
    for table in rows:
        if "id" in table.c:
            connection.execute(text(f"SELECT setval('{table.name}_id_seq', (SELECT max(id) FROM {table.name}))"))  # noqa: S608 - our own names


def _portfolio(lines: int) -> Rows:
    chance = random.Random(lines)  # noqa: S311 - made-up data
    rows: Rows = defaultdict(list)
    for number in range(1, lines // LINES_EACH + 1):
        rows[debtors].append(_debtor(number, chance))
        rows[due_lines] += _lines(number, chance)
        if number % 20 == 0:
            rows[payments].append(_payment(number // 20, number, chance.randrange(1_000, 90_000), 0))
    rows[invoices] = [_invoice(line) for line in rows[due_lines]]
    return rows


def _debtor(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "id": number,
        "code": code_of(number),
        "name": name_of(number),
        "sought": normal_name(name_of(number)),
        "owner": chance.choice(("", "UALICE", "UBOB")),
        "last_contact_on": _ago(chance.randrange(90)) if chance.random() < 0.7 else None,
        "next_call_on": _ago(chance.randrange(-10, 10)) if chance.random() < 0.1 else None,
        "snoozed_until": _ago(-5) if chance.random() < 0.02 else None,
    }


def _lines(debtor: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    for rank in range(LINES_EACH):
        key = (debtor - 1) * LINES_EACH + rank + 1
        cents = chance.randrange(5_000, 900_000)
        yield {
            "id": key,
            "invoice_id": key,
            "debtor_id": debtor,
            "rank": 0,
            "due_on": _ago(chance.randrange(-45, 210)),
            "currency": "USD" if debtor % 33 == 0 and rank % 2 else "EUR",
            "amount": cents,
            "left": cents if rank % 10 else cents // 2,
            "promise_id": None,
        }


def _invoice(line: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": line["id"],
        "debtor_id": line["debtor_id"],
        "number": f"F{line['id']:07}",
        "kind": "invoice",
        "issued_on": line["due_on"] - timedelta(days=30),
        "currency": line["currency"],
        "total": line["amount"],
    }


def _promise(rows: Rows) -> None:
    """Promise on two lines of each debtor: half of the promises past their end broken, a quarter partly kept."""
    lines = rows[due_lines]
    for number in range(1, len(rows[debtors]) + 1):
        own = lines[(number - 1) * LINES_EACH : number * LINES_EACH]
        paid = (0, 0, 1, 2)[number % 4]
        _promise_on(rows, [own[2], own[4]], number, -5, paid)
        if number % 5 == 0:
            _promise_on(rows, [own[6], own[8]], number, 5, 0)


def _promise_on(rows: Rows, own: list[dict[str, Any]], debtor: int, days: int, paid: int) -> None:
    """Add a promise of half of what its lines owe, due in so many days, `paid` halves of it received."""
    key = len(rows[promises]) + 1
    amount = sum(line["left"] for line in own) // 2
    rows[promises].append(
        {
            "id": key,
            "debtor_id": debtor,
            "amount": amount,
            "currency": "EUR",
            "promised_on": _ago(-days),
            "last_on": _ago(-days - 2),
            "level": 1,
            "given_on": TODAY - _GIVEN,
            "given_at": NOW - _GIVEN,
            "given_by": "UALICE",
        }
    )
    rest = amount * paid // 2
    if rest:
        rows[payments].append(_payment(len(rows[payments]) + 1, debtor, rest, rest))
    for line in own:
        line["promise_id"] = key
        rows[promise_lines].append({"promise_id": key, "line_id": line["id"]})
        if taken := min(rest, line["left"]):
            rest -= taken
            line["left"] -= taken
            rows[allocations].append(
                {
                    "payment_id": len(rows[payments]),
                    "line_id": line["id"],
                    "amount": taken,
                    "recorded_at": NOW - timedelta(days=8),
                }
            )


def _payment(key: int, debtor: int, cents: int, allocated: int) -> dict[str, Any]:
    return {
        "id": key,
        "debtor_id": debtor,
        "kind": "payment",
        "source": "person",
        "amount": cents,
        "unallocated": cents - allocated,
        "currency": "EUR",
        "paid_on": _ago(8),
        "counted_on": _ago(8),
        "recorded_at": NOW - timedelta(days=8) if allocated else NOW - 2 * _GIVEN,
    }


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)
