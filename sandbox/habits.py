"""How made-up debtors pay: pure rules, drawn from who they are and from dates, so the same at every run."""

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.calendar import Calendar
from domain.calls import Result
from domain.cards import Card, PromiseRow
from domain.debts import DueLine
from domain.disputes import State as Dispute
from domain.plan_schedule import Instalment
from domain.plan_views import State as Plan
from domain.promises import State

PRESSED = 25
"""How much likelier, out of a hundred, a promise is kept for each one before it that was not."""
AGREED = 10
"""How much likelier, out of a hundred, an instalment is paid than a promise is kept: its amount was agreed upon."""
SORRY = 15
"""How many instalments out of a hundred are paid after all, `LATE` working days after their date."""
LATE = 6
FIRST_CREDIT = 9000
CREDITED = 3
"""Working days in which accounting writes the credit note of a founded dispute."""
HEARD = frozenset({Result.CALL_BACK, Result.NOT_RECEIVED, Result.AWAITING_APPROVAL, Result.PAYMENT_SENT})
"""Calls after which a debtor may pay without having promised."""


class Character(StrEnum):
    """What a debtor is like, by the names of the policy's profiles."""

    BON_PAYEUR = "bon_payeur"
    ETOURDI = "etourdi"
    NOUVEAU = "nouveau"
    GRAND_COMPTE = "grand_compte"
    EN_DIFFICULTE = "en_difficulte"
    RECALCITRANT = "recalcitrant"
    ADMINISTRATION = "administration"
    PARTICULIER = "particulier"


@dataclass(frozen=True, slots=True)
class Habit:
    """How a character pays, in working days: after the day promised, after a call, after a due date; None is never.

    `keeps` is how many promises out of a hundred are kept, `share` the percentage paid of one that is.
    """

    keeps: int
    late: int = 0
    share: int = 100
    asked: int | None = None
    alone: int | None = None


HABITS: Mapping[Character, Habit] = {
    Character.BON_PAYEUR: Habit(keeps=95, asked=3, alone=2),
    Character.ETOURDI: Habit(keeps=90, late=2, asked=2),
    Character.NOUVEAU: Habit(keeps=75, late=1, asked=5),
    Character.GRAND_COMPTE: Habit(keeps=85, late=1, asked=8, alone=9),
    Character.EN_DIFFICULTE: Habit(keeps=65, share=40),
    Character.RECALCITRANT: Habit(keeps=5),
    Character.ADMINISTRATION: Habit(keeps=80, late=1, asked=9, alone=18),
    Character.PARTICULIER: Habit(keeps=70, late=1, asked=6),
}


class CreditNote(NamedTuple):
    """A credit note that accounting writes (cents above zero)."""

    code: str
    name: str
    siren: str
    number: str
    cents: int
    currency: str
    on: date


class Payment(NamedTuple):
    """Money that comes for an invoice (cents)."""

    code: str
    number: str
    cents: int
    currency: str
    on: date


def draw(*about: object) -> int:
    """Draw a number from 0 to 99, always the same about the same things."""
    return zlib.crc32("|".join(map(str, about)).encode()) % 100


def payments(card: Card, character: Character, on: date, calendar: Calendar) -> list[Payment]:
    """Give what a debtor pays on a working day: promises, instalments, what a call asked for, what has just fallen due.

    Whoever is insolvent pays nothing: the law forbids it.
    """
    code, habit = card.debtor.code, HABITS[character]
    if card.debtor.insolvent_on:
        return []
    free = [line for line in card.lines if not line.is_frozen and line.is_overdue(on)]
    paid = Counter[DueLine]()
    for row in card.promises:
        if row.state is State.OPEN and keeps(code, row, habit) and kept_on(row, habit, calendar) == on:
            lines = [line for line in card.lines if line.promise_id == row.id]
            paid.update(_filled(lines, row.amount.cents * habit.share // 100))
    paid.update(_instalments(card, habit, on, calendar))
    if _was_asked(card, habit, on, calendar):
        paid.update(_filled(free, sum(line.undisputed for line in free) - sum(spare.cents for spare in card.spare())))
    else:
        paid.update({line: line.undisputed for line in free if _falls(line.due_on, habit.alone, on, calendar)})
    return _by_invoice(code, paid, on)


def credit_notes(card: Card, on: date, calendar: Calendar) -> list[CreditNote]:
    """Give the credit notes that accounting writes of a debtor on a working day, for what was rightly contested."""
    who = card.debtor
    return [
        CreditNote(
            who.code, who.name, who.siren, f"AV-{FIRST_CREDIT + row.id}", row.amount.cents, row.amount.currency, on
        )
        for row in card.disputes
        if row.state is Dispute.FOUNDED and row.closed_on and _falls(row.closed_on, CREDITED, on, calendar)
    ]


def paid_on(code: str, part: Instalment, habit: Habit, calendar: Calendar) -> date | None:
    """Give the working day on which the money of an instalment leaves; None when it never does."""
    if part.due_on is None:
        return None
    drawn = draw(code, "instalment", part.due_on) - habit.keeps - AGREED
    if drawn < SORRY:
        return calendar.add_working_days(part.due_on, min(habit.late, 2) if drawn < 0 else LATE)
    return None


def keeps(code: str, promise: PromiseRow, habit: Habit) -> bool:
    """Say whether a debtor keeps a promise: the harder they were pressed, the likelier."""
    return draw(code, "keeps", promise.on) < habit.keeps + PRESSED * (promise.level - 1)


def kept_on(promise: PromiseRow, habit: Habit, calendar: Calendar) -> date:
    """Give the working day on which the money of a promise leaves, if it does."""
    return calendar.add_working_days(calendar.next_working_day(promise.on), habit.late)


def _instalments(card: Card, habit: Habit, on: date, calendar: Calendar) -> Counter[DueLine]:
    paid = Counter[DueLine]()
    for plan in card.plans:
        if plan.state in {Plan.ACTIVE, Plan.IN_DEFAULT}:
            due = sum(one.left for one in plan.instalments if paid_on(card.debtor.code, one, habit, calendar) == on)
            paid.update(_filled([line for line in card.lines if line.plan_id == plan.id], due))
    return paid


def _was_asked(card: Card, habit: Habit, on: date, calendar: Calendar) -> bool:
    last = next(iter(card.calls), None)
    return last is not None and last.result in HEARD and _falls(last.on, habit.asked, on, calendar)


def _falls(since: date, count: int | None, on: date, calendar: Calendar) -> bool:
    return count is not None and calendar.add_working_days(since, count) == on


def _filled(lines: Iterable[DueLine], cents: int) -> dict[DueLine, int]:
    """Spread a sum over lines, in their order."""
    shares = {}
    for line in lines:
        if taken := min(line.left, max(cents, 0)):
            shares[line] = taken
            cents -= taken
    return shares


def _by_invoice(code: str, paid: Mapping[DueLine, int], on: date) -> list[Payment]:
    sums = Counter[tuple[str, str]]()
    for line, cents in paid.items():
        sums[line.number, line.currency] += cents
    return [Payment(code, number, cents, currency, on) for (number, currency), cents in sums.items()]
