from dataclasses import replace
from datetime import date

import pytest

from domain.calendar import Calendar
from domain.calls import Result
from domain.cards import CallRow, Card, CreditRow, PromiseRow
from domain.debtors import Debtor
from domain.debts import DueLine
from domain.disputes import DisputeRow
from domain.disputes import State as Dispute
from domain.money import Money
from domain.plan_schedule import Instalment
from domain.plan_views import PlanRow
from domain.plan_views import State as Plan
from domain.policy import Role
from domain.promises import State
from sandbox.habits import AGREED, HABITS, SORRY, Character, credit_notes, draw, keeps, paid_on, payments
from sandbox.portfolio import characters, scenes
from sandbox.sales import sales
from sandbox.scenes import Told, scene, stage

CALENDAR = Calendar()
MONDAY, TUESDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 27)
LINE = DueLine(1, 1, "FA-1", date(2026, 9, 1), date(2026, 10, 1), 100_00, 100_00, "EUR")
SAID = CallRow(FRIDAY, "UNADIA", "phone", Result.AWAITING_APPROVAL, "", "")


def promise(on: date, level: int = 1, state: State = State.OPEN) -> PromiseRow:
    return PromiseRow(7, Money(100_00, "EUR"), on, on, state, MONDAY, "UNADIA", 0, level)


def card(*promises: PromiseRow, calls: tuple[CallRow, ...] = (), code: str = "C1") -> Card:
    line = replace(LINE, promise_id=7 if any(one.state is State.OPEN for one in promises) else None)
    return Card(Debtor(1, code, "Client", 1), (), (line,), promises, calls, ())


def paid(one: Card, character: Character, on: date) -> int:
    return sum(payment.cents for payment in payments(one, character, on, CALENDAR))


def _codes() -> list[str]:
    return [f"C{number}" for number in range(1000)]


def code_that(character: Character, *, kept: bool, on: date = MONDAY) -> str:
    """Give the code of a debtor who keeps, or breaks, a first promise for a day."""
    return next(code for code in _codes() if kept is keeps(code, promise(on), HABITS[character]))


@pytest.mark.parametrize(
    ("character", "on", "cents"),
    [
        (Character.BON_PAYEUR, MONDAY, 100_00),
        (Character.BON_PAYEUR, TUESDAY, 0),
        (Character.ETOURDI, MONDAY, 0),
        (Character.ETOURDI, date(2026, 11, 25), 100_00),
        (Character.EN_DIFFICULTE, MONDAY, 40_00),
    ],
)
def test_who_keeps_a_promise_pays_it_once_each_in_their_way(character: Character, on: date, cents: int) -> None:
    code = code_that(character, kept=True)

    assert cents == paid(card(promise(MONDAY), code=code), character, on)


@pytest.mark.parametrize("character", list(Character))
def test_who_breaks_a_promise_pays_nothing_of_it(character: Character) -> None:
    code = code_that(character, kept=False)
    days = [date(2026, 11, 23 + gap) for gap in range(5)]

    assert 0 == sum(paid(card(promise(MONDAY), code=code), character, day) for day in days)


def test_a_promise_for_a_sunday_is_paid_on_monday() -> None:
    code = code_that(Character.BON_PAYEUR, kept=True, on=date(2026, 11, 22))

    assert 100_00 == paid(card(promise(date(2026, 11, 22)), code=code), Character.BON_PAYEUR, MONDAY)


def test_the_unwilling_nearly_never_keep_a_first_promise_and_often_a_third() -> None:
    habit = HABITS[Character.RECALCITRANT]
    first, third = (sum(keeps(f"C{n}", promise(MONDAY, level), habit) for n in range(200)) for level in (1, 3))

    assert (True, True) == (first < 30, 80 < third < 140)


@pytest.mark.parametrize(
    ("character", "on", "cents"),
    [
        (Character.BON_PAYEUR, date(2026, 12, 2), 100_00),
        (Character.BON_PAYEUR, date(2026, 12, 3), 0),
        (Character.RECALCITRANT, date(2026, 12, 2), 0),
    ],
)
def test_a_call_gets_some_paid_some_working_days_later(character: Character, on: date, cents: int) -> None:
    assert cents == paid(card(calls=(SAID,)), character, on)


def test_money_not_yet_allocated_is_not_paid_again() -> None:
    spare = CreditRow("payment", "VIR", MONDAY, Money(30_00, "EUR"))

    assert 70_00 == paid(replace(card(calls=(SAID,)), credits=(spare,)), Character.BON_PAYEUR, date(2026, 12, 2))


