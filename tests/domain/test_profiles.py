"""A profile, contacts and guarantees are kept whole, or refused with a reason; the second editor is told."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from domain.contacts import (
    CheckedInTheFuture,
    ContactEmpty,
    ContactGone,
    ContactKnown,
    EmailNotValid,
    PhoneNotValid,
    add_contact,
    change_contact,
    read_phone,
    remove_contact,
)
from domain.debtors import Contact, DebtorKind
from domain.edits import EditedMeanwhile
from domain.guarantees import (
    Guarantee,
    GuaranteeEndPast,
    GuaranteeGone,
    GuaranteeKind,
    add_guarantee,
    change_guarantee,
    remove_guarantee,
)
from domain.imports import import_ledger
from domain.journal import Kind
from domain.ledger import LedgerContact, LedgerFile
from domain.money import Money
from domain.profiles import (
    BanEndNotAfterToday,
    BanReasonMissing,
    Profile,
    ProfileUnknown,
    ScenarioUnknown,
    Sheet,
    YearOutOfRange,
    change_profile,
    profile_of,
    set_profile,
)
from domain.refusals import Refusal, TextTooLong, UnknownDebtor
from domain.why import trace
from storage.tables import contacts
from tests.storage.books import MONDAY, Company, day, invoice
from tests.storage.test_once import together

ROUX = Contact(0, "Jeanne Roux", "direction", "roux@dupuis.example", "0102030405", can_unblock=True)
CAUTION = Guarantee(0, GuaranteeKind.SURETY, Money(1_000_000, "EUR"), day(30))


@pytest.fixture
def book(company: Company) -> Company:
    company.load(invoice("F1", (day(-30), 100_000)))
    return company


def sheet(book: Company, code: str = "C1") -> Sheet:
    debtor_id = book.debtor(code)
    with book.open_reader() as reader:
        return reader.sheet(debtor_id)


def change(book: Company, profile: Profile, *, seen: int | None = None, by: str = "UALICE", on: date = MONDAY) -> bool:
    now = sheet(book)
    at = now.seen if seen is None else seen
    act = book.act(on, by=by)
    return change_profile(book.open_book, act, debtor_id=now.debtor.id, profile=profile, seen=at)


FULL = Profile(
    profile="recalcitrant",
    scenario="doux",
    kind=DebtorKind.PUBLIC,
    salesperson="ULUCAS",
    no_contact_reason="Médiation",
    no_contact_until=day(10),
    credit_limit=50_000,
    capital=0,
    founded_year=1800,
    health="Bilan déposé",
    opinion="Paie tard",
)


def test_a_profile_is_kept_as_it_was_given(book: Company) -> None:
    assert change(book, FULL)
    assert FULL == profile_of(sheet(book).debtor, MONDAY)
    assert (MONDAY, "UALICE") == (sheet(book).debtor.no_contact_since, sheet(book).debtor.no_contact_by)
    assert not change(book, FULL, by="UBOB")
    assert ["profile.changed"] == book.kinds()


def test_a_ban_that_is_over_is_none_and_a_new_one_begins_anew(book: Company) -> None:
    change(book, FULL)
    over = profile_of(sheet(book).debtor, day(10))
    assert ("", None) == (over.no_contact_reason, over.no_contact_until)

    change(book, replace(over, no_contact_reason="Autre motif"), by="UBOB", on=day(12))
    debtor = sheet(book).debtor
    assert (day(12), None, "UBOB") == (debtor.no_contact_since, debtor.no_contact_until, debtor.no_contact_by)

    change(book, over, on=day(13))
    assert (None, "") == (sheet(book).debtor.no_contact_since, sheet(book).debtor.no_contact_by)


def test_who_set_a_ban_stays_while_others_change_the_rest(book: Company) -> None:
    change(book, FULL)
    change(book, replace(FULL, opinion=""), by="UBOB", on=day(1))

    assert (MONDAY, "UALICE") == (sheet(book).debtor.no_contact_since, sheet(book).debtor.no_contact_by)


@pytest.mark.parametrize(
    ("profile", "refusal"),
    [
        (Profile(profile="coriace"), ProfileUnknown),
        (Profile(scenario="inconnu"), ScenarioUnknown),
        (Profile(no_contact_until=day(9)), BanReasonMissing),
        (Profile(no_contact_reason=" ", no_contact_until=day(9)), BanReasonMissing),
        (Profile(no_contact_reason="Vu", no_contact_until=MONDAY), BanEndNotAfterToday),
        (Profile(founded_year=1799), YearOutOfRange),
        (Profile(founded_year=2027), YearOutOfRange),
        (Profile(opinion="x" * 301), TextTooLong),
    ],
)
def test_a_profile_that_cannot_be_is_refused(book: Company, profile: Profile, refusal: type[Refusal]) -> None:
    with pytest.raises(refusal):
        change(book, profile)

    assert [] == book.kinds()


def test_the_profile_of_nobody_is_refused(book: Company) -> None:
    with pytest.raises(UnknownDebtor):
        set_profile(book.open_book, book.act(MONDAY), debtor_id=999, profile="recalcitrant")


def test_a_profile_leads_to_its_scenario_and_an_import_leaves_it(book: Company) -> None:
    change(book, replace(FULL, scenario="", no_contact_reason="", no_contact_until=None))
    book.load(invoice("F1", (day(-30), 100_000), client_name="Dupuis & Cie"), invoice("F2", (day(-3), 5_000)))

    now, (first, *_) = sheet(book).debtor, trace(book.card(), MONDAY, book.policy).lines
    assert ("Dupuis & Cie", DebtorKind.PUBLIC, "recalcitrant") == (now.name, now.kind, now.profile)
    expected = book.policy.scenarios[book.policy.profiles["recalcitrant"]].levels[0].name
    assert first.next is not None
    assert expected == first.next.name


def test_of_two_editors_at_the_same_instant_one_is_told(book: Company) -> None:
    seen = sheet(book).seen

    def edit(profile: str) -> str:
        try:
            change(book, Profile(profile=profile), seen=seen, by=f"U{profile}")
        except EditedMeanwhile as refusal:
            (row,) = refusal.facts["edits"]
            return str(row.actor)
        return "kept"

    first, second = together(lambda: edit("etourdi"), lambda: edit("nouveau"))
    kept = sheet(book).debtor.profile

    assert {"kept", f"U{kept}"} == {first, second}
    assert ["profile.changed"] == book.kinds()


def test_an_edit_of_a_contact_is_no_edit_of_the_profile(book: Company) -> None:
    seen = sheet(book).seen
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)

    assert change(book, FULL, seen=seen)


def test_a_contact_is_written_as_it_is_dialled_and_addressed(book: Company) -> None:
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)

    (kept,) = sheet(book).contacts
    assert replace(ROUX, id=kept.id, phone="01 02 03 04 05") == kept


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("01.23.45.67.89", "01 23 45 67 89"), ("+33 6 12 34 56 78", "06 12 34 56 78"), ("+3222345678", "+32 2 234 56 78")],
)
def test_a_phone_number_is_read_from_france(typed: str, expected: str) -> None:
    assert expected == read_phone(typed)


@pytest.mark.parametrize(
    ("contact", "refusal"),
    [
        (Contact(0, " "), ContactEmpty),
        (Contact(0, "Roux", email="roux@"), EmailNotValid),
        (Contact(0, "Roux", phone="12"), PhoneNotValid),
        (Contact(0, "Roux", checked_on=day(1)), CheckedInTheFuture),
        (ROUX, ContactKnown),
    ],
)
def test_a_contact_that_cannot_be_is_refused(book: Company, contact: Contact, refusal: type[Refusal]) -> None:
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)
    with pytest.raises(refusal):
        add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=contact)

    assert ["contact.added"] == book.kinds()


def compta(book: Company) -> None:
    file = LedgerFile(
        "contacts", contacts=[LedgerContact(2, "C1", "Client C1", "Compta", "", "pas une adresse", "poste 12")]
    )
    import_ledger(book.open_book, book.act(MONDAY, by=""), file, "contacts.csv")


def test_what_a_ledger_brought_may_stay_as_it_is(book: Company) -> None:
    compta(book)
    (known,) = sheet(book).contacts
    change_contact(
        book.open_book,
        book.act(MONDAY),
        debtor_id=1,
        contact=replace(known, name="Mme Roux"),
        seen=sheet(book).seen,
    )

    assert replace(known, name="Mme Roux") == sheet(book).contacts[0]
    compta(book)
    assert 1 == len(sheet(book).contacts)


def test_a_contact_a_person_removed_is_not_brought_back_by_a_ledger_but_by_a_person(book: Company) -> None:
    compta(book)
    (known,) = sheet(book).contacts
    remove_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact_id=known.id, seen=sheet(book).seen)
    compta(book)
    assert () == sheet(book).contacts

    compta_again = replace(known, id=0, email="")
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=replace(compta_again, phone=""))
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)
    assert ["Jeanne Roux", "Compta"] == [one.name for one in sheet(book).contacts]
    assert 3 == len(book.rows(select(contacts.c.id)))

    roux = sheet(book).contacts[0]
    remove_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact_id=roux.id, seen=sheet(book).seen)
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)
    assert roux.id == sheet(book).contacts[0].id
    assert 3 == len(book.rows(select(contacts.c.id)))


def test_the_second_editor_of_a_contact_is_told_who_changed_what(book: Company) -> None:
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)
    (known,), seen = sheet(book).contacts, sheet(book).seen
    changed = replace(known, role="acheteur", checked_on=MONDAY)
    change_contact(book.open_book, book.act(MONDAY, by="UBOB"), debtor_id=1, contact=changed, seen=seen)
    with pytest.raises(EditedMeanwhile) as told:
        remove_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact_id=known.id, seen=seen)

    (row,) = told.value.facts["edits"]
    assert ("UBOB", Kind.CONTACT_CHANGED, ["role", "checked_on"]) == (row.actor, row.kind, row.payload["fields"])
    assert "example" not in str(row.payload)


def test_a_contact_of_another_debtor_is_not_found(book: Company) -> None:
    add_contact(book.open_book, book.act(MONDAY), debtor_id=1, contact=ROUX)
    book.load(invoice("F9", (day(-3), 500), client="C2"))
    with pytest.raises(ContactGone):
        change_contact(
            book.open_book,
            book.act(MONDAY),
            debtor_id=book.debtor("C2"),
            contact=replace(ROUX, id=1),
            seen=sheet(book, "C2").seen,
        )


def test_a_guarantee_is_set_changed_and_removed(book: Company) -> None:
    add_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee=CAUTION)
    (known,), seen = sheet(book).guarantees, sheet(book).seen
    assert replace(CAUTION, id=known.id) == known

    longer = replace(known, ends_on=None)
    change_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee=longer, seen=seen)
    assert (longer,) == sheet(book).guarantees
    with pytest.raises(EditedMeanwhile):
        remove_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee_id=known.id, seen=seen)

    remove_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee_id=known.id, seen=sheet(book).seen)
    assert () == sheet(book).guarantees
    with pytest.raises(GuaranteeGone):
        remove_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee_id=known.id, seen=sheet(book).seen)
    assert ["guarantee.added", "guarantee.changed", "guarantee.removed"] == book.kinds()


def test_a_guarantee_that_is_over_may_be_corrected_but_not_set(book: Company) -> None:
    add_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee=CAUTION)
    over, (known,) = replace(CAUTION, ends_on=day(-1)), sheet(book).guarantees
    with pytest.raises(GuaranteeEndPast):
        add_guarantee(book.open_book, book.act(MONDAY), debtor_id=1, guarantee=over)

    corrected = replace(known, amount=Money(500, "EUR"))
    act = book.act(day(60))
    change_guarantee(book.open_book, act, debtor_id=1, guarantee=corrected, seen=sheet(book).seen)
    assert (corrected,) == sheet(book).guarantees


@pytest.mark.parametrize(
    ("on", "care", "over"), [(-1, False, False), (0, True, False), (30, True, False), (31, True, True)]
)
def test_a_guarantee_needs_care_a_month_before_its_end(on: int, care: bool, over: bool) -> None:  # noqa: FBT001 - a table
    assert (care, over) == (CAUTION.needs_care(day(on)), CAUTION.is_over(day(on)))
