import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from domain.money import Money
from messages.in_words import LARGEST, cardinal, in_words


@pytest.mark.parametrize(
    ("cents", "said"),
    [
        (0, "zéro euro"),
        (1, "un centime"),
        (50, "cinquante centimes"),
        (100, "un euro"),
        (150_050, "mille cinq cents euros et cinquante centimes"),
        (8_000, "quatre-vingts euros"),
        (8_000_000, "quatre-vingt mille euros"),
        (20_000, "deux cents euros"),
        (20_100, "deux cent un euros"),
        (7_100, "soixante et onze euros"),
        (9_101, "quatre-vingt-onze euros et un centime"),
        (100_000_000, "un million d'euros"),
        (250_000_050, "deux millions cinq cent mille euros et cinquante centimes"),
    ],
)
def test_a_sum_is_written_in_full(cents: int, said: str) -> None:
    assert said == in_words(Money(cents, "EUR"))


def test_another_currency_says_its_name() -> None:
    assert "deux dollars des États-Unis" == in_words(Money(200, "USD"))


@given(st.integers(min_value=0, max_value=LARGEST - 1))
def test_numbers_are_those_of_a_library_kept_for_years(number: int) -> None:
    assert num2words(number, lang="fr") == cardinal(number)


@pytest.mark.parametrize("cents", [-1, LARGEST * 100])
def test_what_has_no_words_is_refused(cents: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        in_words(Money(cents, "EUR"))
