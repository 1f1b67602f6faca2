"""« Promesse »: what it offers, what is read of it, and what is refused under its field."""

from dataclasses import replace
from datetime import date

import pytest

from domain.money import Money
from domain.promises import AmountAboveDebt, AmountNotPositive
from domain.refusals import DateBeyondHorizon, DateInThePast, MixedCurrencies, NothingLeft, TextTooLong, UnknownDebtor
from domain.typed_amounts import Amount
from messages.forms import promise
from messages.forms.promise import PromiseForm
from messages.forms.submitted import FormRefusal
from messages.refs import BadRef
from sandbox.limits import view_complaints
from tests.messages.forms.submission import day, element, labels, options, pick, submit, text
from tests.messages.given import TODAY, contact, debt, eur, line, readable, said

ALL = "Toutes les factures échues (2)"
FRIDAY = date(2026, 11, 27)
LATE = line(left=100_000, id=1)
LATER = line("F2026-0150", date(2026, 12, 15), 90_000, id=3)
TWO = debt(LATE, line("F2026-0110", date(2026, 10, 20), 50_000, id=2), LATER)
DOLLARS = line("F2026-0111", date(2026, 10, 21), 30_000, id=4, currency="USD")


def test_the_form_has_its_labels_in_order() -> None:
    drawn = promise.view(TWO, (contact(),), TODAY)

    assert labels(drawn) == ["Factures", "Montant promis", "Date promise", "Contact", "Note"]
    assert ["Promesse", "Enregistrer", "Annuler"] == [drawn[name]["text"] for name in ("title", "submit", "close")]
    assert said(drawn["blocks"][:1]) == "*Dupuis SARL* (C012) : 1 500,00 € en retard"
    assert view_complaints(drawn, "modal") == []


def test_all_the_overdue_invoices_come_first_and_are_chosen() -> None:
    drawn = promise.view(TWO, (), TODAY)

    assert [readable(one) for one in options(drawn, "lines")] == [
        ALL,
        "F2026-0102 · 1 000,00 € · éch. 15/10/2026",
        "F2026-0110 · 500,00 € · éch. 20/10/2026",
        "F2026-0150 · 900,00 € · éch. 15/12/2026",
    ]
    assert [option["text"]["text"] for option in element(drawn, "lines")["initial_options"]] == [ALL]
    assert readable(element(drawn, "amount")["initial_value"]) == "1 500,00"


def test_what_is_shown_at_first_can_be_sent_with_a_date() -> None:
    drawn = promise.view(TWO, (contact(),), TODAY)

    assert promise.parse(submit(drawn, on=day("2026-11-27")), TODAY) == PromiseForm(
        12, (1, 2), eur(150_000), FRIDAY, None, ""
    )


def test_what_was_typed_fills_the_form() -> None:
    drawn = promise.view(TWO, (), TODAY, Amount(75_000, None), FRIDAY)

    assert readable(element(drawn, "amount")["initial_value"]) == "750,00"
    assert element(drawn, "on")["initial_date"] == "2026-11-27"


def test_what_could_not_be_read_leaves_the_field_empty_and_says_so() -> None:
    drawn = promise.view(TWO, (), TODAY, unread="27 500 vendredi")

    assert said(drawn["blocks"][:1]) == "Je n'ai pas su lire « 27 500 vendredi » : indiquez-le ci-dessous."
    assert "initial_value" not in element(drawn, "amount")
    assert "initial_date" not in element(drawn, "on")


def test_an_invoice_named_is_chosen_alone() -> None:
    drawn = promise.view(TWO, (), TODAY, named=(3,))

    assert [readable(one["text"]["text"]) for one in element(drawn, "lines")["initial_options"]] == [
        "F2026-0150 · 900,00 € · éch. 15/12/2026"
    ]
    assert readable(element(drawn, "amount")["initial_value"]) == "900,00"


def test_without_an_overdue_invoice_the_open_ones_are_offered_the_first_chosen() -> None:
    drawn = promise.view(debt(LATER), (), TODAY)

    assert [readable(one) for one in options(drawn, "lines")] == ["F2026-0150 · 900,00 € · éch. 15/12/2026"]
    assert len(element(drawn, "lines")["initial_options"]) == 1


def test_each_currency_has_its_own_first_option_and_the_euro_is_chosen() -> None:
    drawn = promise.view(debt(DOLLARS, LATE), (), TODAY)

    assert options(drawn, "lines")[:2] == [
        "Toutes les factures échues en EUR (1)",
        "Toutes les factures échues en USD (1)",
    ]
    assert readable(element(drawn, "amount")["initial_value"]) == "1 000,00"


def test_a_currency_typed_chooses_its_invoices() -> None:
    drawn = promise.view(debt(DOLLARS, LATE), (), TODAY, Amount(20_000, "USD"))
    read = promise.parse(submit(drawn, on=day("2026-11-27")), TODAY)

    assert isinstance(read, PromiseForm)
    assert (read.lines, read.amount) == ((4,), Money(20_000, "USD"))


