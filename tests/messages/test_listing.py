"""The list: its pages, its filters in words, and the address that travels in its buttons."""

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.money import Money
from domain.overdue import DebtorRow, Filters, OverduePage
from domain.priority import PromiseFact
from messages.listing import dump, listing, load
from messages.refs import BadRef
from sandbox.limits import message_complaints
from tests.messages import debtors
from tests.messages.given import TODAY, row, said, standing

ALL = Filters()
LATER = date(2027, 1, 1)


def page(count: int = 10, number: int = 2, of: int = 7, total: int = 61) -> OverduePage:
    return OverduePage(tuple(row(place) for place in range(1, count + 1)), number, of, total)


def test_a_page_tells_where_it_stands_and_turns_both_ways() -> None:
    drawn = listing(page(), ALL, TODAY)

    assert said(drawn.blocks).startswith("*61 clients en retard · page 2 sur 7*\n*Dupuis SARL* (C001)")
    assert said(drawn.blocks).endswith("[Précédent] [Suivant]")
    assert [1, 3] == [load(button["value"])[1] for button in drawn.blocks[-1]["elements"]]


@pytest.mark.parametrize(("number", "expected"), [(1, "[Suivant]"), (7, "[Précédent]")])
def test_the_first_and_the_last_page_turn_one_way(number: int, expected: str) -> None:
    assert said(listing(page(number=number), ALL, TODAY).blocks).splitlines()[-1] == expected


def test_all_the_rows_of_a_page_are_shown_seven_of_them_with_every_control() -> None:
    told = said(listing(page(), ALL, TODAY).blocks)

    assert told.count("*Dupuis SARL*") == 10
    assert told.count("[Appel] [Promesse] [Échéancier] [⋯]") == 7
    assert told.count("[Fiche]") == 3


def test_a_list_of_one_page_does_not_turn() -> None:
    assert "[Suivant]" not in said(listing(page(2, 1, 1, 2), ALL, TODAY).blocks)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(late_over=30), "plus de 30 jours de retard"),
        (Filters(above=100_000), "plus de 1 000,00 dans une devise"),
        (Filters(above=100_000, currency="USD"), "plus de 1 000,00 $US · devise USD"),
        (Filters(owner="UBOB"), "suivi par <@UBOB>"),
        (Filters(profile="recalcitrant"), "profil récalcitrant"),
        (Filters(late_over=1, profile="<!here>"), "plus de 1 jour de retard · profil &lt;!here&gt;"),
    ],
)
def test_filters_are_told_in_words(filters: Filters, expected: str) -> None:
    assert said(listing(page(), filters, TODAY).blocks).splitlines()[1] == expected


def test_an_empty_list_says_why() -> None:
    empty = OverduePage((), 1, 1, 0)

    assert said(listing(empty, ALL, TODAY).blocks) == "Aucune facture en retard."
    assert said(listing(empty, Filters(late_over=90), TODAY).blocks) == (
        "Aucun client en retard avec ces filtres : plus de 90 jours de retard."
    )


@given(st.integers(1, 10**6), st.none() | st.integers(0), st.none() | st.integers(0, 10**13), st.text(), st.text())
def test_an_address_is_read_back(number: int, late: int | None, above: int | None, owner: str, profile: str) -> None:
    value = dump(Filters(late, above, owner, profile, "USD"), number)
    filters, read = load(value)

    assert len(value) <= 2000
    assert (number, late, above, "USD") == (read, filters.late_over, filters.above, filters.currency)
    assert load(dump(filters, number)) == (filters, number)
    covering = replace(filters, covering=True)
    assert load(dump(covering, number)) == (covering, number)


@pytest.mark.parametrize("value", [None, 7, "", "x", "[]", "[1", '[2,1,null,null,"","",""]', "{}", "[" * 3000])
def test_an_address_cut_short_is_refused(value: object) -> None:
    with pytest.raises(BadRef):
        load(value)


def test_ten_debtors_of_the_heaviest_kind_are_all_shown() -> None:
    for name in ("😀" * 255, "&" * 255, '"' * 255, "é" * 255):
        many = tuple(Money(debtors.LARGEST, currency) for currency in debtors.CURRENCIES)
        fact = PromiseFact(many[-1], TODAY, 1)
        heavy = standing(overdue=many, spare=many, promise=fact, broken=fact, next_call_on=TODAY, snoozed_until=LATER)
        rows = [row(2**63 - place, name=name, code=name, owner="W" * 11, standing=heavy) for place in range(10)]
        filters = Filters(10**6, 10**13, "W" * 11, name, "USD")
        drawn = listing(OverduePage(tuple(rows), 2, 3, 30), filters, TODAY)

        assert len(json.dumps(drawn.blocks)) < 12_000
        assert message_complaints(drawn.blocks) == []


@settings(max_examples=25)
@given(st.lists(debtors.rows(), max_size=10), st.integers(1, 9), debtors.NAMES, debtors.NAMES)
def test_any_page_shows_all_its_rows_within_what_slack_takes(
    rows: list[DebtorRow], number: int, profile: str, owner: str
) -> None:
    filters = Filters(10**6, 10**13, owner, profile, "USD")
    drawn = listing(OverduePage(tuple(rows), number, 9, len(rows)), filters, TODAY)
    shown = sum(block["type"] == "section" and block.get("block_id", "").startswith("row:") for block in drawn.blocks)

    assert message_complaints(drawn.blocks) == []
    assert len(json.dumps(drawn.blocks)) < 12_000
    assert shown == len(rows)
