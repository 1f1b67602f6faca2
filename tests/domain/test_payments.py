"""Money noted by people fills the oldest lines, counts once whoever tells of it, and may be taken back."""

from datetime import timedelta

import pytest

from domain.allocations import Part, fill
from domain.credits import AmountAboveCredit, NothingAllocated, NothingToAllocate, release_credit
from domain.ledger import DocumentKind
from domain.money import Money
from domain.payments import (
    AlreadyReceived,
    Method,
    OtherCurrency,
    Received,
    StatedByLedger,
    UnknownPayment,
    receive_payment,
)
from domain.promises import AmountAboveDebt, AmountNotPositive
from domain.refusals import DateInTheFuture, MixedCurrencies, NothingLeft, Refusal, TextTooLong
from domain.reversals import AlreadyReversed, Reversal, reverse_payment
from tests.domain.paying import allocate, known, last_payment, loose, pay, release, reverse
from tests.domain.test_imports import consistent
from tests.storage.books import MONDAY, Company, credit_note, day, invoice, payment
from tests.storage.test_once import together

DUE = day(-20)


def two(book: Company) -> None:
    book.load(invoice("F1", (DUE, 3_000), (day(5), 3_000)), invoice("F2", (day(-10), 2_000)))


@pytest.mark.parametrize(
    ("cents", "parts"),
    [(0, ()), (50, ((1, 50),)), (100, ((1, 100),)), (250, ((1, 100), (3, 150))), (999, ((1, 100), (3, 200)))],
)
def test_a_sum_fills_lines_in_their_order_and_skips_those_that_are_paid(
    cents: int, parts: tuple[tuple[int, int], ...]
) -> None:
    assert tuple(Part(*one) for one in parts) == fill([(1, 100), (2, 0), (3, 200)], cents)


def test_a_payment_fills_the_oldest_line_first_across_invoices(company: Company) -> None:
    two(company)
    pay(company, 4_000, "F2", "F1")

    assert ([0, 3_000], [1_000]) == (company.left("F1"), company.left("F2"))
    assert 0 == loose(company)
    consistent(company)


def test_what_exceeds_the_lines_chosen_stays_to_allocate(company: Company) -> None:
    two(company)
    pay(company, 2_500, "F2")

    assert ([3_000, 3_000], [0], 500) == (company.left("F1"), company.left("F2"), loose(company))
    (told,) = [row for row in company.journal() if row.kind == "payment.received"]
    assert (2_500, 2_000, [{"number": "F2", "cents": 2_000}]) == (
        told.payload["amount"],
        told.payload["laid"],
        told.payload["invoices"],
    )
    consistent(company)


def test_who_owes_nothing_may_pay(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 100), paid=100))
    pay(sqlite_company, 700)

    assert 700 == loose(sqlite_company)


@pytest.mark.parametrize(
    ("received", "numbers", "refusal"),
    [
        ({"amount": Money(0, "EUR")}, ["F1"], AmountNotPositive),
        ({"on": day(1)}, ["F1"], DateInTheFuture),
        ({"reference": "x" * 65}, ["F1"], TextTooLong),
        ({"amount": Money(5, "USD")}, ["F1"], OtherCurrency),
        ({}, ["F1", "F3"], MixedCurrencies),
        ({}, ["F0"], NothingLeft),
    ],
    ids=["nothing", "future", "reference", "currency", "currencies", "paid"],
)
def test_what_cannot_be_received_is_refused_and_nothing_is_kept(
    sqlite_company: Company, received: dict[str, object], numbers: list[str], refusal: type[Refusal]
) -> None:
    two(sqlite_company)
    sqlite_company.load(invoice("F0", (DUE, 50), paid=50), invoice("F3", (DUE, 50), currency="USD"))
    before = known(sqlite_company)
    facts = {"amount": Money(5, "EUR"), "on": MONDAY, "method": Method.CASH, **received}
    lines = [line for number in numbers for line in sqlite_company.lines(number)]
    with pytest.raises(refusal):
        receive_payment(
            sqlite_company.open_book,
            sqlite_company.act(MONDAY),
            Received(sqlite_company.debtor(), **facts),  # type: ignore[arg-type]
            lines=lines,
        )

    assert (before, []) == (known(sqlite_company), sqlite_company.kinds())


