from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.journal import Kind
from domain.plan_views import State as Plan
from domain.promises import State
from sandbox.people import CHANNEL
from sandbox.portfolio import Deed
from sandbox.workspace import Message
from storage.journal import verify
from storage.tables import debtors, imports, journal, payments, promises
from tests.sandbox.demo_stage import PARIS, DemoStage, demo_stage

MONDAY = date(2026, 11, 23)
TEN = 10


@dataclass
class Fortnight:
    """Ten days told one after the other, with the days on which the clock stood in between."""

    stage: DemoStage
    stood: list[datetime] = field(default_factory=list)

    def rows(self, *kinds: Kind) -> list[tuple[str, str, date]]:
        """Give who wrote of whom and on which day, of these kinds, since the demo was begun."""
        rows = select(journal.c.actor, debtors.c.code, journal.c.at).join_from(journal, debtors)
        wanted = rows.where(journal.c.kind.in_(kinds), journal.c.at >= datetime(2026, 11, 23, 10, tzinfo=UTC))
        with self.stage.program.engine.connect() as connection:
            return [(actor, code, at.astimezone(PARIS).date()) for actor, code, at in connection.execute(wanted)]

    def paid(self) -> set[tuple[str, date]]:
        """Give who paid, and the day on which the money left."""
        rows = select(debtors.c.code, payments.c.paid_on).join_from(payments, debtors)
        with self.stage.program.engine.connect() as connection:
            return {(code, on) for code, on in connection.execute(rows.where(payments.c.paid_on >= MONDAY))}


@pytest.fixture(scope="module")
def fortnight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fortnight]:
    with demo_stage(MONDAY, tmp_path_factory.mktemp("future")) as stage:
        told = Fortnight(stage)
        for _ in range(TEN):
            stage.turn()
            told.stood.append(stage.clock.now())
        yield told


def test_each_day_is_a_working_morning_just_after_the_digest(fortnight: Fortnight) -> None:
    days = [24, 25, 26, 27, 30, 1, 2, 3, 4, 7]

    assert days == [now.day for now in fortnight.stood]
    assert {(9, 2)} == {(now.hour, now.minute) for now in fortnight.stood}


def test_each_morning_has_one_digest(fortnight: Fortnight) -> None:
    told = Counter(
        one.text.partition(" : ")[0] for one in fortnight.stage.channel if one.text.startswith("Impayés du ")
    )

    assert {1} == set(told.values())
    assert TEN + 2 == len(told)


def test_promises_are_kept_and_broken_and_money_comes(fortnight: Fortnight) -> None:
    judged = select(promises.c.state, func.count()).where(promises.c.given_on >= date(2026, 11, 1))
    with fortnight.stage.program.engine.connect() as connection:
        states = {State(state): count for state, count in connection.execute(judged.group_by(promises.c.state))}
        refused = connection.execute(select(imports.c.rejected)).scalars().all()

    assert {State.KEPT, State.PARTLY_KEPT, State.BROKEN, State.OPEN} <= set(states)
    assert states[State.KEPT] >= 4
    assert len({code for code, _ in fortnight.paid()}) >= 10
    assert {0} == set(refused)


def test_nobody_is_called_on_the_day_they_pay_nor_in_place_of_the_visitor(fortnight: Fortnight) -> None:
    called = fortnight.rows(Kind.CALL_LOGGED, Kind.PROMISE_MADE)

    assert len(called) >= 2 * TEN
    assert {"UTHOMAS"} == {actor for actor, _, _ in called}
    assert set() == fortnight.paid() & {(code, on) for _, code, on in called}
    assert set() == {"DUBREUIL", "ORLE"} & {code for _, code, _ in called}


def test_nobody_is_called_twice_a_day(fortnight: Fortnight) -> None:
    called = Counter(fortnight.rows(Kind.CALL_LOGGED, Kind.PROMISE_MADE))

    assert {1} == set(called.values())


def test_plans_are_asked_for_and_decided_the_next_morning(fortnight: Fortnight) -> None:
    asked = fortnight.rows(Kind.PLAN_REQUESTED)
    decided = fortnight.rows(Kind.PLAN_APPROVED, Kind.PLAN_REFUSED)

    assert len(asked) >= 2
    assert {"UHELENE"} == {actor for actor, _, _ in decided}
    assert {code for _, code, _ in asked} | {"FORGES"} >= {code for _, code, _ in decided} >= {"FORGES", "PHARE"}
    assert 1 == len(fortnight.rows(Kind.PLAN_REFUSED))


def test_instalments_are_paid_or_missed(fortnight: Fortnight) -> None:
    assert {"FORGES", "ORPHEE"} <= {code for code, _ in fortnight.paid()}
    assert ["TISSERAN"] == [code for _, code, _ in fortnight.rows(Kind.PLAN_MISSED)]
    assert ["CHARPENT"] == [code for _, code, _ in fortnight.rows(Kind.PLAN_ENDED, Kind.PLAN_MAINTAINED)]