def test_a_hundred_options_at_most_and_a_hint_when_some_are_left_out() -> None:
    many = debt(*(line(f"F{place}", id=place) for place in range(1, 251)))
    drawn = promise.view(many, (), TODAY)
    read = promise.parse(submit(drawn, on=day("2026-11-27")), TODAY)

    assert len(options(drawn, "lines")) == 100
    assert options(drawn, "lines")[0] == "Toutes les factures échues (250)"
    assert drawn["blocks"][1]["hint"]["text"] == "Les 99 factures les plus anciennes sont proposées, sur 250."
    assert isinstance(read, PromiseForm)
    assert sorted(read.lines) == list(range(1, 251))
    assert view_complaints(drawn, "modal") == []


def test_lines_too_many_to_be_carried_are_not_promised_in_silence() -> None:
    many = debt(*(line(f"F{place}", id=place * 10**6) for place in range(1, 3001)))
    drawn = promise.view(many, (), TODAY)
    label = options(drawn, "lines")[0]
    read = promise.parse(submit(drawn, on=day("2026-11-27")), TODAY)

    assert isinstance(read, PromiseForm)
    assert label == f"Les {len(read.lines)} factures échues les plus anciennes ({len(read.lines)})"
    assert view_complaints(drawn, "modal") == []


def test_a_promise_already_open_is_said_to_be_replaced() -> None:
    drawn = promise.view(debt(replace(LATE, promise_id=5)), (), TODAY)

    assert "la remplace" in said(drawn["blocks"][:2])


@pytest.mark.parametrize(
    ("field", "answer", "expected"),
    [
        ("amount", text("15 00"), "Je n'ai pas su lire ce montant. Écrivez-le ainsi : 1 500,00"),
        ("amount", text(""), "Indiquez un montant."),
        ("amount", text("0"), "Le montant doit être supérieur à zéro."),
        ("amount", text("100 USD"), "Ce montant est en USD, les factures choisies en EUR."),
        ("on", day(None), "Choisissez une date."),
        ("on", day("2026-13-45"), "Choisissez une date."),
        ("on", day("2026-11-22"), "La date est passée. Choisissez aujourd'hui ou une date à venir."),
        ("lines", {"selected_options": []}, "Choisissez au moins une facture."),
        ("lines", {"selected_options": [{"value": "9|zut"}]}, "Ce choix n'existe plus. Faites-en un autre."),
        ("lines", {"selected_options": [{"value": "1|all|GBP"}]}, "Ce choix n'existe plus. Faites-en un autre."),
    ],
)
def test_a_fault_is_told_under_its_field(field: str, answer: dict[str, object], expected: str) -> None:
    read = promise.parse(submit(promise.view(TWO, (), TODAY, on=FRIDAY), **{field: answer}), TODAY)

    assert isinstance(read, FormRefusal)
    assert {field: expected} == {name: readable(said_) for name, said_ in read.errors.items()}


def test_every_fault_is_told_at_once() -> None:
    read = promise.parse(submit(promise.view(TWO, (), TODAY), amount=text("?"), lines={}), TODAY)

    assert isinstance(read, FormRefusal)
    assert set(read.errors) == {"lines", "amount", "on"}


def test_two_currencies_are_never_added() -> None:
    drawn = promise.view(debt(DOLLARS, LATE), (), TODAY, on=FRIDAY)
    read = promise.parse(submit(drawn, lines=pick(drawn, "lines", *options(drawn, "lines"))), TODAY)

    assert isinstance(read, FormRefusal)
    assert list(read.errors) == ["lines"]


def test_contact_and_note_are_read_and_optional() -> None:
    drawn = promise.view(TWO, (contact(),), TODAY, on=FRIDAY)
    read = promise.parse(
        submit(drawn, contact=pick(drawn, "contact", "Jeanne Roux"), promise_note=text(" Au tél. ")), TODAY
    )

    assert isinstance(read, PromiseForm)
    assert (read.contact_id, read.note) == (3, "Au tél.")


@pytest.mark.parametrize("metadata", [None, "", "x", "[]", "7", "{}", '{"v":9,"debtor":1}', '{"v":1,"debtor":"1"}'])
def test_a_form_that_lost_its_debtor_is_a_bad_reference(metadata: object) -> None:
    with pytest.raises(BadRef):
        promise.parse({"private_metadata": metadata, "state": None}, TODAY)


@pytest.mark.parametrize(
    "state", [None, {}, {"values": None}, {"values": {"amount": None, "on": [], "lines": {"lines": 7}}}]
)
def test_a_form_without_answers_is_refused_field_by_field(state: object) -> None:
    read = promise.parse(submit(promise.view(TWO, (), TODAY)) | {"state": state}, TODAY)

    assert isinstance(read, FormRefusal)
    assert set(read.errors) == {"lines", "amount", "on"}


def test_a_refusal_goes_under_the_field_that_explains_it() -> None:
    refusals = (AmountNotPositive(), AmountAboveDebt(left=eur(1)), DateInThePast(), DateBeyondHorizon(last=FRIDAY))
    others = (MixedCurrencies(), NothingLeft(), TextTooLong(limit=3))
    fields = [list(promise.errors(refusal) or ()) for refusal in (*refusals, *others)]

    assert fields == [["amount"], ["amount"], ["on"], ["on"], ["lines"], ["lines"], ["promise_note"]]
    assert promise.errors(UnknownDebtor()) is None
