"""The demo's made-up portfolio: debtors in every situation, told in days from the first one, so on any date."""

import csv
import io
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from domain.calendar import Calendar
from sandbox.habits import Character, CreditNote, Payment
from sandbox.sales import Sale, sales
from sandbox.scenes import Scene

FRIDAY = 4
_LEDGER = ("Code client", "Raison sociale", "SIREN", "N° facture", "Type", "Date facture", "Date d'échéance")
_AMOUNTS = ("Montant TTC", "Réglé", "Devise", "Contact", "E-mail", "Téléphone")
_PAYMENTS = (
    "Date de règlement",
    "Code client",
    "N° facture",
    "Montant réglé",
    "Devise",
    "Mode de règlement",
    "Référence paiement",
)


@dataclass(frozen=True)
class Days:
    """Days counted from the day the demo was begun, `today`, as the data files count them."""

    today: date
    calendar: Calendar

    def at(self, count: int) -> date:
        """Give the day that many calendar days away."""
        return self.today + timedelta(days=count)

    def worked(self, count: int) -> date:
        """Give the working day that many working days away, before today when negative; 0 is today itself."""
        if count >= 0:
            return self.calendar.add_working_days(self.today, count)
        day = self.today
        for _ in range(-count):
            day -= timedelta(days=1)
            while not self.calendar.is_working_day(day):
                day -= timedelta(days=1)
        return day

    def named(self, said: date | int | str) -> date:
        """Read a date of the history: itself, working days from today, or the coming Friday."""
        if isinstance(said, date):
            return said
        if isinstance(said, int):
            return self.worked(said)
        tomorrow = self.at(1)
        return tomorrow + timedelta(days=(FRIDAY - tomorrow.weekday()) % 7)

    def between(self, first: int) -> Iterator[date]:
        """Give the working days from that many before today until the last one before today."""
        day = self.worked(first)
        while day < self.today:
            yield day
            day = self.calendar.add_working_days(day, 1)


@dataclass(frozen=True)
class Deed:
    """Something somebody does: `verb` on the client `code`, at an hour of a day, with `facts` as files tell them."""

    day: date
    at: time
    by: str
    verb: str
    code: str
    facts: Mapping[str, Any]


VERBS = (
    *("absence", "answer", "ask", "assign", "call", "close", "decide", "dispute", "guarantee", "insolvency"),
    *("pay", "plan", "profile", "promise", "receive", "reply", "reverse", "snooze", "unblocks", "note"),
)
"""A call has a note too: the last verb is the one looked for last."""


def history(days: Days) -> list[Deed]:
    """Give what the team did, in order."""
    told = tomllib.loads(_read("history.toml"))["act"]
    deeds = []
    for one in told:
        verb = next(name for name in VERBS if name in one)
        deeds.append(Deed(days.worked(one["day"]), time.fromisoformat(one["at"]), one["by"], verb, one[verb], one))
    return sorted(deeds, key=lambda deed: (deed.day, deed.at))


def ledger(days: Days, on: date) -> bytes:
    """Write the accounting export of a day, with the documents issued until then."""
    clients = _clients()
    rows = [_document(row, clients[row["code"]], days) for row in _documents()]
    known = [row for row in rows if row[5] <= on.isoformat()]
    sold = [_sold(sale, clients[sale.code]) for sale in sales(_documents(), days.today, on)]
    return _written((*_LEDGER, *_AMOUNTS), [*known, *sold])


def payment(deed: Deed) -> bytes:
    """Write the list of payments received that holds one payment of the history."""
    facts = deed.facts
    amount = facts["amount"].replace(".", ",")
    row = (deed.day.isoformat(), deed.code, facts.get("invoice", ""), amount, "EUR", "Virement", facts["reference"])
    return _written(_PAYMENTS, [row])


def received(payments: Iterable[Payment]) -> bytes:
    """Write the list of payments received that holds those."""
    rows = [
        (one.on.isoformat(), one.code, one.number, _amount(one.cents), one.currency, "Virement", f"VIR {one.code}")
        for one in payments
    ]
    return _written(_PAYMENTS, rows)


def credited(notes: Iterable[CreditNote]) -> bytes:
    """Write the accounting export of those credit notes alone."""
    rows = [
        (
            *(one.code, one.name, one.siren, one.number, "Avoir", one.on.isoformat(), one.on.isoformat()),
            *(f"-{_amount(one.cents)}", "", one.currency, "", "", ""),
        )
        for one in notes
    ]
    return _written((*_LEDGER, *_AMOUNTS), rows)


def characters() -> Mapping[str, Character]:
    """Give each client's character, by code."""
    return {code: Character(client["caractere"]) for code, client in _clients().items()}


@cache
def scenes() -> tuple[Scene, ...]:
    """Give what may be heard on the phone."""
    return tuple(Scene.read(told) for told in tomllib.loads(_read("scenes.toml"))["scene"])


def _document(row: Mapping[str, str], client: Mapping[str, str], days: Days) -> tuple[str, ...]:
    return (
        row["code"],
        client["nom"],
        client["siren"],
        row["numero"],
        row["type"],
        days.at(int(row["emise"])).isoformat(),
        days.at(int(row["echeance"])).isoformat(),
        row["montant"].replace(".", ","),
        row["regle"].replace(".", ","),
        row["devise"],
        *_person(client),
    )


def _sold(sale: Sale, client: Mapping[str, str]) -> tuple[str, ...]:
    return (
        sale.code,
        client["nom"],
        client["siren"],
        sale.number,
        "Facture",
        sale.issued.isoformat(),
        sale.due.isoformat(),
        _amount(sale.cents),
        "",
        sale.currency,
        *_person(client),
    )


def _person(client: Mapping[str, str]) -> tuple[str, ...]:
    return client["contact"], client["email"], client["telephone"]


def _amount(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02}"


def _written(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    sheet = io.StringIO()
    writer = csv.writer(sheet, delimiter=";", lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return sheet.getvalue().encode("utf-8-sig")


def _clients() -> Mapping[str, Mapping[str, str]]:
    return {row["code"]: row for row in _table("clients.csv")}


def _documents() -> list[dict[str, str]]:
    return _table("documents.csv")


def _table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_read(name)), delimiter=";"))


def _read(name: str) -> str:
    return (files("sandbox") / "data" / name).read_text(encoding="utf-8")