def test_one_key_is_one_payment_even_at_the_same_instant(company: Company) -> None:
    two(company)
    together(*[lambda: pay(company, 100, "F1", once="view:1")] * 3)

    assert [2_900, 3_000] == company.left("F1")
    consistent(company)


def test_the_same_money_noted_twice_is_refused_once_and_taken_when_it_is_another(company: Company) -> None:
    two(company)
    pay(company, 100, "F1")
    with pytest.raises(AlreadyReceived) as refused:
        pay(company, 100, "F2", by="UBOB")
    assert "UALICE" == refused.value.facts["payment"].by

    pay(company, 100, "F2", by="UBOB", another=True)
    assert 2 == known(company)


@pytest.mark.parametrize("cents", [99, 101])
def test_another_amount_day_or_reversed_payment_is_no_second_one(sqlite_company: Company, cents: int) -> None:
    two(sqlite_company)
    pay(sqlite_company, 100, "F1")
    pay(sqlite_company, cents, "F1")
    pay(sqlite_company, 100, "F1", on=day(-1))
    reverse(sqlite_company)
    pay(sqlite_company, 100, "F1", on=day(-1))

    assert 3 == known(sqlite_company)


def test_what_a_file_told_is_known_to_people(sqlite_company: Company) -> None:
    two(sqlite_company)
    sqlite_company.receive(payment(100, MONDAY, number="F1"))
    with pytest.raises(AlreadyReceived):
        pay(sqlite_company, 100, "F1")


def test_a_promise_is_judged_in_the_act_that_brings_its_money(company: Company) -> None:
    two(company)
    company.promise(3_000, day(9), numbers=["F1"])
    pay(company, 3_000, "F1", on=day(1))

    assert (["kept"], ["promise.made", "payment.received", "promise.kept"]) == (company.states(), company.kinds())


def test_a_promise_kept_by_money_taken_back_waits_again_or_is_broken(company: Company) -> None:
    two(company)
    company.promise(3_000, day(9), numbers=["F1"])
    pay(company, 3_000, "F1", on=day(1))
    reverse(company, today=day(2))
    assert ["open"] == company.states()
    assert company.card().lines[0].promise_id

    pay(company, 3_000, "F1", on=day(3))
    reverse(company, today=day(30))
    assert ["broken"] == company.states()
    assert "promise.broken" == company.kinds()[-1]


# -- taken back -----------------------------------------------------------------------------------------------------


def test_a_payment_taken_back_is_owed_again_and_no_longer_to_allocate(company: Company) -> None:
    two(company)
    pay(company, 2_500, "F2")
    reverse(company)

    assert ([2_000], 0) == (company.left("F2"), loose(company))
    consistent(company)
    (shown,) = company.card().payments
    assert ("UALICE", MONDAY, ()) == (shown.reversed_by, shown.reversed_on, shown.placed)


def test_two_people_take_a_payment_back_once(company: Company) -> None:
    two(company)
    pay(company, 2_000, "F2")
    refused: list[Refusal] = []

    def one(who: str) -> None:
        try:
            reverse(company, by=who)
        except AlreadyReversed as refusal:
            refused.append(refusal)

    together(lambda: one("UALICE"), lambda: one("UBOB"))
    assert ([2_000], 1) == (company.left("F2"), len(refused))
    assert {refused[0].facts["by"]} <= {"UALICE", "UBOB"}
    consistent(company)


def test_a_file_read_again_does_not_bring_back_what_was_taken_back(sqlite_company: Company) -> None:
    two(sqlite_company)
    sqlite_company.receive(payment(2_000, MONDAY, number="F2"))
    reverse(sqlite_company)
    sqlite_company.receive(payment(2_000, MONDAY, number="F2"))

    assert [2_000] == sqlite_company.left("F2")


def test_what_a_ledger_states_and_a_credit_note_are_not_taken_back_here(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 100), paid=40))
    with pytest.raises(StatedByLedger):
        reverse(sqlite_company)
    with pytest.raises(StatedByLedger):
        release(sqlite_company, last_payment(sqlite_company))
    sqlite_company.load(credit_note("A1", 50))
    with pytest.raises(StatedByLedger):
        reverse(sqlite_company)


