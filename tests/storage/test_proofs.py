"""Files that people join and documents they receive, on both databases."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from domain.documents import DocumentKind
from domain.handouts import DocumentGone, hand_out
from domain.proofs import (
    Fetched,
    FileNamed,
    InvoiceUnknown,
    NoFileChosen,
    Outcome,
    WantedFile,
    give_up,
    keep_file,
    want_files,
)
from domain.refusals import UnknownDebtor
from storage import journal
from storage.engine import reading
from storage.errands import LEASE, Errands
from storage.proofs import read_not_kept, read_proofs, read_wanted
from storage.tables import handouts, places, wanted_files
from tests.storage.books import Company, day, invoice, now
from tests.storage.test_once import together

PDF = Fetched("bon.pdf", "application/pdf", b"%PDF-1.7\nun bon")
ONE = (FileNamed("F1", "bon.pdf"),)


def ask(company: Company, files: tuple[FileNamed, ...] = ONE, invoice: str = "", once: str | None = None) -> None:
    want_files(
        company.open_book,
        company.act(day(0), once=once),
        debtor_id=company.debtor(),
        kind=DocumentKind.ORDER,
        files=files,
        invoice=invoice,
    )


def wanted(company: Company) -> list[WantedFile]:
    with reading(company.engine) as connection:
        ids = connection.execute(select(wanted_files.c.id).order_by(wanted_files.c.id)).scalars().all()
        return [read_wanted(connection, one) for one in ids]


@pytest.fixture
def firm(company: Company) -> Company:
    company.load(invoice("FA-2026-1", (day(-10), 10_000)), invoice("FA-2026-2", (day(-5), 10_000)))
    company.load(invoice("FB-1", (day(-10), 10_000), client="C2"))
    return company


def test_files_asked_for_together_are_one_batch_about_one_invoice(firm: Company) -> None:
    ask(firm, (FileNamed("F1", "a.pdf"), FileNamed("F2", "b.pdf")), " fa-2026-2 ")
    ask(firm)

    first, second, third = wanted(firm)
    assert first.batch == second.batch == first.id != third.batch
    assert ("FA-2026-2", "FA-2026-2", "") == (first.invoice, second.invoice, third.invoice)
    assert (DocumentKind.ORDER, "F2", "b.pdf", "UALICE") == (second.kind, second.file_id, second.name, second.asked_by)


@pytest.mark.parametrize(
    ("typed", "nearest"), [("FA-2026-12", "FA-2026-1"), ("26-2", "FA-2026-2"), ("FB-1", "FA-2026-1")]
)
def test_an_invoice_of_nobody_or_of_somebody_else_is_refused(firm: Company, typed: str, nearest: str) -> None:
    with pytest.raises(InvoiceUnknown) as refusal:
        ask(firm, invoice=typed)

    assert nearest == refusal.value.facts["nearest"]
    assert [] == wanted(firm)


def test_nothing_and_nobody_are_refused(firm: Company) -> None:
    with pytest.raises(NoFileChosen):
        ask(firm, ())
    with pytest.raises(UnknownDebtor):
        want_files(firm.open_book, firm.act(day(0)), debtor_id=999, kind=DocumentKind.ORDER, files=ONE)

    assert [] == wanted(firm)


def test_a_form_sent_twice_asks_once(firm: Company) -> None:
    for _ in range(2):
        ask(firm, once="view:V1")

    assert 1 == len(wanted(firm))


def test_a_file_is_kept_once_by_two_workers_at_once(firm: Company) -> None:
    ask(firm, invoice="FA-2026-1")
    (one,) = wanted(firm)
    together(*[partial(keep_file, firm.open_book, firm.act(day(0)), one, PDF) for _ in range(4)])

    assert ["document.kept"] == firm.kinds()
    with reading(firm.engine) as connection:
        (row,) = read_proofs(connection, firm.debtor())
        assert journal.verify(connection, firm.debtor())
    assert ("bon.pdf", "FA-2026-1", 15, day(0), "UALICE") == (
        row.name,
        row.invoice,
        row.size,
        row.kept_on,
        row.kept_by,
    )


def test_one_content_joined_by_two_people_at_once_is_kept_once_and_the_other_is_told(firm: Company) -> None:
    ask(firm)
    ask(firm)
    together(*[partial(keep_file, firm.open_book, firm.act(day(0)), one, PDF) for one in wanted(firm)])

    assert ["document.kept"] == firm.kinds()
    assert ["kept", "known"] == sorted(row[0] for row in firm.rows(select(wanted_files.c.outcome)))
    assert 1 == len(firm.rows(select(places.c.key).where(places.c.key.startswith("files:"))))


def test_the_same_content_is_kept_with_each_debtor(firm: Company) -> None:
    for code in ("C1", "C2"):
        want_files(firm.open_book, firm.act(day(0)), debtor_id=firm.debtor(code), kind=DocumentKind.ORDER, files=ONE)
    for one in wanted(firm):
        keep_file(firm.open_book, firm.act(day(0)), one, PDF)

    assert ["document.kept"] == firm.kinds("C1") == firm.kinds("C2")


@pytest.mark.parametrize(
    ("content", "outcome"),
    [(b"", Outcome.EMPTY), (b"%PDF-" + b"x" * 10_000_000, Outcome.TOO_BIG), (b"MZ", Outcome.WRONG_TYPE)],
)
def test_what_cannot_be_kept_is_told_to_whoever_wanted_it(firm: Company, content: bytes, outcome: Outcome) -> None:
    ask(firm)
    (one,) = wanted(firm)
    keep_file(firm.open_book, firm.act(day(0)), one, Fetched("bon.pdf", "application/pdf", content))

    with reading(firm.engine) as connection:
        found = read_not_kept(connection, one.batch)
    assert found is not None
    assert ("Client C1", (("bon.pdf", outcome),)) == (found.debtor, found.files)
    assert [(f"files:{one.batch}", "UALICE")] == firm.rows(select(places.c.key, places.c.channel))
    assert [] == firm.kinds()


def test_what_was_given_up_is_not_kept_afterwards(firm: Company) -> None:
    ask(firm)
    (one,) = wanted(firm)
    give_up(firm.open_book, firm.act(day(0)), one, Outcome.GONE)
    keep_file(firm.open_book, firm.act(day(0)), one, PDF)

    assert [("gone",)] == firm.rows(select(wanted_files.c.outcome))
    assert [] == firm.kinds()


def test_a_batch_that_was_kept_whole_has_nothing_to_tell(firm: Company) -> None:
    ask(firm)
    (one,) = wanted(firm)
    keep_file(firm.open_book, firm.act(day(0)), one, PDF)

    with reading(firm.engine) as connection:
        assert read_not_kept(connection, one.batch) is None


def test_an_errand_is_taken_by_one_worker_and_by_the_next_once_its_lease_is_over(firm: Company) -> None:
    ask(firm)
    errands = Errands(firm.engine, wanted_files)
    taken = together(*[partial(errands.take, now()) for _ in range(4)])
    (one,) = wanted(firm)

    assert [one.id, None, None, None] == sorted(taken, key=lambda found: found is None)
    assert errands.take(now()) is None
    assert one.id == errands.take(now() + LEASE + timedelta(seconds=1))
    assert [2] == [each.tries for each in wanted(firm)]


def test_an_errand_put_off_waits_and_counts_only_what_was_tried(firm: Company) -> None:
    ask(firm)
    errands = Errands(firm.engine, wanted_files)
    for counted in (True, False):
        errand_id = errands.take(now())
        assert errand_id is not None
        errands.put_off(errand_id, now() - timedelta(seconds=1), counted=counted)
    (one,) = wanted(firm)

    assert 1 == one.tries
    errands.put_off(one.id, now() + timedelta(hours=1), counted=True)
    assert errands.take(now()) is None


def test_only_a_document_of_the_debtor_is_handed_out(firm: Company) -> None:
    ask(firm)
    (one,) = wanted(firm)
    keep_file(firm.open_book, firm.act(day(0)), one, PDF)
    with reading(firm.engine) as connection:
        (row,) = read_proofs(connection, firm.debtor())
    with pytest.raises(DocumentGone):
        hand_out(firm.open_book, firm.act(day(0)), debtor_id=firm.debtor("C2"), document_id=row.id)
    for _ in range(2):
        act = firm.act(day(0), once="press:1")
        assert "bon.pdf" == hand_out(firm.open_book, act, debtor_id=firm.debtor(), document_id=row.id)

    assert [("UALICE",)] == firm.rows(select(handouts.c.asked_by))
