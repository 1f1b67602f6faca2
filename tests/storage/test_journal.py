"""The journal's chain proves that nothing was changed, slipped in or taken away."""

from typing import Any

import pytest
from sqlalchemy import delete, insert, select, update

from domain.notes import keep_note
from domain.owners import assign_debtor
from storage.engine import reading
from storage.journal import verify
from storage.tables import debtors, journal
from tests.storage.books import Company, day, invoice


def told(company: Company) -> int:
    """Write four rows about a debtor, give their id."""
    company.load(invoice("F1", (day(5), 100)))
    debtor_id = company.debtor()
    keep_note(company.open_book, company.act(day(0)), debtor_id=debtor_id, text="Préfère être appelé le matin, à Évry")
    assign_debtor(company.open_book, company.act(day(1)), debtor_id=debtor_id, owner="UBOB")
    company.promise(100, day(3))
    return debtor_id


def holds(company: Company, debtor_id: int) -> bool:
    with reading(company.engine) as connection:
        return verify(connection, debtor_id)


def test_the_chain_of_what_was_written_holds(company: Company) -> None:
    debtor_id = told(company)

    assert holds(company, debtor_id)
    assert [1, 2, 3, 4] == [row.seq for row in company.journal()]


def test_the_chain_of_a_debtor_without_a_row_holds(company: Company) -> None:
    company.write(insert(debtors).values(code="C9", name="Neuf", sought="neuf"))

    assert holds(company, company.debtor("C9"))


TAMPERING: dict[str, Any] = {
    "an actor changed": update(journal).where(journal.c.seq == 2).values(actor="UEVE"),
    "a kind changed": update(journal).where(journal.c.seq == 2).values(kind="call.logged"),
    "a payload changed": update(journal).where(journal.c.seq == 2).values(payload={"text": "autre"}),
    "a payload and its digest changed": update(journal)
    .where(journal.c.seq == 2)
    .values(payload={}, digest="44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
    "a row taken away in the middle": delete(journal).where(journal.c.seq == 2),
    "the last row taken away": delete(journal).where(journal.c.seq == 4),
    "every row taken away": delete(journal),
}


@pytest.mark.parametrize("statement", TAMPERING.values(), ids=TAMPERING.keys())
def test_tampering_is_found(company: Company, statement: Any) -> None:
    debtor_id = told(company)
    company.write(statement)

    assert not holds(company, debtor_id)


def test_a_changed_instant_is_found(company: Company) -> None:
    debtor_id = told(company)
    company.write(update(journal).where(journal.c.seq == 2).values(at=company.act(day(9)).at))

    assert not holds(company, debtor_id)


def test_a_row_slipped_in_at_the_end_is_found(company: Company) -> None:
    debtor_id = told(company)
    (last,) = company.rows(select(journal).where(journal.c.seq == 4))
    values = {name: value for name, value in last._mapping.items() if name != "id"}  # noqa: SLF001 - SQLAlchemy's accessor
    company.write(insert(journal).values(**values | {"seq": 5}))

    assert not holds(company, debtor_id)


def test_a_book_writes_whole_or_not_at_all(company: Company) -> None:
    told(company)

    class Fell(Exception):  # noqa: N818 - it stands for any failure
        pass

    def write_then_fall() -> None:
        with company.open_book() as book:
            act = company.act(day(2), once="falls")
            assert book.first_time(act)
            book.debtors.keep(book.debtors.get(company_debtor))
            raise Fell

    company_debtor = company.debtor()
    before = company.card()
    with pytest.raises(Fell):
        write_then_fall()

    assert before == company.card()
    with company.open_book() as book:
        assert book.first_time(company.act(day(2), once="falls"))
