"""What people type as amounts, in cents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.typed_amounts import MOST_CENTS, Amount, read_amount

READ = {
    "1500": (150000, None),
    "1 500,50 €": (150050, "EUR"),
    "1\u202f500,50\u00a0€": (150050, "EUR"),
    "1.500,50": (150050, None),
    "1500.50": (150050, None),
    "1500,5": (150050, None),
    "1,500.50": (150050, None),
    "1.500": (150000, None),
    "1.500.000": (150000000, None),
    "1,500,000": (150000000, None),
    "1’500.50": (150050, None),
    "1'500": (150000, None),
    "0,50": (50, None),
    "0": (0, None),
    "1500€": (150000, "EUR"),
    "1500€50": (150050, "EUR"),
    "€ 1500": (150000, "EUR"),
    "EUR 1500": (150000, "EUR"),
    "1500 euros": (150000, "EUR"),
    "1 500 USD": (150000, "USD"),
    "1 500 $US": (150000, "USD"),
    "1500 chf": (150000, "CHF"),
    "100000000000,00": (MOST_CENTS, None),
}
NOT_READ = (
    *(
        "",
        "€",
        "abc",
        "1,500",
        "1 500.000",
        "1500.555",
        "1,5555",
        "0.500",
        "007",
        "15 00",
        "1 50",
        "1500.",
        ",50",
        "2k",
    ),
    *("-500", "(360,00)", "+5", "1.500,50,00", "1 500'000", "€1500€", "1500 EUR USD", "1500 ABC", "1500 JPY", "1e3"),
    *("100000000000,01", "9" * 30, "٣", "15²", "1500 500", "12 345 67", "1,500,00"),
)


@pytest.mark.parametrize(("typed", "expected"), READ.items())
def test_an_amount_is_read_as_people_type_it(typed: str, expected: tuple[int, str | None]) -> None:
    assert Amount(*expected) == read_amount(typed)


@pytest.mark.parametrize("typed", NOT_READ)
def test_what_is_not_certain_is_no_amount(typed: str) -> None:
    assert read_amount(typed) is None


@given(st.text(max_size=40))
def test_nothing_typed_raises(typed: str) -> None:
    found = read_amount(typed)

    assert found is None or 0 <= found.cents <= MOST_CENTS


@given(st.integers(0, MOST_CENTS), st.sampled_from([" ", "\u202f", "\u00a0", ""]))
def test_an_amount_written_in_french_is_read_back(cents: int, group: str) -> None:
    written = f"{cents // 100:,}".replace(",", group) + f",{cents % 100:02} €"

    assert Amount(cents, "EUR") == read_amount(written)
