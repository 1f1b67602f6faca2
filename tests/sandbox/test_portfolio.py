import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from stdnum.fr import siren

from bot.wiring import Program
from domain.days import Day
from domain.digest import Digest
from domain.overdue import Filters, OverduePage
from domain.people import Role
from domain.priority import Reason, reasons
from sandbox.people import APPROVALS, APPROVER, CHANNEL, SALES
from sandbox.portfolio import Days
from sandbox.workspace import Message, Workspace
from storage.journal import verify
from storage.tables import debtors, imports, journal
from tests.sandbox.demo_stage import PARIS, demo_stage

DATA = Path("sandbox/data")


@dataclass
class Told:
    """The demo once its past has been told, seen on a day."""

    today: date
    program: Program
    workspace: Workspace

    @property
    def digest(self) -> Digest:
        with self.program.open_reader() as reader:
            return reader.digest(self.today, rows=100)

    @property
    def late(self) -> OverduePage:
        with self.program.open_reader() as reader:
            return reader.overdue(Filters(), self.today, page=1, size=100)

    def day(self, user: str) -> Day:
        with self.program.open_reader() as reader:
            return reader.day(user, Role.COLLECTOR, self.today)

    def reasons(self, code: str) -> list[Reason]:
        row = next(row for row in self.late.rows if row.code == code)
        return [told.reason for told in reasons(row.standing, self.today)]

    @property
    def channel(self) -> list[Message]:
        return self.workspace.history(CHANNEL)

    def thread(self, words: str) -> list[str]:
        root = next(one for one in self.channel if words in one.text)
        return [one.text for one in self.workspace.replies(CHANNEL, root.ts)[1:]]


@pytest.fixture(
    scope="module",
    params=[date(2026, 11, 23), date(2026, 11, 22), date(2027, 1, 1), date(2028, 2, 29)],
    ids=["a Monday", "a Sunday", "New Year", "29 February"],
)
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Told]:
    today: date = request.param
    with demo_stage(today, tmp_path_factory.mktemp("story")) as stage:
        yield Told(today, stage.program, stage.workspace)


def test_broken_promises_lead_the_digest(told: Told) -> None:
    assert {"ETOILE", "DUBREUIL", "ECLUSE"} == {row.code for row in told.digest.rows[:3]}


def test_there_are_debtors_of_every_age_in_four_currencies(told: Told) -> None:
    with told.program.engine.connect() as connection:
        codes = connection.execute(select(debtors.c.code)).scalars().all()
    ages = {row.days_late(told.today) for row in told.late.rows}

    assert 68 == len(codes)
    assert (1, 400) == (min(ages), max(ages))
    assert ["EUR", "CHF", "GBP", "USD"] == [amount.currency for amount in told.digest.overdue]
    assert 1 == told.digest.snoozed


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("DUBREUIL", Reason.PROMISE_BROKEN),
        ("ECLUSE", Reason.PROMISE_PARTLY_KEPT),
        ("ILOT", Reason.CALL_DUE),
        ("SERAC", Reason.CALL_DUE),
        ("MILLESAV", Reason.PROMISE_DUE),
        ("TROISRIV", Reason.PROMISE_OPEN),
        ("OPALE", Reason.CREDIT_TO_PLACE),
        ("VIEUXPON", Reason.CREDIT_TO_PLACE),
        ("NACRE", Reason.NEVER_CONTACTED),
        ("YSER", Reason.OVER_LIMIT),
        ("OUVEZE", Reason.OVER_LIMIT),
        ("BOCAGE", Reason.GUARANTEE_ENDING),
        ("VALCLAIR", Reason.DECLARATION),
        ("VALCLAIR", Reason.RECLAIM),
        ("ROCHEVAL", Reason.DISPUTED),
        ("HORIZON", Reason.DISPUTED),
        ("AIGUILLE", Reason.DISPUTED),
        ("CHARPENT", Reason.INSTALMENT_MISSED),
        ("TISSERAN", Reason.PLAN_ACTIVE),
        ("FORGES", Reason.PLAN_REQUESTED),
        ("COMBE", Reason.PAYMENT_SENT),
        ("MARAIS", Reason.CREDIT_TO_PLACE),
        ("JARDINS", Reason.NO_CONTACT),
        ("KALEIDO", Reason.SILENT),
        ("EVRE", Reason.SNOOZED),
    ],
)
def test_each_situation_is_there(told: Told, code: str, reason: Reason) -> None:
    assert reason in told.reasons(code)


