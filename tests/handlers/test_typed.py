"""What is typed beside the client is found, and kept whole in a button."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.search import Client, ClientIndex
from domain.typed_amounts import Amount
from handlers.typed import MOST, Typed, client_words, readable, split
from messages.refs import BadRef, DebtRef, Verb

TODAY = date(2026, 11, 23)
INDEX = ClientIndex(
    [
        Client(1, "DUPUIS", "Menuiserie Dupuis SARL"),
        Client(2, "MARTIN", "Boulangerie Martin"),
        Client(3, "MARTINEAU", "Boulangerie Martineau"),
        Client(4, "H1900", "Hôtel 1900"),
    ]
)


@pytest.mark.parametrize(
    ("typed", "client", "note"),
    [
        ("dupuis rappeler lundi", "dupuis", "rappeler lundi"),
        ("menuiserie dupuis rappeler", "menuiserie dupuis", "rappeler"),
        ("dupuis sarl a payé", "dupuis sarl", "a payé"),
        ("boulangerie martin a payé", "boulangerie martin", "a payé"),
        ("DUPUIS menuiserie fermée", "DUPUIS", "menuiserie fermée"),
        ("DUPUIS sa comptable", "DUPUIS", "sa comptable"),
        ("Menuiserie Dupuis S.A.R.L. fermée", "Menuiserie Dupuis S.A.R.L.", "fermée"),
        ("boulangerie rappeler", "boulangerie", "rappeler"),
        ("H1900 complet", "H1900", "complet"),
        ("hôtel 1900 complet", "hôtel 1900", "complet"),
        ("hotel 1900 complet", "hotel 1900", "complet"),
        ("menuisrie dupuis rappeler", "menuisrie dupuis", "rappeler"),
        ("dupuis  deux\n  lignes", "dupuis", "deux\n  lignes"),
        ("dupuis", "dupuis", ""),
        ("dupuis demander à <@UBOB|bob> et <@UCAROLE>", "dupuis", "demander à @bob et @UCAROLE"),
    ],
)
def test_a_note_begins_where_the_client_s_name_ends(typed: str, client: str, note: str) -> None:
    assert (client, Typed(text=note)) == split(Verb.NOTE, typed, TODAY, lambda: INDEX)


@pytest.mark.parametrize(
    ("typed", "client", "person"),
    [
        ("dupuis <@UBOB|bob>", "dupuis", "<@UBOB|bob>"),
        ("menuiserie dupuis @bob", "menuiserie dupuis", "@bob"),
        ("dupuis", "dupuis", ""),
        ("@bob", "", "@bob"),
        ("dupuis bob", "dupuis bob", ""),
    ],
)
def test_an_assignment_ends_with_the_person(typed: str, client: str, person: str) -> None:
    assert (client, Typed(text=person)) == split(Verb.ASSIGN, typed, TODAY, lambda: INDEX)


def test_a_promise_is_split_into_client_amount_and_date() -> None:
    expected = ("hôtel 1900", Typed(Amount(150_000, None), date(2026, 11, 27)))

    assert expected == split(Verb.PROMISE, "hôtel 1900 1 500 vendredi", TODAY, lambda: INDEX)


def test_no_word_is_no_client() -> None:
    assert 0 == client_words([], INDEX)


def test_mentions_are_kept_as_people_read_them() -> None:
    assert "@bob <rien>" == readable("<@UBOB|bob> <rien>")


amounts = st.none() | st.builds(Amount, st.integers(0, 10**13), st.none() | st.sampled_from(["EUR", "USD"]))
texts = st.text(st.characters(codec="utf-8"), max_size=100)


@given(st.builds(Typed, amounts, st.none() | st.dates(), texts, texts, texts))
def test_what_was_typed_comes_back_whole_from_a_button(typed: Typed) -> None:
    ref = DebtRef(12, f"{Verb.NOTE} {typed.dump()}").dump()

    assert typed == Typed.load(DebtRef.load(ref).verb.partition(" ")[2])


def test_what_does_not_fit_in_a_button_is_said() -> None:
    with pytest.raises(ValueError, match="too long"):
        Typed(text="x" * MOST).dump()


@pytest.mark.parametrize(
    "value", ["[", "[]", "7", '[2,null,null,"","",""]', '[1,["x",null],null,"","",""]', '[1,null,"x","","",""]']
)
def test_a_value_cut_short_is_a_bad_reference(value: str) -> None:
    with pytest.raises(BadRef):
        Typed.load(value)