def test_a_payment_of_another_client_is_not_known(sqlite_company: Company) -> None:
    two(sqlite_company)
    sqlite_company.load(invoice("G1", (DUE, 100), client="C2"))
    pay(sqlite_company, 10, "F1")
    act, paid = sqlite_company.act(MONDAY), last_payment(sqlite_company)
    with pytest.raises(UnknownPayment):
        reverse_payment(
            sqlite_company.open_book,
            act,
            debtor_id=sqlite_company.debtor("C2"),
            payment_id=paid,
            why=Reversal.TYPING_ERROR,
        )
    with pytest.raises(UnknownPayment):
        release_credit(sqlite_company.open_book, act, debtor_id=sqlite_company.debtor("C2"), payment_id=paid)
    with pytest.raises(TextTooLong):
        reverse_payment(
            sqlite_company.open_book,
            act,
            debtor_id=sqlite_company.debtor(),
            payment_id=paid,
            why=Reversal.TYPING_ERROR,
            comment="x" * 301,
        )


# -- to allocate ----------------------------------------------------------------------------------------------------


def test_a_credit_note_is_set_against_invoices_and_taken_off_them(company: Company) -> None:
    two(company)
    company.load(credit_note("A1", 4_000))
    note = last_payment(company)
    allocate(company, note, 3_500, ["F1", "F2"])
    assert ([0, 3_000], [1_500], 500) == (company.left("F1"), company.left("F2"), loose(company))

    release(company, note)
    assert ([3_000, 3_000], [2_000], 4_000) == (company.left("F1"), company.left("F2"), loose(company))
    with pytest.raises(NothingAllocated):
        release(company, note)


def test_more_than_there_is_or_than_is_owed_is_not_allocated(sqlite_company: Company) -> None:
    two(sqlite_company)
    pay(sqlite_company, 2_500, "F2")
    paid = last_payment(sqlite_company)
    with pytest.raises(AmountNotPositive):
        allocate(sqlite_company, paid, 0, ["F1"])
    with pytest.raises(AmountAboveCredit) as refused:
        allocate(sqlite_company, paid, 501, ["F1"])
    assert Money(500, "EUR") == refused.value.facts["left"]
    with pytest.raises(NothingLeft):
        allocate(sqlite_company, paid, 1, ["F2"])
    allocate(sqlite_company, paid, 500, ["F1"])
    with pytest.raises(NothingToAllocate):
        allocate(sqlite_company, paid, 1, ["F1"])
    sqlite_company.load(credit_note("A1", 9_000))
    with pytest.raises(AmountAboveDebt):
        allocate(sqlite_company, last_payment(sqlite_company), 6_000, ["F1"])


def test_a_credit_note_set_by_hand_stays_whatever_a_late_ledger_says(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)), credit_note("A1", 3_000))
    allocate(company, last_payment(company), 3_000, ["F1"])
    company.load(invoice("F1", (DUE, 10_000)), credit_note("A1", 3_000), on=day(1))
    assert ([7_000], 0) == (company.left("F1"), loose(company))

    company.load(invoice("F1", (DUE, 10_000), paid=3_000), credit_note("A1", 3_000, used=3_000), on=day(2))
    assert ([7_000], 0) == (company.left("F1"), loose(company))
    consistent(company)


# -- the same money told by a file or a ledger ----------------------------------------------------------------------