def test_collectors_have_a_day(told: Told) -> None:
    nadia, thomas = told.day("UNADIA"), told.day("UTHOMAS")

    assert ["SERAC"] == [_code(told, call.debtor_id) for call in nadia.calls]
    assert {"ILOT", "HELIANTH"} == {_code(told, call.debtor_id) for call in thomas.calls}
    assert {"DUBREUIL", "ECLUSE", "MILLESAV"} == {_code(told, one.debtor_id) for one in nadia.promises}


def test_all_that_happened_stands_in_the_threads_at_its_date(told: Told) -> None:
    roots, digest = told.channel[:-1], told.channel[-1]
    replies = sum(len(told.workspace.replies(CHANNEL, one.ts)) - 1 for one in roots)

    assert 0 == told.program.outbox.state()[0]
    assert digest.text.startswith("Impayés du ")
    assert told.today == _day_of(digest)
    assert {True} == {_day_of(one) < told.today for one in roots}
    assert (49, True) == (len(told.channel), 120 <= replies <= 170)
    assert "Vu avec elle au téléphone : le visa est à la signature." == told.thread("Ouvèze")[-1]


def test_plans_stand_where_they_are_decided_one_of_them_still_open(told: Told) -> None:
    asked = told.workspace.history(APPROVALS)
    states = [one.text.partition("\u00a0:")[0] for one in asked]

    assert ["Échéancier à approuver"] == [state for state in states if "à approuver" in state]
    assert {"Échéancier réglé", "Échéancier en défaut", "Échéancier approuvé", "Échéancier refusé"} < set(states)
    assert 1 == told.workspace.unread(APPROVER, APPROVALS)
    with told.program.open_reader() as reader:
        waiting = reader.day(APPROVER, Role.APPROVER, told.today).plans
    assert {"CHARPENT", "FORGES"} == {_code(told, one.debtor_id) for one in waiting}


def test_an_approved_plan_has_its_agreement_in_the_name_of_the_company(told: Told) -> None:
    files = [one.files[0].name for line in told.workspace.messages.values() for one in line if one.files]

    assert 3 == sum(name.endswith(".pdf") for name in files)


def test_the_salesperson_is_asked_and_has_answered(told: Told) -> None:
    said = [one.text for one in told.workspace.history(told.workspace.im(SALES).id)]

    assert 3 == len(said)
    assert any("commercial, a répondu" in one for one in told.thread("Ouvèze"))


def test_a_colleague_will_be_away(told: Told) -> None:
    days = Days(told.today, told.program.policy.reminders.calendar)
    with told.program.open_reader() as reader:
        away = [reader.day("UTHOMAS", Role.COLLECTOR, days.worked(count)).away for count in (5, 6, 7, 8)]

    assert [False, True, True, False] == [one is not None for one in away]


def test_a_promise_not_kept_twice_is_told_as_such(told: Told) -> None:
    said = told.thread("Imprimerie de l'Étoile")

    assert 2 == sum("non tenue" in one and "niveau" not in one for one in said)
    assert 1 == sum("niveau 2" in one for one in said)


def test_imports_refused_nothing_and_journals_hold(told: Told) -> None:
    with told.program.engine.connect() as connection:
        refused = connection.execute(select(imports.c.rejected)).scalars().all()
        ids = connection.execute(select(journal.c.debtor_id).distinct()).scalars().all()

        assert {0} == set(refused)
        assert {True} == {verify(connection, debtor_id) for debtor_id in ids}


def test_companies_are_visibly_invented() -> None:
    with (DATA / "clients.csv").open(encoding="utf-8") as file:
        clients = list(csv.DictReader(file, delimiter=";"))

    assert {True} == {siren.is_valid(one["siren"]) for one in clients if one["siren"]}
    assert {"600000"} == {one["siren"][:6] for one in clients if one["siren"]}
    assert {"example"} == {one["email"].rpartition(".")[2] for one in clients if one["email"]}


@pytest.mark.parametrize(("today", "friday"), [(20, 27), (21, 27), (22, 27), (23, 27), (26, 27), (27, 4)])
def test_the_end_of_the_week_is_a_friday_to_come(told: Told, today: int, friday: int) -> None:
    days = Days(date(2026, 11, today), told.program.policy.reminders.calendar)

    assert date(2026, 11, 27) + timedelta(days=7 * (friday == 4)) == days.named("friday")


def _code(told: Told, debtor_id: int) -> str:
    with told.program.open_reader() as reader:
        return reader.debtor(debtor_id).code


def _day_of(message: Message) -> date:
    return datetime.fromtimestamp(float(message.ts), PARIS).date()
