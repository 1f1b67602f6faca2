"""The rule trace: level, freeze, what comes next and when (RULES §3, §11)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.disputes import DisputeRow, Share, State
from domain.freezes import Freeze, Hold
from domain.policy import Policy
from domain.why import LineTrace, trace
from tests.messages.given import TODAY, card, credit, eur, line, policy, promised

POLICY = policy()
SHORT = {"profile": ""}  # the standard scenario


def one(*lines: object, invoice: str = "", on: Policy = POLICY, **facts: object) -> LineTrace:
    return trace(card(*lines, **SHORT | facts), TODAY, on, invoice).lines[0]  # type: ignore[arg-type]


def holds(traced: LineTrace) -> list[Hold]:
    return [freeze.hold for freeze in traced.freezes]


def test_a_line_without_a_freeze_has_its_next_step() -> None:
    traced = one(line(due_on=date(2026, 11, 22)))

    assert (traced.late, traced.level, traced.freezes) == (1, "", ())
    assert traced.next is not None
    assert ("Relance 1", date(2026, 11, 25)) == (traced.next.name, traced.next.on)
    assert traced.ends


def test_a_line_tells_the_level_it_has_and_counts_from_the_reminder() -> None:
    traced = one(line(level=3, reminded_on=date(2026, 11, 20)))

    assert traced.level == "Appel"
    assert traced.next is not None
    assert ("Relance 2", date(2026, 11, 20)) == (traced.next.name, traced.next.anchored_on)


def test_the_interval_since_a_reminder_beats_the_scenario() -> None:
    lines = (line(due_on=date(2026, 11, 1)), line("F2", id=2, level=1, reminded_on=date(2026, 11, 22)))
    traced = trace(card(*lines, **SHORT), TODAY, POLICY)

    assert traced.rested_on == date(2026, 11, 27)
    assert traced.lines[0].next is not None
    assert traced.lines[0].next.on == date(2026, 11, 27)


def test_a_promise_freezes_its_line_until_the_day_after_its_last_day() -> None:
    traced = one(line(promise_id=5), promises=(promised(),))

    assert traced.freezes == (
        Freeze(Hold.PROMISE, eur(150_000), date(2026, 11, 27), "UALICE", date(2026, 11, 20), until=date(2026, 12, 2)),
    )
    assert traced.next is not None
    assert traced.next.on == date(2026, 12, 2)


def test_a_promise_that_is_not_on_the_card_still_freezes() -> None:
    traced = one(line(promise_id=99))

    assert holds(traced) == [Hold.PROMISE]
    assert not traced.ends


def test_a_snooze_holds_until_its_end_and_no_longer() -> None:
    until = date(2026, 12, 1)
    traced = one(line(), snoozed_until=until, snooze_reason="Congés", snoozed_by="UBOB")

    assert traced.freezes == (Freeze(Hold.SNOOZE, by="UBOB", reason="Congés", until=until),)
    assert holds(one(line(), snoozed_until=TODAY)) == []


def test_money_to_allocate_covers_the_oldest_lines_first() -> None:
    lines = (line(left=30_000), line("F2", date(2026, 10, 20), 30_000, id=2), line("F3", date(2027, 1, 1), 100, id=3))
    traced = trace(card(*lines, credits=(credit(),), **SHORT), TODAY, POLICY)

    assert [holds(each) for each in traced.lines] == [[Hold.CREDIT], [], []]
    assert traced.spare == (eur(36_000),)


def test_a_line_at_the_tolerance_is_never_reminded_and_one_under_the_minimum_waits() -> None:
    assert holds(one(line(left=10))) == [Hold.TOLERANCE]
    assert holds(one(line(left=1_499))) == [Hold.MINIMUM]
    assert holds(one(line(left=1_500))) == []


def test_a_scenario_the_policy_no_longer_knows_waits_for_a_person() -> None:
    traced = one(line(scenario="disparu"))

    assert traced.freezes == (Freeze(Hold.NO_SCENARIO, reason="disparu"),)
    assert traced.next is None


def test_the_end_of_the_scenario_has_no_next_step() -> None:
    traced = one(line(level=6, reminded_on=date(2026, 11, 1)))

    assert (traced.level, traced.next) == ("Contentieux", None)


def test_a_day_before_the_last_reminder_tells_no_next_step() -> None:
    assert one(line(level=1, reminded_on=date(2026, 11, 30))).next is None


def test_an_invoice_is_found_as_people_type_it() -> None:
    lines = (line(), line("F2026-0150", id=2))
    traced = trace(card(*lines), TODAY, POLICY, " f2026-0150 ")

    assert [2] == [each.line.id for each in traced.lines]
    assert trace(card(*lines), TODAY, POLICY, "F9").lines == ()


def test_the_first_step_of_all_is_the_soonest_whose_date_is_known() -> None:
    lines = (line(promise_id=99), line("F2", date(2026, 11, 22), id=2), line("F3", date(2026, 11, 21), id=3))
    first = trace(card(*lines, **SHORT), TODAY, POLICY).next()

    assert first is not None
    assert first.line.number == "F3"


def test_a_policy_without_a_minimum_holds_nothing_back() -> None:
    free = replace(POLICY, reminders=replace(POLICY.reminders, minimum={}, tolerance={}))

    assert holds(one(line(left=1), on=free)) == []


def contested(cents: int, **more: object) -> DisputeRow:
    facts = {"id": 9, "debtor_id": 12, "state": State.OPEN, "reason": "price", "amount": eur(cents)} | more
    return DisputeRow(opened_on=TODAY, opened_by="UALICE", shares=(Share(1, cents),), **facts)  # type: ignore[arg-type]


def test_a_dispute_holds_its_part_and_the_rest_goes_on() -> None:
    traced = one(line(left=50_000, disputed=20_000), disputes=(contested(20_000),))

    assert traced.freezes == (
        Freeze(Hold.DISPUTE, eur(20_000), None, "UALICE", TODAY, "price", state="open", rest=eur(30_000)),
    )
    assert (False, True, True) == (traced.is_frozen, traced.ends, traced.is_due(TODAY))


def test_a_dispute_of_all_that_is_left_holds_the_line_whatever_was_paid_since() -> None:
    traced = one(line(left=15_000, disputed=20_000), disputes=(contested(20_000),))

    assert [(Hold.DISPUTE, eur(15_000), None)] == [(one.hold, one.amount, one.rest) for one in traced.freezes]
    assert (True, False, False) == (traced.is_frozen, traced.ends, traced.is_due(TODAY))


def test_a_founded_dispute_is_told_with_who_closed_it() -> None:
    row = contested(50_000, state=State.FOUNDED, closed_on=date(2026, 11, 20), closed_by="UBOB")
    (freeze,) = one(line(left=50_000, disputed=50_000), disputes=(row,)).freezes

    assert ("founded", "UBOB", date(2026, 11, 20)) == (freeze.state, freeze.by, freeze.given_on)


def test_a_dispute_that_is_over_holds_nothing_and_one_not_on_the_card_still_does() -> None:
    over = contested(50_000, state=State.SETTLED)

    assert holds(one(line(), disputes=(over,))) == []
    assert holds(one(line(disputed=1))) == [Hold.DISPUTE]


def test_money_to_allocate_goes_to_what_is_reminded_and_to_nothing_else() -> None:
    frozen = line(left=36_000, promise_id=99)
    partly = line("F2", date(2026, 10, 20), 46_000, id=2, disputed=10_000)
    traced = trace(card(frozen, partly, credits=(credit(),), **SHORT), TODAY, POLICY)

    assert [[Hold.PROMISE], [Hold.DISPUTE, Hold.CREDIT]] == [holds(each) for each in traced.lines]


def test_the_minimum_and_the_tolerance_are_measured_on_what_is_not_contested() -> None:
    assert [Hold.DISPUTE, Hold.MINIMUM] == holds(one(line(left=50_000, disputed=48_501)))
    assert [Hold.DISPUTE] == holds(one(line(left=50_000, disputed=48_500)))
    assert [Hold.DISPUTE, Hold.TOLERANCE] == holds(one(line(left=50_000, disputed=49_990)))
    frozen = (line("F2", id=2, promise_id=99), line(left=1_499))
    assert [Hold.MINIMUM] == holds(trace(card(*frozen, **SHORT), TODAY, POLICY).lines[1])


def test_the_law_comes_first_then_the_debtor_then_the_line() -> None:
    traced = one(
        line(promise_id=99, plan_id=7, disputed=1),
        insolvent_on=TODAY,
        no_contact_since=TODAY,
        payment_sent_until=date(2026, 11, 30),
        snoozed_until=date(2026, 12, 1),
    )

    assert [
        *(Hold.INSOLVENCY, Hold.NO_CONTACT, Hold.PLAN, Hold.PROMISE),
        *(Hold.DISPUTE, Hold.PAYMENT_SENT, Hold.SNOOZE),
    ] == holds(traced)


def test_holds_of_the_debtor_end_on_their_day() -> None:
    assert holds(one(line(), no_contact_since=TODAY, no_contact_until=TODAY)) == []
    assert holds(one(line(), payment_sent_on=TODAY, payment_sent_until=TODAY)) == []
    tomorrow = date(2026, 11, 24)
    traced = one(line(), payment_sent_on=TODAY, payment_sent_until=tomorrow)
    assert traced.next is not None
    assert traced.next.on == tomorrow


DAY = st.none() | st.dates(TODAY, date(2027, 2, 1))


@given(
    promise_id=st.none() | st.just(5),
    plan_id=st.none() | st.just(7),
    left=st.integers(1, 3_000),
    disputed=st.integers(0, 4_000),
    level=st.integers(0, 6),
    snoozed_until=DAY,
    payment_sent_until=DAY,
    insolvent_on=st.none() | st.just(TODAY),
    no_contact_since=st.none() | st.just(TODAY),
    no_contact_until=DAY,
    days=st.integers(0, 90),
)
def test_a_frozen_line_is_never_proposed(days: int, **facts: Any) -> None:
    own = {name: facts.pop(name) for name in ("promise_id", "plan_id", "left", "disputed", "level")}
    run, due = TODAY + timedelta(days=days), line(**own)
    one = card(due, promises=(promised(),), disputes=(contested(own["disputed"] or 1),), **SHORT | facts)
    (traced,) = trace(one, run, POLICY).lines

    held = due.is_frozen or any(
        (
            facts["insolvent_on"],
            facts["snoozed_until"] and run < facts["snoozed_until"],
            facts["payment_sent_until"] and run < facts["payment_sent_until"],
            facts["no_contact_since"] and not (facts["no_contact_until"] and facts["no_contact_until"] <= run),
        )
    )
    assert not (held and traced.is_due(run))
    assert all(
        freeze.amount.cents <= due.left for freeze in traced.freezes if freeze.hold is Hold.DISPUTE and freeze.amount
    )