def test_a_ledger_that_states_what_a_person_noted_adds_nothing(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    pay(company, 6_000, "F1")
    for paid in (6_000, 6_000, 2_000, 7_000):
        company.load(invoice("F1", (DUE, 10_000), paid=paid), on=day(1))

    assert [3_000] == company.left("F1")
    consistent(company)


def test_money_noted_without_an_invoice_is_placed_where_the_ledger_states_the_same_sum(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    pay(company, 6_000)
    assert 4_000 == company.balance()
    company.load(invoice("F1", (DUE, 10_000), paid=6_000), invoice("F2", (DUE, 9_000), paid=6_000), on=day(1))

    assert ([4_000], [3_000], 0) == (company.left("F1"), company.left("F2"), loose(company))
    assert 7_000 == company.balance()
    consistent(company)


@pytest.mark.parametrize("gap", [-5, 0, 5])
@pytest.mark.parametrize("number", ["F1", None])
def test_a_file_that_tells_what_a_person_noted_takes_its_place(company: Company, gap: int, number: str | None) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    pay(company, 6_000, "F1", on=day(-7))
    for counts in ((0, 1, 0), (0, 0, 1)):
        summary = company.receive(payment(6_000, day(-7 + gap), number=number), on=day(1))
        assert counts == (summary.added, summary.changed, summary.unchanged)

    assert ([4_000], 0, 1) == (company.left("F1"), loose(company), known(company))
    (told,) = [row.payload for row in company.journal() if "confirmed" in row.payload]
    assert (1, 6_000) == (told["confirmed_count"], told["confirmed"][0]["cents"])
    consistent(company)


@pytest.mark.parametrize(
    "change",
    [
        {"amount": 6_001},
        {"on": day(-7) + timedelta(days=6)},
        {"invoice_number": "F2"},
        {"client_code": "C2", "invoice_number": None},
        {"currency": "USD", "invoice_number": None},
    ],
    ids=["amount", "day", "invoice", "client", "currency"],
)
def test_a_file_that_tells_other_money_adds_it(sqlite_company: Company, change: dict[str, object]) -> None:
    sqlite_company.load(
        invoice("F1", (DUE, 10_000)), invoice("F2", (DUE, 10_000)), invoice("G1", (DUE, 5), client="C2")
    )
    pay(sqlite_company, 6_000, "F1", on=day(-7))
    told = payment(6_000, day(-7), number="F1")._replace(**change)  # type: ignore[arg-type]
    assert 1 == sqlite_company.receive(told, on=day(1)).added

    assert 2 == known(sqlite_company)


def test_two_of_one_sum_in_a_file_are_one_noted_and_one_more(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    pay(company, 1_000, "F1")
    twice = [payment(1_000, MONDAY, number="F1", ref=ref) for ref in ("V1", "V2")]
    summary = company.receive(*twice)

    assert ((1, 1), [8_000]) == ((summary.added, summary.changed), company.left("F1"))
    company.receive(*twice)
    assert [8_000] == company.left("F1")


def test_a_payment_taken_back_is_told_by_no_file(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("F1", (DUE, 10_000)))
    pay(sqlite_company, 1_000, "F1")
    reverse(sqlite_company)
    sqlite_company.receive(payment(1_000, MONDAY, number="F1"))

    assert [9_000] == sqlite_company.left("F1")


def test_money_noted_without_an_invoice_is_placed_on_the_one_the_file_names(company: Company) -> None:
    company.load(invoice("F1", (DUE, 10_000)))
    pay(company, 1_000)
    company.receive(payment(1_000, MONDAY, number="F1"))

    assert ([9_000], 0) == (company.left("F1"), loose(company))
    consistent(company)


# -- deposits -------------------------------------------------------------------------------------------------------


def test_a_deposit_received_drafts_its_receipt_with_what_is_left_of_the_order(company: Company) -> None:
    company.load(
        invoice("D1", (DUE, 4_000), kind=DocumentKind.DEPOSIT, order_ref="C-45", email="a@c1.example", contact="Ana"),
        invoice("F1", (day(20), 5_000), (day(50), 1_000), paid=5_000, order_ref="C-45", terms="30 jours"),
        invoice("F2", (day(20), 9_000), order_ref="C-46"),
    )
    pay(company, 3_000, "D1")

    (told,) = [row.payload for row in company.journal() if row.kind == "deposit.receipt"]
    assert ("D1", "C-45", 3_000, 1_000, True, False) == tuple(
        told[name] for name in ("number", "order", "amount", "left", "invoiced", "consumer")
    )
    assert [{"number": "F1", "due_on": day(50).isoformat(), "cents": 1_000, "terms": "30 jours"}] == told["rest"]
    assert {"name": "Ana", "email": "a@c1.example", "phone": ""} == told["contact"]


def test_money_set_against_a_deposit_drafts_its_receipt_and_a_credit_note_does_not(sqlite_company: Company) -> None:
    sqlite_company.load(invoice("D1", (DUE, 4_000), kind=DocumentKind.DEPOSIT), credit_note("A1", 1_000))
    allocate(sqlite_company, last_payment(sqlite_company), 1_000, ["D1"])
    assert "deposit.receipt" not in sqlite_company.kinds()

    pay(sqlite_company, 500)
    allocate(sqlite_company, last_payment(sqlite_company), 500, ["D1"])
    assert "deposit.receipt" == sqlite_company.kinds()[-1]
