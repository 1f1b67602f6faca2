"""Some weeks in which everything happens: each thing that a journal may tell, as people and files bring it about."""

from typing import Any

from sqlalchemy import func, select

from domain.absences import begin_absences, end_absence, set_absence
from domain.calls import Result
from domain.contacts import add_contact, change_contact, remove_contact
from domain.debtors import Contact
from domain.dispute_credits import settle_disputes
from domain.disputes import Outcome, Reason, close_dispute, open_dispute
from domain.documents import DocumentKind as Proof
from domain.guarantees import Guarantee, GuaranteeKind, add_guarantee, change_guarantee, remove_guarantee
from domain.insolvency import lift_insolvency, note_insolvency
from domain.ledger import DocumentKind
from domain.money import Money
from domain.notes import keep_note
from domain.owners import assign_debtor
from domain.plan_schedule import Period
from domain.plans import Terms
from domain.profiles import Profile, change_profile
from domain.proofs import Fetched, FileNamed, keep_file, want_files
from domain.replies import Reply, keep_deletion, keep_edit, keep_reply
from domain.sales import Answer, answer_ask, ask_salesperson
from domain.snoozes import snooze_debtor
from storage.engine import reading
from storage.outbox import debtor_key
from storage.proofs import read_wanted
from storage.tables import disputes, journal, places
from tests.domain.paying import allocate, last_payment, pay, release, reverse
from tests.storage.books import Company, credit_note, day, invoice
from tests.storage.plans import APPROVED, ENDED, MAINTAINED, REFUSED, Bureau

SOON = Terms(3, day(14), Period.WEEKLY, "Trésorerie tendue")
"""Instalments due on Mondays 16, 23 and 30 November."""


def opened(company: Company) -> Bureau:
    """Give a company of two debtors, each with something to tell in a thread of theirs."""
    bureau = Bureau(company)
    company.load(invoice("G1", (day(-20), 40_000), client="C2"))
    for client in ("C1", "C2"):
        keep_note(company.open_book, company.act(day(0)), debtor_id=company.debtor(client), text="À suivre")
    return bureau


def everything(bureau: Bureau) -> None:
    """Live it all, once the threads stand."""
    _plans_that_never_began(bureau)
    _a_plan_to_its_end(bureau)
    _promises(bureau)
    _disputes(bureau.company)
    _a_deposit(bureau.company)
    _what_is_known(bureau.company)
    _people(bureau.company)
    _insolvency(bureau.company)
    _replies(bureau.company)


def _plans_that_never_began(bureau: Bureau) -> None:
    """Have one refused, one that nobody decides, one whose debt is paid meanwhile."""
    bureau.ask(SOON)
    bureau.decide(REFUSED, reason="Trop long")
    bureau.ask(SOON)
    bureau.tick(day(7))
    bureau.ask(SOON, on=day(7))
    pay(bureau.company, 90_000, "F1", "F2", on=day(7))
    bureau.tick(day(7))
    reverse(bureau.company, today=day(7))


def _a_plan_to_its_end(bureau: Bureau) -> None:
    """Announce an instalment, miss it, go on, pay, take a payment back, miss again, end."""
    company = bureau.company
    bureau.ask(SOON, on=day(7))
    bureau.decide(APPROVED, day(7), plan_id=4)
    for on in (day(11), day(18)):
        bureau.tick(on)
    bureau.decide(MAINTAINED, day(18), plan_id=4)
    bureau.tick(day(29))
    pay(company, 60_000, "F1", on=day(29))
    bureau.tick(day(29))
    pay(company, 30_000, "F2", on=day(29))
    bureau.tick(day(29))
    reverse(company, today=day(29))
    for on in (day(29), day(40)):
        bureau.tick(on)
    bureau.decide(ENDED, day(40), plan_id=4)


def _promises(bureau: Bureau) -> None:
    """Keep one, keep one in part, break one, and have a credit note settle the debt of the last."""
    company = bureau.company
    for number, paid in enumerate((10_000, 5_000, 0)):
        today = day(42 + 14 * number)
        company.promise(10_000, today, today=today, numbers=["F2"])
        if paid:
            bureau.pay(paid, today, "F2", ref=f"VIR {number}")
        company.judge(day(52 + 14 * number))
    company.promise(15_000, day(90), today=day(84), numbers=["F2"])
    company.load(credit_note("A1", 15_000, on=day(84)), on=day(84))
    allocate(company, last_payment(company), 15_000, ["F2"], today=day(84))
    release(company, last_payment(company), today=day(84))


