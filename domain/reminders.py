"""The ladder of reminders: what comes next for a due line, and on which date, from today's facts alone (RULES §3).

Nothing is kept between runs: a missed day, a second run or a crash changes nothing.
"""

from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple, Protocol

from domain.calendar import Calendar, end_of_month
from domain.policy import Channel, Level, Policy, Progression, Scenario, When
from domain.refusals import Refusal


class RunBeforeLastReminder(Refusal):
    """The run is for a date before `last`, the line's last reminder (RULES §11)."""


class LineFacts(NamedTuple):
    """Hold what the ladder needs of a due line.

    `level` counts the levels reached (0 is none); `reminded_on` is the day of the last reminder really sent;
    `frozen_until` the first day on which the line may be reminded again, when a freeze has a known end.
    """

    due_on: date
    level: int = 0
    reminded_on: date | None = None
    frozen_until: date | None = None


class Anchor(Enum):
    """From what a level's date was counted."""

    DUE = "due"
    END_OF_MONTH = "end_of_month"
    PREVIOUS = "previous"


class NextStep(NamedTuple):
    """Hold the level that comes next. `number` counts from 1.

    `comes_on` is the level's own date, counted from `anchored_on`; `on` the first day a run may propose it: not before
    today nor the end of a freeze, shifted to a working day.
    """

    number: int
    rule: Level
    anchor: Anchor
    anchored_on: date
    comes_on: date
    on: date

    @property
    def name(self) -> str:
        """Give the level's name."""
        return self.rule.name

    @property
    def channel(self) -> Channel:
        """Give the level's channel."""
        return self.rule.channel

    def is_due(self, today: date) -> bool:
        """Tell whether a run on `today` proposes it: equality counts."""
        return self.on <= today


class Ladder:
    """Climb one scenario on one day: many lines share their facts, each set of facts is worked out once."""

    def __init__(self, scenario: Scenario, *, today: date, progression: Progression, calendar: Calendar) -> None:
        self._levels = scenario.levels
        self._today = today
        self._climb = _sequential if progression is Progression.SEQUENTIAL else _contextual
        self._calendar = calendar
        self._known: dict[tuple[LineFacts, date | None], NextStep | None] = {}

    def next(self, line: LineFacts, not_before: date | None = None) -> NextStep | None:
        """Give the level a line goes to next, due or to come; None at the end of the ladder.

        `not_before` is the first day the minimum interval lets the debtor be reminded. Raise `RunBeforeLastReminder`.
        """
        key = (line, not_before)
        if key not in self._known:
            self._known[key] = self._next(line, not_before)
        return self._known[key]

    def due(self, line: LineFacts, not_before: date | None = None) -> NextStep | None:
        """Give the level a run on this day proposes for a line; None when nothing has come yet."""
        step = self.next(line, not_before)
        return step if step and step.is_due(self._today) else None

    def _next(self, line: LineFacts, not_before: date | None) -> NextStep | None:
        if line.reminded_on and self._today < line.reminded_on:
            raise RunBeforeLastReminder(last=line.reminded_on)
        start = max(self._today, line.frozen_until or self._today, not_before or self._today)
        return self._climb(line, self._levels, start, self._calendar)


def next_step(
    line: LineFacts, scenario: Scenario, *, today: date, progression: Progression, calendar: Calendar
) -> NextStep | None:
    """Give the level one line goes to next, as `Ladder.next`."""
    return Ladder(scenario, today=today, progression=progression, calendar=calendar).next(line)


def _sequential(line: LineFacts, levels: tuple[Level, ...], start: date, calendar: Calendar) -> NextStep | None:
    """Climb one level; a pre-reminder that can no longer run before the line is overdue is stepped over."""
    stepped_over = False
    for number in range(line.level + 1, len(levels) + 1):
        step = _step(line, levels, number, start, calendar, from_due=stepped_over)
        if not _too_late(step, line):
            return step
        stepped_over = True
    return None


def _contextual(line: LineFacts, levels: tuple[Level, ...], start: date, calendar: Calendar) -> NextStep | None:
    """Go to the most advanced level whose date has come on the first day a run may propose one."""
    numbers = range(line.level + 1, len(levels) + 1)
    reachable = [number for number in numbers if line.reminded_on or levels[number - 1].when is not When.PREVIOUS]
    steps = [
        _step(line, levels, number, start, calendar, from_due=_follows_missed(line, levels, number, start, calendar))
        for number in reachable
    ]
    alive = [step for step in steps if not _too_late(step, line)]
    first = min((step.on for step in alive), default=None)
    return next((step for step in reversed(alive) if step.on == first), None)


def _follows_missed(line: LineFacts, levels: tuple[Level, ...], number: int, start: date, calendar: Calendar) -> bool:
    """Tell whether the level right before was a pre-reminder stepped over."""
    before = number - 1
    if before <= line.level or not levels[before - 1].is_pre_reminder:
        return False
    return _too_late(_step(line, levels, before, start, calendar, from_due=False), line)


def _too_late(step: NextStep, line: LineFacts) -> bool:
    return step.rule.is_pre_reminder and step.on > line.due_on


def _step(
    line: LineFacts, levels: tuple[Level, ...], number: int, start: date, calendar: Calendar, *, from_due: bool
) -> NextStep:
    rule = levels[number - 1]
    anchor, anchored_on = _anchor(line, rule, from_due=from_due)
    comes_on = anchored_on + timedelta(days=rule.days)
    return NextStep(number, rule, anchor, anchored_on, comes_on, calendar.running_day(max(comes_on, start)))


def _anchor(line: LineFacts, rule: Level, *, from_due: bool) -> tuple[Anchor, date]:
    """Give the day a level counts from; without a reminder behind it `previous` counts from the due date."""
    if rule.when is When.END_OF_MONTH:
        return Anchor.END_OF_MONTH, end_of_month(line.due_on)
    if rule.when is When.PREVIOUS and line.reminded_on and not from_due:
        return Anchor.PREVIOUS, line.reminded_on
    return Anchor.DUE, line.due_on


class _Line(Protocol):
    @property
    def due_on(self) -> date: ...
    @property
    def level(self) -> int: ...
    @property
    def reminded_on(self) -> date | None: ...
    @property
    def scenario(self) -> str: ...


class _Debtor(Protocol):
    @property
    def scenario(self) -> str: ...
    @property
    def profile(self) -> str: ...


def counted(line: _Line, debtor: _Debtor, *, today: date, policy: Policy) -> int | None:
    """Give the level a call that counts as the reminder brings a line to; None when no level has come for it.

    People call on closed days too: dates are compared as they stand.
    """
    scenario = policy.scenario(invoice=line.scenario, debtor=debtor.scenario, profile=debtor.profile)
    if scenario is None:
        return None
    every_day = Calendar(policy.reminders.holidays, closed_days=False)
    ladder = Ladder(scenario, today=today, progression=policy.reminders.progression, calendar=every_day)
    step = ladder.due(LineFacts(line.due_on, line.level, line.reminded_on))
    return step.number if step else None