def test_disputes_of_colleagues_open_end_and_are_credited(fortnight: Fortnight) -> None:
    closed = fortnight.rows(Kind.DISPUTE_FOUNDED, Kind.DISPUTE_UNFOUNDED)

    assert len(fortnight.rows(Kind.DISPUTE_OPENED)) >= 2
    assert {"UTHOMAS"} == {actor for actor, _, _ in closed}
    assert "AIGUILLE" in {code for _, code, _ in fortnight.rows(Kind.DISPUTE_SETTLED)}
    assert "ROCHEVAL" not in {code for _, code, _ in closed}


def test_colleagues_note_payments_by_hand_and_the_salesperson_answers(fortnight: Fortnight) -> None:
    assert {("UTHOMAS", "WAGON"), ("UTHOMAS", "GRANGE")} <= {one[:2] for one in fortnight.rows(Kind.PAYMENT_RECEIVED)}
    assert [("ULUCAS", "PALIER", date(2026, 11, 24))] == fortnight.rows(Kind.SALES_ANSWERED)


def test_who_is_away_does_nothing(fortnight: Fortnight) -> None:
    away = {date(2026, 12, 1), date(2026, 12, 2)}

    assert set() == away & {on for actor, _, on in fortnight.rows(*Kind) if actor == "UTHOMAS"}


def test_the_one_who_approves_writes_in_threads_too(fortnight: Fortnight) -> None:
    said = [one for line in fortnight.stage.workspace.messages.values() for one in line if one.user == "UHELENE"]

    assert len(said) >= 3
    assert {True} == {one.is_reply for one in said}
    assert len(fortnight.rows(Kind.REPLY_WRITTEN)) >= len(said)


def test_a_thread_reads_in_order_with_nothing_left_untold(fortnight: Fortnight) -> None:
    stage = fortnight.stage
    with stage.program.engine.connect() as connection:
        ids = connection.execute(select(journal.c.debtor_id).distinct()).scalars().all()
        proved = {verify(connection, debtor_id) for debtor_id in ids}

    assert (0, {True}) == (stage.program.outbox.state()[0], proved)
    assert any("défaut de façonnage" in one for one in stage.thread("Imprimerie de l'Étoile"))


def test_words_are_not_written_twice_in_a_thread(fortnight: Fortnight) -> None:
    stage = fortnight.stage
    quoted = [
        (root.ts, line)
        for root in stage.channel
        for one in stage.workspace.replies(CHANNEL, root.ts)[1:]
        for line in one.text.splitlines()
        if line.startswith(("> ", "&gt; ")) and "à relire" not in one.text
    ]

    assert len(set(quoted)) == len(quoted)


def test_thirty_days_go_by_from_a_sunday_evening_over_the_holidays(tmp_path: Path) -> None:
    with demo_stage(date(2026, 12, 6), tmp_path, hour=20) as stage:
        stage.turn("UHELENE", count=30)

        assert date(2027, 1, 19) == stage.clock.today()
        assert [] == [
            one
            for one in stage.workspace.messages[CHANNEL]
            if one.user == "UHELENE" and _day(one.ts) > date(2026, 12, 6)
        ]
        assert len({_day(one.ts) for one in stage.channel if one.text.startswith("Impayés du ")}) >= 30


@dataclass
class Visit:
    """A note and a request of the visitor's, then a morning seen by who approves, then one by who asked."""

    notes: list[int]
    plans: list[tuple[Plan, Plan]]


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Visit:
    with demo_stage(MONDAY, tmp_path_factory.mktemp("visit")) as stage:
        seen = Visit([len(stage.thread("Brasserie de l'Îlot"))], [])
        facts = {"count": 3, "first": 5, "reason": "Demandé de vive voix."}
        stage.deeds.do(Deed(MONDAY, time(11), "UNADIA", "plan", "NACRE", facts))
        stage.deeds.do(Deed(MONDAY, time(11), "UNADIA", "note", "ILOT", {"text": "Je m’en occupe."}))
        for visitor in ("UHELENE", "UNADIA"):
            stage.turn(visitor)
            seen.notes.append(len(stage.thread("Brasserie de l'Îlot")))
            seen.plans.append((stage.plan("NACRE"), stage.plan("FORGES")))
        return seen


def test_what_the_visitor_touched_is_left_to_them_that_day(visit: Visit) -> None:
    assert visit.notes[0] + 1 == visit.notes[1]


def test_what_the_visitor_asks_for_is_decided_the_next_morning_but_not_in_their_own_place(visit: Visit) -> None:
    assert [(Plan.REQUESTED, Plan.REQUESTED), (Plan.ACTIVE, Plan.ACTIVE)] == visit.plans


def test_the_same_days_are_told_the_same_way(tmp_path: Path) -> None:
    said = []
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        with demo_stage(MONDAY, tmp_path / name) as stage:
            stage.turn(count=2)
            said.append([(one.user, one.text) for one in stage.workspace.messages[CHANNEL]])

    assert said[0] == said[1]


def _since(stage: DemoStage, day: date) -> list[Message]:
    return [one for one in stage.workspace.messages[CHANNEL] if _day(one.ts) >= day]


def _day(ts: str) -> date:
    return datetime.fromtimestamp(float(ts), PARIS).date()