def _disputes(company: Company) -> None:
    """Close one as unfounded, another as founded, which a credit note then settles."""
    for outcome in (Outcome.UNFOUNDED, Outcome.FOUNDED):
        about: Any = {"debtor_id": company.debtor(), "lines": company.lines("F2"), "reason": Reason.QUALITY}
        open_dispute(company.open_book, company.act(day(85)), **about)
        ids = {"debtor_id": company.debtor(), "dispute_id": company.scalar(select(func.max(disputes.c.id)))}
        close_dispute(company.open_book, company.act(day(85)), outcome=outcome, **ids)
    allocate(company, last_payment(company), 15_000, ["F2"], today=day(86))
    settle_disputes(company.open_book, company.act(day(86), by=""))


def _a_deposit(company: Company) -> None:
    company.load(invoice("D1", (day(80), 4_000), kind=DocumentKind.DEPOSIT, order_ref="C-45"), on=day(86))
    pay(company, 3_000, "D1", on=day(86))


def _what_is_known(company: Company) -> None:
    """Set, change and remove what is known of the second debtor, ask their salesperson, keep a proof."""
    open_book, debtor_id = company.open_book, company.debtor("C2")
    profile = Profile(profile="recalcitrant", salesperson="ULUCAS")
    change_profile(open_book, company.act(day(1)), debtor_id=debtor_id, profile=profile, seen=_seen(company))
    ask_salesperson(open_book, company.act(day(1)), debtor_id=debtor_id)
    answer_ask(open_book, company.act(day(1), by="ULUCAS"), ask_id=1, answer=Answer.CALLS)

    roux = Contact(1, "Jeanne Roux", "direction", "roux@dupuis.example", "01 02 03 04 05", can_unblock=True)
    gone: Any = {"debtor_id": debtor_id, "contact_id": 1}
    add_contact(open_book, company.act(day(1)), debtor_id=debtor_id, contact=roux)
    other = Contact(1, "Jeanne Leroux", "direction")
    change_contact(open_book, company.act(day(1)), debtor_id=debtor_id, contact=other, seen=_seen(company))
    remove_contact(open_book, company.act(day(1)), **gone, seen=_seen(company))

    surety = Guarantee(1, GuaranteeKind.SURETY, Money(1_000_000, "EUR"), day(300))
    more = Guarantee(1, GuaranteeKind.SURETY, Money(2_000_000, "EUR"), day(300))
    add_guarantee(open_book, company.act(day(1)), debtor_id=debtor_id, guarantee=surety)
    change_guarantee(open_book, company.act(day(1)), debtor_id=debtor_id, guarantee=more, seen=_seen(company))
    remove_guarantee(open_book, company.act(day(1)), debtor_id=debtor_id, guarantee_id=1, seen=_seen(company))

    file = FileNamed("F1", "bon.pdf")
    want_files(open_book, company.act(day(1)), debtor_id=debtor_id, kind=Proof.DELIVERY_NOTE, files=[file])
    with reading(company.engine) as connection:
        wanted = read_wanted(connection, 1)
    keep_file(open_book, company.act(day(1)), wanted, Fetched("bon.pdf", "application/pdf", b"%PDF-1.7\nun bon"))


def _people(company: Company) -> None:
    """Have the second debtor owned, called, put aside, handed over for some days and taken back."""
    open_book, debtor_id = company.open_book, company.debtor("C2")
    assign_debtor(open_book, company.act(day(1)), debtor_id=debtor_id, owner="UALICE")
    company.call(day(1), client="C2", result=Result.CALL_BACK, next_on=day(2), note="Rappeler", counts=True)
    set_absence(open_book, company.act(day(1)), stand_in="UBOB", first_on=day(2), last_on=day(5))
    begin_absences(open_book, company.act(day(2), by=""))
    end_absence(open_book, company.act(day(3)))
    snooze_debtor(open_book, company.act(day(3)), debtor_id=debtor_id, until=day(9), reason="Congés")


def _insolvency(company: Company) -> None:
    about: Any = {"debtor_id": company.debtor("C2"), "published_on": day(3)}
    for declared_on in (None, day(5)):
        note_insolvency(company.open_book, company.act(day(5)), declared_on=declared_on, **about)
    lift_insolvency(company.open_book, company.act(day(6)), debtor_id=company.debtor("C2"))


def _replies(company: Company) -> None:
    """Have somebody write in the second debtor's thread, and think better of it."""
    key = debtor_key(company.debtor("C2"))
    (root,) = company.rows(select(places.c.channel, places.c.ts).where(places.c.key == key))
    reply = Reply(root.channel, root.ts, "1.000001", "Ils ont rappelé")
    for keep in (keep_reply, keep_edit, keep_deletion):
        keep(company.open_book, company.act(day(6)), reply)


def _seen(company: Company) -> int:
    """Give what a form drawn now has seen of the second debtor."""
    newest = select(func.max(journal.c.seq)).where(journal.c.debtor_id == company.debtor("C2"))
    return int(company.scalar(newest))
