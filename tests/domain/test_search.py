"""Finding a client: sure of one, a list to choose from, or the nearest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.search import MOST_CHOICES, Client, ClientIndex, did_you_mean, find, normal_name

DUPUIS = Client(1, "DUP001", "SARL Dupuis & Fils", "100000009")
LEVEQUE = Client(2, "LEV", "Garage Lévêque S.A.S.")
DUPUISSON = Client(3, "DUP002", "Établissements DUPUISSON")
COEUR = Client(4, "C-4", "Cœur d'Artichaut SASU")
SA = Client(5, "SA", "SA")
GARAGES = tuple(Client(100 + rank, f"G{rank:03}", f"Garage du Pont n° {rank}") for rank in range(12))
INDEX = ClientIndex((DUPUIS, LEVEQUE, DUPUISSON, COEUR, SA, *GARAGES))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SARL Dupuis & Fils", "dupuis et fils"),
        ("S.A.R.L. DUPUIS et Fils", "dupuis et fils"),
        ("Établissements Lévêque", "leveque"),
        ("Ets. Lévêque", "leveque"),
        ("Sté Cœur d’Artichaut", "coeur d artichaut"),
        ("G.A.E.C. de l'Étang", "de l etang"),
        ("SA", "sa"),
        ("  ", ""),
        ("<!channel> & *x*", "channel et x"),
    ],
)
def test_names_are_compared_without_accents_case_signs_and_legal_forms(name: str, expected: str) -> None:
    assert expected == normal_name(name)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("DUP001", DUPUIS),
        ("dup001", DUPUIS),
        ("100 000 009", DUPUIS),
        ("10000000900012", DUPUIS),
        ("Dupuis et Fils", DUPUIS),
        ("dupuis & fils SAS", DUPUIS),
        ("garage leveque", LEVEQUE),
        ("lévê", LEVEQUE),
        ("artichaut coeur", COEUR),
        ("cœur d’artichaut", COEUR),
        ("sa", SA),
        ("dupuisson", DUPUISSON),
    ],
)
def test_one_client_that_fits_is_certain(query: str, expected: Client) -> None:
    assert expected == find(query, INDEX).exact


def test_several_that_fit_are_offered_the_likeliest_first() -> None:
    found = find("dupuis", INDEX)

    assert (None, (DUPUIS, DUPUISSON)) == (found.exact, found.candidates)


def test_a_long_list_is_cut_and_says_so() -> None:
    found = find("garage", INDEX)

    assert (MOST_CHOICES, 13, True) == (len(found.candidates), found.total, found.cut)


@pytest.mark.parametrize(("query", "expected"), [("dupuison", DUPUISSON), ("lévèqe", LEVEQUE), ("artichot", COEUR)])
def test_a_typo_needs_a_click(query: str, expected: Client) -> None:
    found = find(query, INDEX)

    assert found.exact is None
    assert found.candidates == ()
    assert expected == found.nearest[0]


def test_a_letter_or_two_never_act_on_a_client() -> None:
    assert [(LEVEQUE,), (DUPUIS,)] == [find(query, INDEX).candidates for query in ("lé", "&&&")]


def test_what_resembles_nothing_finds_nothing() -> None:
    found = find("zzqqxx", INDEX)

    assert ((), ()) == (found.candidates, found.nearest)


@pytest.mark.parametrize("query", ["", "   ", "***", "\u202f"])
def test_an_empty_query_finds_nothing(query: str) -> None:
    assert find(query, INDEX).total == 0


def test_an_invoice_number_finds_its_debtor() -> None:
    found = find("F2026-0102", INDEX, invoice_owner={"F2026-0102": 2}.get)

    assert (LEVEQUE, "F2026-0102") == (found.exact, found.invoice)


def test_two_clients_of_one_siren_are_a_choice() -> None:
    twins = ClientIndex((DUPUIS, Client(9, "X", "Autre", "100000009")))

    assert find("100000009", twins).total == 2


@pytest.mark.parametrize(("typed", "known"), [("hôtel 1900", True), ("HOT", True), ("hôtel", False), ("", False)])
def test_whole_names_and_codes_are_told(typed: str, known: bool) -> None:  # noqa: FBT001
    assert known == ClientIndex((Client(1, "HOT", "Hôtel 1900"),)).is_exact(typed)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("promese", "promesse"), ("echeancer", "échéancier"), ("PROMESSE", "promesse"), ("apel", "appel"), ("xyz", None)],
)
def test_a_verb_is_guessed_from_its_typo(word: str, expected: str | None) -> None:
    assert expected == did_you_mean(word, ["promesse", "échéancier", "appel", "aide"])


@given(st.text(max_size=60))
def test_no_query_raises(query: str) -> None:
    found = find(query, INDEX)

    assert len(found.candidates) <= MOST_CHOICES
    assert len(found.nearest) <= 3
