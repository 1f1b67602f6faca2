"""A collector's days as a machine: whatever anybody may do, in any order, with days that pass in between."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import ColumnElement, func, select

from domain.absences import begin_absences, end_absence, set_absence
from domain.calls import Result
from domain.credits import allocate_credit, release_credit
from domain.dispute_credits import settle_disputes
from domain.disputes import Outcome, Reason, close_dispute, open_dispute
from domain.insolvency import lift_insolvency, note_insolvency
from domain.money import Money
from domain.owners import assign_debtor
from domain.payments import Method, Received, receive_payment
from domain.people import Role
from domain.plan_decisions import decide_plan
from domain.plan_judging import judge_plans
from domain.plan_requests import propose, request_plan
from domain.plan_schedule import Period
from domain.plan_views import Verdict
from domain.plans import Terms
from domain.profiles import Profile, change_profile
from domain.promises import judge_promises
from domain.refusals import Refusal
from domain.reversals import Reversal, reverse_payment
from domain.snoozes import snooze_debtor
from storage.tables import disputes, due_lines, journal, payments, plans
from tests.property.agreeing import agrees, provable
from tests.storage.books import MONDAY, Company, credit_note, invoice, payment

OWNERS = {"F1": "C1", "F2": "C1", "F3": "C1", "G1": "C2"}
NUMBER = st.sampled_from(["F1", "F1", "F2", "F3", "G1"])
NUMBERS = st.sampled_from([["F1"], ["F1", "F2"], ["F2"], ["F3"], ["F1", "F3"]])
CLIENT = st.sampled_from(["C1", "C2"])
PERSON = st.sampled_from(["UALICE", "UBOB", "UCAROLE"])
CENTS = st.sampled_from([3_333, 5_000, 10_000, 15_001, 20_000])
OVER = st.sampled_from([0, 0, 1_000])
PAID = st.sampled_from([None, 0, 0, 5_000, 60_000])
SOON = st.integers(0, 7)
TERMS = st.fixed_dictionaries(
    {
        "count": st.integers(1, 3),
        "period": st.sampled_from(Period),
        "down_payment": st.sampled_from([0, 0, 2_000]),
        "penalties": st.booleans(),
    }
)
WHICH = st.sampled_from([0, 0, 0, 1, 2, 5])
"""How many rows back from the newest."""
UNDECIDED = plans.c.state.in_(("requested", "in_default"))
UNCLOSED = disputes.c.state == "open"


class Days(RuleBasedStateMachine):
    """One book and its days; what is refused changes nothing, and what moves no money moves no balance."""

    open_company: ClassVar[Callable[[], AbstractContextManager[Company]]]

    def __init__(self) -> None:
        super().__init__()
        self._open = ExitStack()
        self.book = self._open.enter_context(type(self).open_company())
        self.today = MONDAY
        self.acts = 0
        self.seen = 0
        self.book.load(*(self._invoice(number, [10_000, 20_000], 0) for number in OWNERS))

    def teardown(self) -> None:
        self._open.close()

    # -- files ---------------------------------------------------------------------------------------------------------
    @rule(
        number=NUMBER, parts=st.lists(CENTS, min_size=1, max_size=3), paid=st.sampled_from([None, 0, 0, 5_000, 60_000])
    )
    def ledger(self, number: str, parts: list[int], paid: int | None) -> None:
        self.book.load(self._invoice(number, parts, paid), on=self.today)

    @rule(cents=CENTS, used=st.integers(0, 20_000))
    def credit(self, cents: int, used: int) -> None:
        note = credit_note("A1", cents, used=min(used, cents), on=MONDAY)
        self.book.load(note, on=self.today)

    @rule(cents=CENTS, number=st.none() | NUMBER, ago=SOON)
    def bank(self, cents: int, number: str | None, ago: int) -> None:
        on, before = self.today - timedelta(days=ago), self.book.balance()
        client = OWNERS[number] if number else "C1"
        self.book.receive(payment(cents, on, number=number, client=client, ref=str(self.acts)), on=self.today)

        assert before - cents <= self.book.balance() <= before

    # -- money ---------------------------------------------------------------------------------------------------------
    @rule(
        numbers=NUMBERS, cents=st.none() | CENTS, over=st.sampled_from([0, 0, 1_000]), ago=SOON, another=st.booleans()
    )
    def pay(self, numbers: list[str], cents: int | None, over: int, ago: int, *, another: bool) -> None:
        lines = self._lines(*numbers)
        amount = Money((cents or self._left(lines)) + over, "USD" if numbers == ["F3"] else "EUR")
        received = Received(self.book.debtor(), amount, self.today - timedelta(days=ago), Method.TRANSFER)
        self._do(receive_payment, received, moves=-amount.cents, lines=lines, another=another)

    @rule(which=WHICH)
    def reverse(self, which: int) -> None:
        if one := self._one(payments, which):
            about: Any = {"debtor_id": one.debtor_id, "payment_id": one.id, "why": Reversal.CHEQUE_UNPAID}
            self._do(reverse_payment, moves=one.amount, **about)

    @rule(which=WHICH, cents=CENTS, numbers=NUMBERS)
    def allocate(self, which: int, cents: int, numbers: list[str]) -> None:
        if one := self._one(payments, which):
            about = {"debtor_id": one.debtor_id, "payment_id": one.id, "lines": self._lines(*numbers)}
            amount = Money(min(cents, one.unallocated) or cents, one.currency)
            self._do(allocate_credit, amount=amount, **about)

    @rule(which=WHICH)
    def release(self, which: int) -> None:
        if one := self._one(payments, which):
            self._do(release_credit, debtor_id=one.debtor_id, payment_id=one.id)

    # -- promises and plans --------------------------------------------------------------------------------------------
    @rule(number=NUMBER, cents=CENTS, later=SOON)
    def promise(self, number: str, cents: int, later: int) -> None:
        on, client = self.today + timedelta(days=later), OWNERS[number]
        cents = min(cents, self._left(self._lines(number))) or cents
        self._try(lambda: self.book.promise(cents, on, today=self.today, numbers=[number], client=client))

    @rule(numbers=NUMBERS, terms=TERMS, later=SOON, by=PERSON, approver=st.none() | PERSON)
    def ask_plan(self, numbers: list[str], terms: dict[str, Any], later: int, by: str, approver: str | None) -> None:
        lines = self._lines(*numbers)
        asked = Terms(first_on=self.today + timedelta(days=later), reason="Trésorerie", **terms)
        about: Any = {"debtor_id": self.book.debtor(), "lines": lines, "terms": asked, "channel": "CAPPROBATIONS"}
        act = self.book.act(self.today, by=by)
        self._try(lambda: request_plan(self.book.open_book, act, shown=self._total(lines, asked), **about))
        if approver and self.some(UNDECIDED):
            self.decide(agrees=True, by=approver)

    @precondition(lambda self: self.some(UNDECIDED))
    @rule(agrees=st.sampled_from([True, True, False]), by=PERSON)
    def decide(self, *, agrees: bool, by: str) -> None:
        one = self.some(UNDECIDED)
        asked = one.state == "requested"
        said = (Verdict.REFUSED, Verdict.APPROVED) if asked else (Verdict.ENDED, Verdict.MAINTAINED)
        about: Any = {"plan_id": one.id, "verdict": said[agrees], "version": one.version, "reason": "Vu"}
        self._do(decide_plan, by=by, roles=Role.ADMIN, **about)

    # -- disputes ------------------------------------------------------------------------------------------------------
    @rule(number=NUMBER, cents=st.sampled_from([None, 3_333, 3_333, 5_000, 10_000]))
    def contest(self, number: str, cents: int | None) -> None:
        amount = Money(cents, "USD" if number == "F3" else "EUR") if cents else None
        about: Any = {"debtor_id": self.book.debtor(OWNERS[number]), "lines": self._lines(number)}
        self._do(open_dispute, reason=Reason.QUALITY, amount=amount, **about)

    @precondition(lambda self: self.some(UNCLOSED))
    @rule(outcome=st.sampled_from(Outcome))
    def close(self, outcome: Outcome) -> None:
        one = self.some(UNCLOSED)
        self._do(close_dispute, debtor_id=one.debtor_id, dispute_id=one.id, outcome=outcome)

    # -- the debtor ----------------------------------------------------------------------------------------------------
    @rule(client=CLIENT, hold=st.sampled_from(["snooze", "ban", "free", "insolvent", "solvent"]), days=SOON)
    def put_aside(self, client: str, hold: str, days: int) -> None:
        debtor_id, later = self.book.debtor(client), self.today + timedelta(days=days)
        seen = len(self.book.journal(client))
        match hold:
            case "snooze":
                self._do(snooze_debtor, debtor_id=debtor_id, until=later, reason="Congés")
            case "ban":
                banned = Profile(no_contact_reason="Avocat", no_contact_until=later)
                self._do(change_profile, debtor_id=debtor_id, profile=banned, seen=seen)
            case "free":
                self._do(change_profile, debtor_id=debtor_id, profile=Profile(), seen=seen)
            case "insolvent":
                self._do(note_insolvency, debtor_id=debtor_id, published_on=self.today - timedelta(days=days))
            case "solvent":
                self._do(lift_insolvency, debtor_id=debtor_id)

    @rule(client=CLIENT, result=st.sampled_from(Result), counts=st.booleans(), days=st.none() | SOON)
    def call(self, client: str, result: Result, *, counts: bool, days: int | None) -> None:
        next_on = None if days is None else self.today + timedelta(days=days)
        self._try(lambda: self.book.call(self.today, client=client, result=result, counts=counts, next_on=next_on))

    # -- people --------------------------------------------------------------------------------------------------------
    @rule(client=CLIENT, owner=PERSON, stand_in=PERSON, later=st.sampled_from([0, 0, 2]), days=SOON)
    def leave(self, client: str, owner: str, stand_in: str, later: int, days: int) -> None:
        first = self.today + timedelta(days=later)
        self._do(assign_debtor, debtor_id=self.book.debtor(client), owner=owner)
        self._do(set_absence, by=owner, stand_in=stand_in, first_on=first, last_on=first + timedelta(days=days))

    @rule(who=PERSON)
    def come_back(self, who: str) -> None:
        self._do(end_absence, by=who)

    # -- time ----------------------------------------------------------------------------------------------------------
    @rule(days=st.sampled_from([1, 1, 3, 5, 8]))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)
        self._do(self._tick, by="")
        told = self._told()
        self._do(self._tick, by="")

        assert told == self._told()

    def _tick(self, open_book: Any, act: Any) -> None:
        for judge in (begin_absences, judge_promises, judge_plans, settle_disputes):
            judge(open_book, act)

    # -- what holds ----------------------------------------------------------------------------------------------------
    @invariant()
    def rows_agree(self) -> None:
        agrees(self.book, self.today)

    @invariant()
    def what_happened_is_provable_and_has_words(self) -> None:
        self.seen = provable(self.book, self.seen)

    # -- how -----------------------------------------------------------------------------------------------------------
    def _do(self, act: Callable[..., object], *args: Any, by: str = "UALICE", moves: int = 0, **about: Any) -> None:
        self._try(lambda: act(self.book.open_book, self.book.act(self.today, by=by), *args, **about), moves)

    def _try(self, act: Callable[[], object], moves: int = 0) -> None:
        """Act; a refusal changes and tells nothing, and the balance moves by what was said."""
        self.acts += 1
        balance, told = self.book.balance(), self._told()
        try:
            act()
        except Refusal:
            assert (balance, told) == (self.book.balance(), self._told())
        else:
            assert balance + moves == self.book.balance()

    def _told(self) -> int:
        return int(self.book.scalar(select(func.count()).select_from(journal)))

    def _invoice(self, number: str, parts: Sequence[int], paid: int | None) -> Any:
        dues = [(MONDAY + timedelta(days=10 * rank - 40), cents) for rank, cents in enumerate(parts)]
        known = None if paid is None else min(paid, sum(parts))
        currency = "USD" if number == "F3" else "EUR"
        return invoice(number, *dues, paid=known, client=OWNERS[number], currency=currency)

    def _lines(self, *numbers: str) -> list[int]:
        return [line for number in numbers for line in self.book.lines(number)]

    def _left(self, lines: Sequence[int]) -> int:
        return int(
            self.book.scalar(select(func.coalesce(func.sum(due_lines.c.left), 0)).where(due_lines.c.id.in_(lines)))
        )

    def _total(self, lines: Sequence[int], terms: Terms) -> int:
        """Give what a person is shown of a plan before they ask for it."""
        with self.book.open_book() as book:
            debt = book.debts.get(self.book.debtor(), lines)
            return propose(debt, terms, book.penalties, today=self.today, policy=book.policy).total.cents

    def some(self, wanted: ColumnElement[bool]) -> Any:
        """Give the newest plan or dispute that is wanted, None without it."""
        table = plans if wanted is UNDECIDED else disputes
        return next(iter(self.book.rows(select(table).where(wanted).order_by(table.c.id.desc()))), None)

    def _one(self, table: Any, which: int) -> Any:
        """Give a row of a table, so many before the newest; None when it has none."""
        rows = self.book.rows(select(table).order_by(table.c.id.desc()))
        return rows[which % len(rows)] if rows else None
