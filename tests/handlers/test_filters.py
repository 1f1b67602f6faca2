"""Filters of the list, typed in any order and shape."""

import tomllib
from pathlib import Path

import pytest

from domain.overdue import Filters
from domain.people import Role
from domain.policy import Policy
from domain.policy_reading import read_policy
from handlers.filters import FilterUnreadError, read_filters


class Team:
    """People who are all collectors; Bob alone is known by a handle."""

    def roles(self, user: str) -> Role:
        return Role.COLLECTOR if user else Role.NOBODY

    def is_colleague(self, user: str) -> bool:
        return bool(user)

    def find(self, handle: str) -> str | None:
        return {"bob": "UBOB"}.get(handle)


@pytest.fixture(scope="module")
def policy() -> Policy:
    return read_policy({}, tomllib.loads(Path("domain/data/policy.toml").read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", Filters()),
        ("retard>30", Filters(late_over=30)),
        ("RETARD > 30 jours", Filters(late_over=30)),
        ("montant>1000", Filters(above=100_000)),
        ("montant > 1 000,50 €", Filters(above=100_050, currency="EUR")),
        ("montant>1\u202f000", Filters(above=100_000)),
        ("moi", Filters(owner="UALICE", covering=True)),
        ("moi @bob", Filters(owner="UBOB")),
        ("@bob", Filters(owner="UBOB")),
        ("<@UCAROLE|carole> retard>5", Filters(late_over=5, owner="UCAROLE")),
        ("profil:récalcitrant", Filters(profile="recalcitrant")),
        ("profil:Grand compte moi", Filters(owner="UALICE", profile="grand_compte", covering=True)),
        ("profil:en_difficulte", Filters(profile="en_difficulte")),
        ("devise:usd montant>10 retard>1 moi", Filters(1, 1000, "UALICE", currency="USD", covering=True)),
        ("late>3 amount>4 me profile:nouveau currency:GBP", Filters(3, 400, "UALICE", "nouveau", "GBP", covering=True)),
    ],
)
def test_filters_are_read(typed: str, expected: Filters, policy: Policy) -> None:
    assert expected == read_filters(typed, "UALICE", Team(), policy)


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("moi bleu retard>2", "bleu"),
        ("retard>", "retard>"),
        ("retard:30", "retard:30"),
        ("montant>beaucoup", "montant>beaucoup"),
        ("profil:gentil", "profil:gentil"),
        ("devise:euro", "devise:euro"),
        ("@zoe", "@zoe"),
        ("> > >", ">"),
    ],
)
def test_the_filter_that_cannot_be_read_is_named(typed: str, named: str, policy: Policy) -> None:
    with pytest.raises(FilterUnreadError) as refused:
        read_filters(typed, "UALICE", Team(), policy)

    escaped = named.replace(">", "&gt;")
    assert f"«\u00a0{escaped}\u00a0»" in refused.value.shown.text
