"""A company's book for tests: a migrated database of either kind, the acts of a day, documents in one line each."""

import shutil
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, Engine, select

from domain.acts import Act
from domain.calls import Call, Channel, Result, log_call
from domain.cards import Card
from domain.imports import ImportSummary, import_ledger
from domain.journal import JournalRow
from domain.ledger import DocumentKind, LedgerDocument, LedgerFile, LedgerLine, LedgerPayment
from domain.money import Money
from domain.policy import Policy
from domain.policy_reading import read_policy
from domain.ports import OpenBook
from domain.promises import State, judge_promises, record_promise
from storage import journal
from storage.book import book_opener
from storage.engine import make_engine, reading
from storage.reader import reader_opener
from storage.schema import migrate
from storage.tables import debtors, due_lines, invoices, promises
from tests.postgres import Cluster

PARIS = ZoneInfo("Europe/Paris")
MONDAY = date(2026, 11, 2)
"""A Monday without a holiday in its week; the 11th, a Wednesday, is one."""


def day(number: int) -> date:
    """Give the day `number` days after Monday 2 November 2026."""
    return MONDAY + timedelta(days=number)


@cache
def shipped_policy() -> Policy:
    return read_policy({}, tomllib.loads(Path("domain/data/policy.toml").read_text("utf-8")))


def invoice(
    number: str, *parts: tuple[date, int], client: str = "C1", paid: int | None = 0, **facts: Any
) -> LedgerDocument:
    """Give an invoice of parts (due date, cents)."""
    lines = tuple(LedgerLine(*part) for part in parts)
    return LedgerDocument(
        **{
            "row": 2,
            "client_code": client,
            "client_name": f"Client {client}",
            "number": number,
            "kind": DocumentKind.INVOICE,
            "issued_on": parts[0][0] - timedelta(days=30),
            "currency": "EUR",
            "total": sum(line.amount for line in lines),
            "paid": paid,
            "lines": lines,
            **facts,
        }
    )


def credit_note(number: str, cents: int, *, used: int = 0, on: date = MONDAY, client: str = "C1") -> LedgerDocument:
    return invoice(number, (on, cents), client=client, paid=used, kind=DocumentKind.CREDIT_NOTE)


def payment(cents: int, on: date, *, number: str | None = None, client: str = "C1", ref: str = "VIR") -> LedgerPayment:
    return LedgerPayment(2, client, f"Client {client}", ref, on, cents, "EUR", number, "Virement")


@dataclass
class Company:
    """One company's book, and what people do in it."""

    engine: Engine
    policy: Policy = field(default_factory=shipped_policy)

    def __post_init__(self) -> None:
        self.open_book: OpenBook = book_opener(self.engine, self.policy)
        self.open_reader = reader_opener(self.engine)
        self._ticks = count()

    def act(self, on: date, *, by: str = "UALICE", once: str | None = None) -> Act:
        """Act on a day, a moment after the act before."""
        morning = datetime.combine(on, time(9), PARIS)
        return Act(by, morning + timedelta(milliseconds=next(self._ticks)), on, once)

    def load(self, *documents: LedgerDocument, on: date = MONDAY, dry_run: bool = False) -> ImportSummary:
        file = LedgerFile("invoices", documents=list(documents), rows=len(documents), sha256="0" * 64)
        return import_ledger(self.open_book, self.act(on), file, "export.csv", dry_run=dry_run)

    def receive(self, *some: LedgerPayment, on: date | None = None) -> ImportSummary:
        """Import payments, on the day of the last of them unless told otherwise."""
        file = LedgerFile("payments", payments=list(some), rows=len(some), sha256="1" * 64)
        return import_ledger(self.open_book, self.act(on or some[-1].on), file, "reglements.csv")

    def debtor(self, code: str = "C1") -> int:
        return int(self.scalar(select(debtors.c.id).where(debtors.c.code == code)))

    def lines(self, number: str) -> list[int]:
        query = select(due_lines.c.id).join_from(due_lines, invoices).where(invoices.c.number == number)
        return [int(row[0]) for row in self.rows(query.order_by(due_lines.c.rank))]

    def left(self, number: str) -> list[int]:
        query = select(due_lines.c.left).join_from(due_lines, invoices).where(invoices.c.number == number)
        return [row[0] for row in self.rows(query.order_by(due_lines.c.rank))]

    def balance(self) -> int:
        """Give what is left on lines minus what is not allocated, of euros (RULES §2)."""
        with self.open_reader() as reader:
            digest = reader.digest(day(365), rows=0)
        return sum(one.cents for one in digest.outstanding)

    def promise(
        self, cents: int, on: date, *, today: date = MONDAY, numbers: Sequence[str] = ("F1",), client: str = "C1"
    ) -> None:
        lines = [line for number in numbers for line in self.lines(number)]
        record_promise(
            self.open_book,
            self.act(today),
            debtor_id=self.debtor(client),
            lines=lines,
            amount=Money(cents, "EUR"),
            on=on,
        )

    def call(self, today: date, *, client: str = "C1", **facts: Any) -> None:
        said: dict[str, Any] = {"debtor_id": self.debtor(client), "channel": Channel.PHONE, "result": Result.VOICEMAIL}
        call = Call(**said | facts)
        log_call(self.open_book, self.act(today), call)

    def judge(self, today: date) -> int:
        return judge_promises(self.open_book, self.act(today, by=""))

    def states(self) -> list[State]:
        """Give the states of all promises, in the order they were made."""
        return [State(row[0]) for row in self.rows(select(promises.c.state).order_by(promises.c.id))]

    def card(self, code: str = "C1") -> Card:
        debtor_id = self.debtor(code)
        with self.open_reader() as reader:
            return reader.card(debtor_id)

    def journal(self, code: str = "C1") -> list[JournalRow]:
        debtor_id = self.debtor(code)
        with reading(self.engine) as connection:
            return journal.rows_of(connection, debtor_id)

    def kinds(self, code: str = "C1") -> list[str]:
        return [row.kind.value for row in self.journal(code) if row.kind != "ledger.imported"]

    def rows(self, query: Any) -> list[Any]:
        with reading(self.engine) as connection:
            return list(connection.execute(query))

    def scalar(self, query: Any) -> Any:
        with reading(self.engine) as connection:
            return connection.execute(query).scalar_one()

    def write(self, statement: Any, *values: Any) -> None:
        with self.engine.begin() as connection:
            self._run(connection, statement, *values)

    def _run(self, connection: Connection, statement: Any, *values: Any) -> None:
        connection.execute(statement, *values)


def now() -> datetime:
    """Give the present instant, for leases and turns."""
    return datetime.now(UTC)


def migrated(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    migrated(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_company(sqlite_template: Path, tmp_path: Path) -> Iterator[Company]:
    path = tmp_path / "company.db"
    shutil.copyfile(sqlite_template, path)
    company = Company(make_engine(f"sqlite:///{path}"))
    yield company
    company.engine.dispose()


@pytest.fixture
def postgres_company(postgres: Cluster) -> Iterator[Company]:
    url = postgres.fresh_database(postgres.template("migrated", migrated))
    company = Company(make_engine(url))
    yield company
    company.engine.dispose()
    postgres.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def company(request: pytest.FixtureRequest) -> Company:
    """Give an empty company, once on SQLite and once on PostgreSQL."""
    one: Company = request.getfixturevalue(f"{request.param}_company")
    return one