@pytest.mark.parametrize(("drawn", "on"), [(-1, MONDAY), (0, date(2026, 12, 1)), (SORRY, None)])
def test_instalments_are_paid_in_time_too_late_or_never(drawn: int, on: date | None) -> None:
    habit = HABITS[Character.EN_DIFFICULTE]
    due = Instalment(1, MONDAY, 100_00)
    code = next(code for code in _codes() if drawn == draw(code, "instalment", MONDAY) - habit.keeps - AGREED)

    assert on == paid_on(code, due, habit, CALENDAR)


def test_an_instalment_is_paid_once_on_the_lines_of_its_plan() -> None:
    parts = (Instalment(1, MONDAY, 50_00), Instalment(2, date(2026, 12, 23), 50_00))
    total = Money(100_00, "EUR")
    plan = PlanRow(
        3, 1, Plan.ACTIVE, total, parts, MONDAY, "UNADIA", FRIDAY, Role.APPROVER, acceleration=False, version=2
    )
    code = next(code for code in _codes() if draw(code, "instalment", MONDAY) < HABITS[Character.BON_PAYEUR].keeps)
    one = replace(card(code=code), lines=(replace(LINE, plan_id=3),), plans=(plan,))

    assert [50_00, 0] == [paid(one, Character.BON_PAYEUR, day) for day in (MONDAY, TUESDAY)]


def test_whoever_is_insolvent_pays_nothing() -> None:
    one = card(calls=(SAID,))
    insolvent = replace(one, debtor=replace(one.debtor, insolvent_on=MONDAY))

    assert [] == payments(insolvent, Character.BON_PAYEUR, date(2026, 12, 2), CALENDAR)


def test_accounting_credits_a_founded_dispute_once() -> None:
    row = DisputeRow(5, 1, Dispute.FOUNDED, "price", Money(17_40, "EUR"), MONDAY, "UNADIA", closed_on=MONDAY)
    one = replace(card(), disputes=(row,))
    days = [date(2026, 11, 23 + gap) for gap in range(7)]

    assert [("AV-9005", 17_40, date(2026, 11, 26))] == [
        (note.number, note.cents, day) for day in days for note in credit_notes(one, day, CALENDAR)
    ]


def test_a_draw_is_always_the_same() -> None:
    assert [draw("A", 1), draw("A", 2)] == [draw("A", 1), draw("A", 2)]
    assert 60 < len({draw("A", number) for number in range(200)})


def test_every_client_has_a_character_and_every_character_clients() -> None:
    assert set(Character) == set(characters().values())


@pytest.mark.parametrize(
    ("now", "told"),
    [("none", ()), ("kept", (promise(MONDAY, state=State.KEPT),)), ("broken", (promise(MONDAY, state=State.BROKEN),))],
)
def test_of_each_client_there_is_something_to_hear(now: str, told: tuple[PromiseRow, ...]) -> None:
    cards = {code: card(*told, code=code) for code in characters()}

    assert {now} == {stage(one, TUESDAY) for one in cards.values()}
    assert [] == [
        code for code, one in cards.items() if scene(scenes(), one, characters()[code], TUESDAY, Told()) is None
    ]


def test_a_call_of_long_ago_is_forgotten_unless_it_stays_true() -> None:
    calls = [replace(SAID, result=result, on=date(2026, 9, 1)) for result in (Result.VOICEMAIL, Result.DISPUTE)]

    assert ["none", "dispute"] == [stage(card(calls=(one,)), MONDAY) for one in calls]


def test_the_same_words_are_never_written_twice_of_a_debtor() -> None:
    told = Told()
    said = [told.fresh(["un", "deux"], "C1", MONDAY) for _ in range(3)]

    assert ({"un", "deux"}, "") == (set(said[:2]), said[2])


def test_sales_of_a_day_are_the_same_when_asked_later() -> None:
    documents = [
        {"code": f"C{n}", "numero": f"FA-{n}", "montant": "250.00", "devise": "EUR", "type": "Facture"}
        for n in range(9)
    ]
    early, late = (sales(documents, MONDAY, until) for until in (date(2026, 12, 14), date(2027, 1, 11)))

    assert early == late[: len(early)]
    assert len(early) < len(late)
    assert len(late) == len({one.number for one in late})
    assert {True} == {MONDAY < one.issued < one.due for one in late}
