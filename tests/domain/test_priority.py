"""Who to call first: a broken promise leads, what is promised or snoozed waits, equals stand by name."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.concerns import Concerns, Missed, Secured
from domain.money import Money, totals
from domain.overdue import DebtorRow, Filters, keeps, ordered, page
from domain.priority import PromiseFact, Reason, Standing, Weights, points, reasons
from tests.storage.books import day

TODAY = day(0)
PLAIN = Standing((Money(100_000, "EUR"),), day(-30), last_contact_on=day(-5))
MISSED = Missed(2, 4, Money(25_000, "EUR"), day(-4))
PROMISE = PromiseFact(Money(50_000, "EUR"), day(2))


def weigh(standing: Standing) -> int:
    return points(standing, TODAY, Weights())


LAST_DAY = Concerns(insolvent_on=date(2026, 9, 2))
STANDINGS = {
    "broken": replace(PLAIN, broken=PROMISE),
    "missed": replace(PLAIN, frozen=True, concerns=Concerns(plan="active", missed=MISSED)),
    "last day to declare": replace(PLAIN, concerns=LAST_DAY),
    "call due": replace(PLAIN, next_call_on=TODAY),
    "promise due": replace(PLAIN, promise=replace(PROMISE, on=TODAY)),
    "over the limit": replace(PLAIN, concerns=Concerns(limit=Money(50_000, "EUR"))),
    "disputed": replace(PLAIN, disputed=(Money(10_000, "EUR"),)),
    "plain": PLAIN,
    "payment sent": replace(PLAIN, concerns=Concerns(payment_sent_on=day(-1), payment_sent_until=day(6))),
    "frozen": replace(PLAIN, promise=PROMISE, frozen=True),
    "declared": replace(PLAIN, concerns=replace(LAST_DAY, declared_on=day(-9))),
    "snoozed": replace(PLAIN, snoozed_until=day(1)),
    "not to be contacted": replace(PLAIN, concerns=Concerns(no_contact_since=day(-9))),
}


def test_situations_stand_in_this_order() -> None:
    assert list(STANDINGS) == sorted(STANDINGS, key=lambda name: -weigh(STANDINGS[name]))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        (replace(PLAIN, oldest_due=day(-31)), replace(PLAIN, oldest_due=day(-3))),
        (replace(PLAIN, overdue=(Money(1_000_000, "EUR"),)), PLAIN),
        (replace(PLAIN, last_contact_on=None), PLAIN),
        (replace(PLAIN, last_contact_on=day(-50)), PLAIN),
    ],
    ids=["later", "larger", "never contacted", "silent"],
)
def test_what_weighs_more(more: Standing, less: Standing) -> None:
    assert weigh(more) > weigh(less)


def test_a_broken_promise_leads_the_largest_debt() -> None:
    huge = Standing((Money(10**12, "EUR"),), day(-400), next_call_on=TODAY)
    small = Standing((Money(100, "EUR"),), day(-1), last_contact_on=TODAY, broken=PROMISE)

    assert weigh(small) > weigh(huge)


def test_a_snooze_holds_until_the_day_before_its_end() -> None:
    assert weigh(replace(PLAIN, snoozed_until=TODAY)) == weigh(PLAIN)


def test_reasons_come_strongest_first() -> None:
    standing = replace(
        PLAIN,
        broken=replace(PROMISE, received=100),
        next_call_on=day(-1),
        promise=PROMISE,
        spare=(Money(7, "EUR"),),
        last_contact_on=day(-14),
    )

    assert [
        Reason.PROMISE_PARTLY_KEPT,
        Reason.CALL_DUE,
        Reason.PROMISE_OPEN,
        Reason.CREDIT_TO_PLACE,
        Reason.SILENT,
    ] == [told.reason for told in reasons(standing, TODAY)]
    assert Reason.NEVER_CONTACTED is reasons(replace(PLAIN, last_contact_on=None), TODAY)[-1].reason


def told(standing: Standing) -> list[Reason]:
    return [one.reason for one in reasons(standing, TODAY)]


def test_nobody_is_called_who_must_not_be() -> None:
    banned = replace(PLAIN, last_contact_on=None, next_call_on=TODAY, concerns=Concerns(no_contact_since=day(-9)))
    insolvent = replace(banned, concerns=Concerns(insolvent_on=day(-9)))
    over = replace(banned, concerns=Concerns(no_contact_since=day(-9), no_contact_until=TODAY))

    assert [Reason.NO_CONTACT] == told(banned)
    assert [Reason.DECLARATION] == told(insolvent)
    assert [Reason.CALL_DUE, Reason.NEVER_CONTACTED] == told(over)


def test_an_insolvency_counts_down_the_declaration_then_the_goods() -> None:
    concerns = Concerns(insolvent_on=date(2026, 9, 2), reserved=True)
    last, passed = (
        replace(PLAIN, concerns=concerns),
        replace(PLAIN, concerns=replace(concerns, insolvent_on=day(-90))),
    )

    assert [(Reason.DECLARATION, 0), (Reason.RECLAIM, 30)] == [(one.reason, one.days) for one in reasons(last, TODAY)]
    assert [Reason.DECLARATION_MISSED, Reason.RECLAIM] == told(passed)
    assert [Reason.RECLAIM, Reason.INSOLVENT] == told(replace(PLAIN, concerns=replace(concerns, declared_on=day(-9))))


def test_a_declaration_weighs_more_as_its_last_day_comes_nearer() -> None:
    weights = [weigh(replace(PLAIN, concerns=Concerns(insolvent_on=day(-ago)))) for ago in (0, 20, 40, 60, 61)]

    assert sorted(weights) == weights
    assert 5 == len({*weights})


def test_each_concern_is_told() -> None:
    standing = replace(
        PLAIN,
        disputed=(Money(120_000, "EUR"),),
        concerns=Concerns(
            plan="in_default",
            missed=MISSED,
            limit=Money(300_000, "EUR"),
            guarantees=(Secured(Money(1, "EUR"), day(30)), Secured(Money(2, "EUR"), day(31))),
            payment_sent_on=day(-1),
            payment_sent_until=day(1),
        ),
    )

    assert [
        Reason.INSTALMENT_MISSED,
        Reason.PLAN_IN_DEFAULT,
        Reason.DISPUTED,
        Reason.PAYMENT_SENT,
        Reason.OVER_LIMIT,
        Reason.GUARANTEE_ENDING,
    ] == told(standing)


@pytest.mark.parametrize("ends", [-1, 31])
def test_a_guarantee_that_ended_or_ends_later_weighs_nothing(ends: int) -> None:
    secured = Concerns(guarantees=(Secured(Money(1, "EUR"), day(ends)),))

    assert weigh(PLAIN) == weigh(replace(PLAIN, concerns=secured))


def test_the_policy_s_weights_decide() -> None:
    limit, huge = replace(PLAIN, concerns=Concerns(limit=Money(1, "EUR"))), replace(PLAIN, broken=PROMISE)

    assert points(limit, TODAY, Weights(over_limit=2_000)) > points(huge, TODAY, Weights(over_limit=2_000))


def row(number: int, standing: Standing = PLAIN, **facts: str) -> DebtorRow:
    return DebtorRow(number, f"C{number}", facts.get("name", "Même nom"), facts.get("owner", ""), "", 1, standing)


@given(st.permutations(range(6)))
def test_equals_never_waver(numbers: list[int]) -> None:
    assert list(range(6)) == [one.id for one in ordered(map(row, numbers), TODAY, Weights())]


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (Filters(), True),
        (Filters(late_over=29), True),
        (Filters(late_over=30), False),
        (Filters(above=99_999), True),
        (Filters(above=100_000), False),
        (Filters(currency="USD"), False),
        (Filters(owner="UBOB"), False),
        (Filters(profile="nouveau"), False),
    ],
)
def test_filters_keep_what_they_say(filters: Filters, *, kept: bool) -> None:
    assert kept is keeps(filters, row(1), TODAY)


@given(st.integers(0, 30), st.integers(-5, 40), st.integers(1, 12))
def test_pages_hold_every_row_once(count: int, number: int, size: int) -> None:
    rows = [row(one) for one in range(count)]
    first = page(rows, 1, size)
    everything = [one for at in range(1, first.of + 1) for one in page(rows, at, size).rows]

    assert (rows, count) == (everything, first.total)
    assert 1 <= page(rows, number, size).number <= first.of


def test_two_currencies_are_never_added() -> None:
    some = [Money(1, "USD"), Money(2, "EUR"), Money(3, "USD"), Money(4, "CHF")]

    assert (Money(2, "EUR"), Money(4, "CHF"), Money(4, "USD")) == totals(some)
