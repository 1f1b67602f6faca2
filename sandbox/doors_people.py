"""Who clients and colleagues are, and what they are asked, by the product's own use cases."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from domain.absences import set_absence
from domain.contacts import change_contact
from domain.debtors import DebtorKind
from domain.guarantees import Guarantee, GuaranteeKind, add_guarantee
from domain.insolvency import note_insolvency
from domain.money import Money
from domain.profiles import LIMIT_CURRENCY, Sheet, change_profile, profile_of
from domain.sales import Answer, answer_ask, ask_salesperson
from sandbox.doing import Doing, cents


def _profile(one: Doing) -> None:
    """Set what is said of the profile, and leave the rest."""
    facts, sheet = one.facts, _sheet(one)
    said = {name: facts[name] for name in ("salesperson", "health", "opinion", "founded_year") if name in facts}
    said |= {name: cents(facts[name]) for name in ("credit_limit", "capital") if name in facts}
    if "as" in facts:
        said |= {"profile": facts["as"]}
    if "kind" in facts:
        said |= {"kind": DebtorKind(facts["kind"])}
    if "ban" in facts:
        said |= {"no_contact_reason": facts["ban"], "no_contact_until": one.days.named(facts["until"])}
    profile = replace(profile_of(sheet.debtor, one.program.clock.today()), **said)
    change_profile(one.open_book, one.act, debtor_id=one.debtor_id, profile=profile, seen=sheet.seen)


def _unblocks(one: Doing) -> None:
    """Note that the client's contact may unblock payment, checked on that day."""
    sheet = _sheet(one)
    contact = replace(sheet.contacts[0], can_unblock=True, checked_on=one.program.clock.today(), role=one.facts["role"])
    change_contact(one.open_book, one.act, debtor_id=one.debtor_id, contact=contact, seen=sheet.seen)


def _guarantee(one: Doing) -> None:
    facts = one.facts
    ends_on = one.days.named(facts["ends"]) if "ends" in facts else None
    amount = Money(cents(facts.get("amount", "0.00")), LIMIT_CURRENCY)
    guarantee = Guarantee(0, GuaranteeKind(facts["form"]), amount, ends_on)
    add_guarantee(one.open_book, one.act, debtor_id=one.debtor_id, guarantee=guarantee)


def _insolvency(one: Doing) -> None:
    published_on = one.days.named(one.facts["published"])
    note_insolvency(one.open_book, one.act, debtor_id=one.debtor_id, published_on=published_on)


def _ask(one: Doing) -> None:
    ask_salesperson(one.open_book, one.act, debtor_id=one.debtor_id)


def _answer(one: Doing) -> None:
    with one.program.open_reader() as reader:
        asked = reader.card(one.debtor_id).asked
    if asked:
        answer_ask(one.open_book, one.act, ask_id=asked.id, answer=Answer(one.facts["says"]))


def _absence(one: Doing) -> None:
    first_on, last_on = one.days.named(one.facts["first"]), one.days.named(one.facts["last"])
    set_absence(one.open_book, one.act, stand_in=one.facts["to"], first_on=first_on, last_on=last_on)


def _sheet(one: Doing) -> Sheet:
    with one.program.open_reader() as reader:
        return reader.sheet(one.debtor_id)


PEOPLE: Mapping[str, Callable[[Doing], object]] = {
    "absence": _absence,
    "answer": _answer,
    "ask": _ask,
    "guarantee": _guarantee,
    "insolvency": _insolvency,
    "profile": _profile,
    "unblocks": _unblocks,
}
