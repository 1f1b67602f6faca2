"""Why a debtor is reminded or not: the level each line reached, what holds it, and what comes next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from domain.cards import Card
from domain.concerns import NOTHING, Concerns
from domain.debtors import Debtor
from domain.debts import DueLine
from domain.freezes import (
    Freeze,
    Hold,
    by_ban,
    by_disputes,
    by_insolvency,
    by_payment_sent,
    by_plan,
    by_promise,
    by_snooze,
)
from domain.money import Money, totals
from domain.policy import Policy, Scenario
from domain.priority import is_snoozed
from domain.reminders import Ladder, LineFacts, NextStep
from domain.search import normal_code


@dataclass(frozen=True, slots=True)
class LineTrace:
    """A due line explained; `level` names the level reached, "" for none; `next` is what comes, held or not."""

    line: DueLine
    late: int
    level: str
    freezes: tuple[Freeze, ...]
    next: NextStep | None

    @property
    def ends(self) -> bool:
        """Tell whether every freeze ends by itself, so that the date of what comes next is known."""
        return all(freeze.until for freeze in self.freezes if freeze.whole)

    @property
    def is_frozen(self) -> bool:
        """Tell whether something holds all of the line today."""
        return any(freeze.whole for freeze in self.freezes)

    def is_due(self, today: date) -> bool:
        """Tell whether a run on that day proposes the next step: never for a line that is frozen."""
        return not self.is_frozen and self.next is not None and self.next.is_due(today)


@dataclass(frozen=True, slots=True)
class Trace:
    """A debtor explained; `invoice` is the one asked about, "" for all; `rested_on` ends the minimum interval."""

    debtor: Debtor
    invoice: str
    lines: tuple[LineTrace, ...]
    spare: tuple[Money, ...]
    rested_on: date | None
    concerns: Concerns = NOTHING

    def next(self) -> LineTrace | None:
        """Give the line whose next step comes first; None when none has one whose date is known."""
        known = [line for line in self.lines if line.next and line.ends]
        return min(known, key=lambda line: (line.next.on if line.next else date.max, -line.late), default=None)


def trace(card: Card, today: date, policy: Policy, invoice: str = "") -> Trace:
    """Explain a debtor's open lines, or those of one invoice, from today's facts."""
    covered = _covered(card, today)
    rested = _rested_on(card.lines, policy)
    case = _Case(
        card,
        today,
        policy,
        not_before=rested if rested and rested > today else None,
        covered=covered,
        small=_too_small(card, covered, today, policy),
    )
    asked = normal_code(invoice)
    lines = tuple(case.line(line) for line in card.lines if not asked or normal_code(line.number) == asked)
    return Trace(card.debtor, invoice, lines, card.spare(), case.not_before, card.concerns)


@dataclass
class _Case:
    """What the lines of one debtor share: their other lines, their money, and the ladders they climb."""

    card: Card
    today: date
    policy: Policy
    not_before: date | None
    covered: frozenset[int]
    small: frozenset[str]
    ladders: dict[str, Ladder] = field(default_factory=dict)

    def line(self, line: DueLine) -> LineTrace:
        """Explain a line."""
        debtor = self.card.debtor
        scenario = self.policy.scenario(invoice=line.scenario, debtor=debtor.scenario, profile=debtor.profile)
        freezes = tuple(self._freezes(line, scenario))
        step = self._step(line, scenario, freezes) if scenario else None
        level = scenario.levels[line.level - 1].name if scenario and 0 < line.level <= len(scenario.levels) else ""
        return LineTrace(line, line.days_late(self.today), level, freezes, step)

    def _step(self, line: DueLine, scenario: Scenario, freezes: Sequence[Freeze]) -> NextStep | None:
        """Give what comes next once every freeze whose end is known has ended; None before the last reminder's day."""
        if line.reminded_on and self.today < line.reminded_on:
            return None
        frozen_until = max((freeze.until for freeze in freezes if freeze.until and freeze.whole), default=None)
        facts = LineFacts(line.due_on, line.level, line.reminded_on, frozen_until)
        return self._ladder(scenario).next(facts, self.not_before)

    def _ladder(self, scenario: Scenario) -> Ladder:
        rules = self.policy.reminders
        if scenario.name not in self.ladders:
            self.ladders[scenario.name] = Ladder(
                scenario, today=self.today, progression=rules.progression, calendar=rules.calendar
            )
        return self.ladders[scenario.name]

    def _freezes(self, line: DueLine, scenario: Scenario | None) -> Iterable[Freeze]:
        """Give what holds a line, the surest first: the law, the debtor, the line, then its amount."""
        debtor = self.card.debtor
        if debtor.insolvent_on:
            yield by_insolvency(debtor)
        if debtor.may_not_be_contacted(self.today):
            yield by_ban(debtor)
        if scenario is None:
            yield Freeze(Hold.NO_SCENARIO, reason=line.scenario or debtor.scenario)
        if line.plan_id is not None:
            yield by_plan(line, self.card.plans)
        if line.promise_id is not None:
            yield by_promise(line, self.card.promises)
        yield from by_disputes(line, self.card.disputes)
        if debtor.payment_sent_until and self.today < debtor.payment_sent_until:
            yield by_payment_sent(debtor)
        if is_snoozed(debtor.snoozed_until, self.today):
            yield by_snooze(debtor)
        if line.undisputed:
            yield from self._too_little(line)

    def _too_little(self, line: DueLine) -> Iterable[Freeze]:
        """Give what holds a line for its amount; a contested part is not reminded and does not count."""
        rules, currency = self.policy.reminders, line.currency
        if line.id in self.covered:
            yield Freeze(Hold.CREDIT, Money(line.undisputed, currency))
        elif rules.is_tolerated(line.undisputed, currency):
            yield Freeze(Hold.TOLERANCE, Money(rules.tolerance.get(currency, 0), currency))
        elif currency in self.small and line.is_overdue(self.today) and not line.is_frozen:
            yield Freeze(Hold.MINIMUM, Money(rules.minimum.get(currency, 0), currency))


def _rested_on(lines: Iterable[DueLine], policy: Policy) -> date | None:
    """Give the first day on which the minimum interval lets the debtor be reminded again."""
    last = max((line.reminded_on for line in lines if line.reminded_on), default=None)
    return last + timedelta(days=policy.reminders.min_contact_days) if last else None


def _covered(card: Card, today: date) -> frozenset[int]:
    """Set the money to allocate against the overdue lines, oldest first; give the lines wholly covered (RULES §3).

    What is frozen is not reminded: it takes none of that money, which would else be missing where it spares a reminder.
    """
    spare = {amount.currency: amount.cents for amount in card.spare()}
    covered = set()
    for line in sorted(card.lines, key=lambda line: (line.due_on, line.id)) if spare else ():
        if line.is_overdue(today) and not line.is_frozen:
            has = spare.get(line.currency, 0)
            if has >= line.undisputed:
                covered.add(line.id)
            spare[line.currency] = max(0, has - line.undisputed)
    return frozenset(covered)


def _too_small(card: Card, covered: frozenset[int], today: date, policy: Policy) -> frozenset[str]:
    """Give the currencies in which a message would be under the minimum (RULES §3)."""
    late = totals(
        Money(line.undisputed, line.currency)
        for line in card.lines
        if line.is_overdue(today) and line.id not in covered and not line.is_frozen
    )
    return frozenset(one.currency for one in late if not policy.reminders.is_enough(one.cents, one.currency))
