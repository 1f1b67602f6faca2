"""The ladder: the worked cases of RULES §11 and the dates of RULES §3. Day 0 is Monday 2026-06-01."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.calendar import Calendar
from domain.policy import Channel, Level, Progression, Scenario, When
from domain.policy_reading import read_policy
from domain.reminders import Anchor, Ladder, LineFacts, NextStep, RunBeforeLastReminder, counted, next_step

DAY_0 = date(2026, 6, 1)
EVERY_DAY = Calendar(closed_days=False)
FRANCE = Calendar()
SEQUENTIAL, CONTEXTUAL = Progression.SEQUENTIAL, Progression.CONTEXTUAL

THREE = Scenario("trois", (Level("L1", 5), Level("L2", 20), Level("L3", 40)))
POLICY = read_policy({}, tomllib.loads(files("domain").joinpath("data/policy.toml").read_text(encoding="utf-8")))
STANDARD = POLICY.scenarios["standard"]


def day(rank: int) -> date:
    return DAY_0 + timedelta(days=rank)


def line(level: int = 0, reminded: int | None = None, frozen_until: int | None = None) -> LineFacts:
    return LineFacts(
        DAY_0, level, None if reminded is None else day(reminded), None if frozen_until is None else day(frozen_until)
    )


def run(facts: LineFacts, rank: int, progression: Progression, scenario: Scenario = THREE) -> int | None:
    step = Ladder(scenario, today=day(rank), progression=progression, calendar=EVERY_DAY).due(facts)
    return step.number if step else None


def coming(facts: LineFacts, rank: int, scenario: Scenario, progression: Progression = SEQUENTIAL) -> NextStep | None:
    return next_step(facts, scenario, today=day(rank), progression=progression, calendar=EVERY_DAY)


@pytest.mark.parametrize(
    ("facts", "rank", "sequential", "contextual"),
    [
        (line(), 4, None, None),
        (line(), 5, 1, 1),
        (line(), 30, 1, 2),  # the draft of level 1 was never sent
        (line(1, 6), 19, None, None),
        (line(1, 6), 20, 2, 2),
        (line(1, 6), 30, 2, 2),
        (line(1, 6), 50, 2, 3),
        (line(), 45, 1, 3),
        (line(1, 45), 45, 2, 3),
        (line(2, 45), 45, 3, 3),
        (line(3, 45), 400, None, None),
        (line(9, 45), 400, None, None),
        (line(1, 6, frozen_until=31), 30, None, None),
        (line(1, 6, frozen_until=31), 31, 2, 2),
    ],
)
def test_the_worked_cases(facts: LineFacts, rank: int, sequential: int | None, contextual: int | None) -> None:
    assert (sequential, contextual) == (run(facts, rank, SEQUENTIAL), run(facts, rank, CONTEXTUAL))


def test_a_first_level_at_fifteen_days_waits_for_its_day() -> None:
    scenario = Scenario("quinze", (Level("L1", 15),))

    assert [None, 1] == [run(line(), rank, SEQUENTIAL, scenario) for rank in (3, 15)]


@pytest.mark.parametrize(
    ("facts", "rank", "number", "expected"),
    [
        (line(), -30, 1, day(-5)),
        (line(), -5, 1, day(-5)),
        (line(), 0, 1, day(-5)),  # due today is not overdue
        (line(), 1, 2, day(3)),
        (line(1, -5), 1, 2, day(3)),
        (line(2, 3), 4, 3, day(8)),
        (line(3, 9), 10, 4, day(16)),
        (line(4, 16), 17, 5, day(35)),
        (line(5, 40), 41, 6, day(55)),
    ],
)
def test_a_line_climbs_the_standard_scenario(facts: LineFacts, rank: int, number: int, expected: date) -> None:
    step = coming(facts, rank, STANDARD)

    assert step
    assert (number, expected) == (step.number, step.comes_on)


def test_a_step_names_its_level_and_what_it_counts_from() -> None:
    step = coming(line(3, 9), 10, STANDARD)

    assert step
    assert ("Relance 2", Channel.EMAIL, Anchor.PREVIOUS, day(9)) == (
        step.name,
        step.channel,
        step.anchor,
        step.anchored_on,
    )


def test_end_of_month_counts_from_the_end_of_the_due_date_s_month() -> None:
    step = coming(line(), 0, Scenario("fdm", (Level("L1", 10, When.END_OF_MONTH),)))

    assert step
    assert (date(2026, 7, 10), Anchor.END_OF_MONTH) == (step.comes_on, step.anchor)


PRE = Scenario("pre", (Level("Pré", -5), Level("L1", 7, When.PREVIOUS), Level("L2", 10, When.PREVIOUS)))


@pytest.mark.parametrize(
    ("facts", "rank", "progression", "expected"),
    [
        (line(), -3, SEQUENTIAL, (1, day(-5))),
        (line(), 2, SEQUENTIAL, (2, day(7))),  # never sent: counts from the due date
        (line(1, -3), 2, SEQUENTIAL, (2, day(4))),
        (line(2, 8), 9, SEQUENTIAL, (3, day(18))),
        (line(), -3, CONTEXTUAL, (1, day(-5))),
        (line(), 2, CONTEXTUAL, None),  # `previous` is only reached once a reminder left
        (line(1, -3), 4, CONTEXTUAL, (2, day(4))),
    ],
)
def test_a_pre_reminder_is_stepped_over_once_the_due_date_has_passed(
    facts: LineFacts, rank: int, progression: Progression, expected: tuple[int, date] | None
) -> None:
    step = coming(facts, rank, PRE, progression)

    assert expected == (step and (step.number, step.comes_on))


def test_a_previous_level_after_a_stepped_over_one_counts_from_the_due_date_though_reminded() -> None:
    scenario = Scenario("deux", (Level("P1", -10), Level("P2", -5), Level("L1", 7, When.PREVIOUS)))
    found = [coming(line(1, -10), 1, scenario, progression) for progression in Progression]

    assert [(3, day(7)), (3, day(7))] == [step and (step.number, step.comes_on) for step in found]


def test_a_pre_reminder_that_a_closed_day_pushes_past_the_due_date_is_stepped_over() -> None:
    sunday = LineFacts(date(2026, 6, 7))
    scenario = Scenario("pre", (Level("Pré", -1), Level("L1", 3)))
    step = next_step(sunday, scenario, today=date(2026, 6, 1), progression=SEQUENTIAL, calendar=FRANCE)

    assert step
    assert (2, date(2026, 6, 10)) == (step.number, step.on)


def test_a_level_on_a_closed_day_waits_for_the_next_worked_one_and_is_never_dropped() -> None:
    friday = LineFacts(date(2026, 5, 20))  # L1 on Monday 25 May 2026, Whit Monday
    on = {}
    for rank in (24, 25, 26, 27):
        ladder = Ladder(THREE, today=date(2026, 5, rank), progression=SEQUENTIAL, calendar=FRANCE)
        step = ladder.next(friday)
        on[rank] = (step and step.on.day, ladder.due(friday) is not None)

    assert {24: (26, False), 25: (26, False), 26: (26, True), 27: (27, True)} == on


def test_contextual_looks_at_the_day_that_runs() -> None:
    scenario = Scenario("proches", (Level("L1", 4), Level("L2", 6)))  # Friday and Sunday, seen on Saturday
    step = next_step(line(), scenario, today=day(5), progression=CONTEXTUAL, calendar=FRANCE)

    assert step
    assert (2, day(7)) == (step.number, step.on)


def test_contextual_tells_the_first_level_to_come() -> None:
    step = coming(line(), 0, THREE, CONTEXTUAL)

    assert step
    assert (1, day(5)) == (step.number, step.on)


def test_the_minimum_interval_holds_a_level_back() -> None:
    ladder = Ladder(THREE, today=day(20), progression=SEQUENTIAL, calendar=EVERY_DAY)
    step = ladder.next(line(1, 18), not_before=day(23))

    assert step
    assert (day(20), day(23)) == (step.comes_on, step.on)
    assert ladder.due(line(1, 18), not_before=day(23)) is None


def test_a_run_before_the_last_reminder_is_refused() -> None:
    with pytest.raises(RunBeforeLastReminder):
        run(line(1, 6), 5, SEQUENTIAL)


@pytest.mark.parametrize(
    ("level", "reminded", "today", "expected"),
    [(0, None, day(2), None), (0, None, day(5), 2), (2, day(3), day(8), 3), (6, day(60), day(90), None)],
)
def test_a_call_that_counts_brings_a_line_to_the_level_that_has_come(
    level: int, reminded: date | None, today: date, expected: int | None
) -> None:
    due_line = SimpleNamespace(due_on=DAY_0, level=level, reminded_on=reminded, scenario="")
    debtor = SimpleNamespace(scenario="", profile="")

    assert expected == counted(due_line, debtor, today=today, policy=POLICY)


def test_a_call_counts_for_nothing_without_a_scenario() -> None:
    due_line = SimpleNamespace(due_on=DAY_0, level=0, reminded_on=None, scenario="disparu")

    assert counted(due_line, SimpleNamespace(scenario="", profile=""), today=day(90), policy=POLICY) is None


LEVELS = st.lists(
    st.builds(Level, st.just("L"), st.integers(-10, 40), st.sampled_from(list(When))), min_size=1, max_size=5
)


@given(LEVELS, st.integers(0, 5), st.integers(-20, 80), st.integers(0, 60), st.sampled_from(list(Progression)))
def test_the_next_step_climbs_and_runs_on_a_worked_day(
    levels: list[Level], level: int, reminded: int, later: int, progression: Progression
) -> None:
    scenario, today = Scenario("s", tuple(levels)), day(reminded + later)
    facts = LineFacts(DAY_0, level, day(reminded) if level else None)
    step = next_step(facts, scenario, today=today, progression=progression, calendar=FRANCE)

    if step:
        assert level < step.number <= len(levels)
        assert step.on >= max(today, step.comes_on)
        assert FRANCE.is_working_day(step.on)
        again = next_step(facts, scenario, today=step.on, progression=progression, calendar=FRANCE)
        assert step == again
