"""Cells of exports: what a spreadsheet must not take for a formula, and every kind in words."""

import pytest

from domain.journal import Kind
from messages.digest import change_name
from messages.exports import guarded, text
from tests.messages.given import journal


@pytest.mark.parametrize("cell", ["=1+1", "+33", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_a_cell_never_starts_a_formula(cell: str) -> None:
    assert f"'{cell}" == guarded(cell)


@pytest.mark.parametrize("cell", ["", "Dupuis", "1500,00", "a=1", "'=1"])
def test_a_plain_cell_stays_as_it_is(cell: str) -> None:
    assert cell == guarded(cell)


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [change_name(kind) for kind in Kind]

    assert [] == [name for kind, name in zip(Kind, names, strict=True) if name == kind.value]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", [Kind.REPLY_WRITTEN, Kind.REPLY_EDITED, Kind.REPLY_DELETED])
def test_what_people_wrote_is_given_as_it_stands(kind: Kind) -> None:
    assert "UBOB dit 1 < 2 & = 3" == text(journal(kind, text="<@UBOB> dit 1 &lt; 2 &amp; = 3"))
