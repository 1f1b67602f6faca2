"""Any debtor that a file may bring: hostile names, many currencies, sums up to what the books hold."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from domain.cards import CallRow, Card, CreditRow, PromiseRow
from domain.concerns import NOTHING, Concerns, Missed, Secured
from domain.debtors import Contact, Debtor, DebtorKind
from domain.debts import DueLine
from domain.disputes import DisputeRow, Share
from domain.disputes import Reason as DisputeReason
from domain.disputes import State as DisputeState
from domain.documents import DocumentKind
from domain.guarantees import Guarantee, GuaranteeKind
from domain.money import Money, totals
from domain.overdue import DebtorRow
from domain.payments import Payment, Placed, Source
from domain.priority import PromiseFact, Standing
from domain.promises import State
from domain.proofs import ProofRow
from domain.sales import Answer, Ask
from tests.messages.given import HOSTILE, TODAY

LARGEST = 10**13
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "SEK", "PLN", "JPY", "MAD", "AUD")

NAMES = st.one_of(
    st.sampled_from(
        (HOSTILE, "&" * 255, "<!channel>" * 25, "👩‍👩‍👧‍👦" * 36, "😀" * 255, "شركة محدودة" * 20, "x" * 255, "*_~`>")
    ),
    st.text(min_size=1, max_size=255),
)
CENTS = st.integers(1, LARGEST)
LINE_CENTS = st.integers(1, LARGEST // 100)
"""A debtor may have many lines, whose sum people must still be able to type."""
DAYS = st.dates(TODAY - timedelta(days=4000), TODAY + timedelta(days=400))
USERS = st.sampled_from(("", "UALICE", "W0123456789"))


def moneys(least: int = 1) -> st.SearchStrategy[tuple[Money, ...]]:
    one = st.builds(Money, CENTS, st.sampled_from(CURRENCIES))
    return st.lists(one, min_size=least, max_size=12).map(totals)


def facts() -> st.SearchStrategy[PromiseFact]:
    return st.builds(PromiseFact, st.builds(Money, CENTS, st.sampled_from(CURRENCIES)), DAYS, CENTS)


def standings() -> st.SearchStrategy[Standing]:
    return st.builds(
        Standing,
        overdue=moneys(),
        oldest_due=st.dates(TODAY - timedelta(days=4000), TODAY - timedelta(days=1)),
        last_contact_on=st.none() | DAYS,
        next_call_on=st.none() | DAYS,
        snoozed_until=st.none() | DAYS,
        promise=st.none() | facts(),
        broken=st.none() | facts(),
        frozen=st.booleans(),
        spare=moneys(0),
        disputed=moneys(0),
        concerns=concerns(),
    )


def concerns() -> st.SearchStrategy[Concerns]:
    money = st.builds(Money, CENTS, st.sampled_from(CURRENCIES))
    return st.just(NOTHING) | st.builds(
        Concerns,
        insolvent_on=st.none() | DAYS,
        declared_on=st.none() | DAYS,
        reclaimed_on=st.none() | DAYS,
        reserved=st.booleans(),
        no_contact_since=st.none() | DAYS,
        no_contact_until=st.none() | DAYS,
        payment_sent_on=DAYS,
        payment_sent_until=st.none() | DAYS,
        plan=st.sampled_from(("", "requested", "active", "in_default")),
        missed=st.none() | st.builds(Missed, st.integers(0, 12), st.just(12), money, DAYS),
        limit=st.none() | money,
        guarantees=st.lists(st.builds(Secured, money, DAYS), max_size=4).map(tuple),
    )


def disputes() -> st.SearchStrategy[DisputeRow]:
    return st.builds(
        DisputeRow,
        id=st.integers(1, 9),
        debtor_id=st.just(1),
        state=st.sampled_from(DisputeState),
        reason=st.sampled_from((*DisputeReason, "")),
        amount=st.builds(Money, CENTS, st.sampled_from(CURRENCIES)),
        opened_on=DAYS,
        opened_by=USERS,
        comment=NAMES,
        closed_on=DAYS,
        closed_by=USERS,
        shares=st.lists(st.builds(Share, st.integers(1, 9), CENTS), max_size=3).map(tuple),
        numbers=st.lists(NAMES, max_size=5).map(tuple),
    )


def rows() -> st.SearchStrategy[DebtorRow]:
    ids = st.integers(1, 2**63 - 1)
    return st.builds(DebtorRow, ids, NAMES, NAMES, USERS, NAMES, st.integers(1, 10**6), standings())


def lines() -> st.SearchStrategy[DueLine]:
    return st.builds(
        DueLine,
        id=st.integers(1, 2**63 - 1),
        invoice_id=st.integers(1, 9),
        number=NAMES,
        issued_on=st.none(),
        due_on=DAYS,
        amount=LINE_CENTS,
        left=LINE_CENTS,
        currency=st.sampled_from(CURRENCIES),
        level=st.integers(0, 8),
        reminded_on=st.none() | DAYS,
        scenario=st.sampled_from(("", "", "inconnu")),
        promise_id=st.none() | st.integers(1, 3),
        plan_id=st.none() | st.integers(1, 3),
        disputed=st.just(0) | CENTS,
    )


def debtors() -> st.SearchStrategy[Debtor]:
    return st.builds(
        Debtor,
        id=st.integers(1, 2**63 - 1),
        code=NAMES,
        name=NAMES,
        version=st.just(1),
        kind=st.sampled_from(DebtorKind),
        siren=st.sampled_from(("", "100000009")),
        profile=st.sampled_from(("", "bon_payeur", "particulier", "maison")),
        owner=USERS,
        snoozed_until=st.none() | DAYS,
        snooze_reason=NAMES,
        snoozed_by=USERS,
        next_call_on=st.none() | DAYS,
        next_call_by=USERS,
        last_contact_on=st.none() | DAYS,
        salesperson=USERS,
        no_contact_since=st.none() | DAYS,
        no_contact_until=st.none() | DAYS,
        no_contact_reason=NAMES,
        no_contact_by=USERS,
        insolvent_on=st.none() | DAYS,
        payment_sent_on=DAYS,
        payment_sent_until=st.none() | DAYS,
        credit_limit=st.none() | CENTS,
        capital=st.none() | CENTS,
        founded_year=st.none() | st.integers(1800, 2026),
        health=NAMES,
        opinion=NAMES,
    )


def guarantees() -> st.SearchStrategy[Guarantee]:
    money = st.builds(Money, CENTS, st.sampled_from(CURRENCIES))
    return st.builds(Guarantee, st.integers(1, 2**63 - 1), st.sampled_from(GuaranteeKind), money, st.none() | DAYS)


def payments() -> st.SearchStrategy[Payment]:
    return st.builds(
        Payment,
        id=st.integers(1, 2**63 - 1),
        debtor_id=st.integers(1, 2**63 - 1),
        kind=st.sampled_from(("payment", "credit_note")),
        source=st.sampled_from(Source),
        amount=st.builds(Money, CENTS, st.sampled_from(CURRENCIES)),
        left=st.integers(0, LARGEST),
        on=DAYS,
        method=NAMES,
        reference=NAMES,
        by=USERS,
        known_on=DAYS,
        reversed_on=st.none() | DAYS,
        reversed_by=USERS,
        placed=_some(st.builds(Placed, NAMES, CENTS)),
    )


def cards() -> st.SearchStrategy[Card]:
    money = st.builds(Money, CENTS, st.sampled_from(CURRENCIES))
    ids = st.integers(1, 3)
    promises = st.builds(PromiseRow, ids, money, DAYS, DAYS, st.sampled_from(State), DAYS, USERS, CENTS, ids)
    calls = st.builds(CallRow, DAYS, USERS, st.just("phone"), st.just("voicemail"), NAMES, NAMES)
    credits_ = st.builds(CreditRow, st.just("payment"), NAMES, DAYS, money, ids)
    proofs = st.builds(ProofRow, ids, st.sampled_from(DocumentKind), NAMES, NAMES, CENTS, DAYS, USERS)
    contacts = st.builds(Contact, ids, NAMES, NAMES, NAMES, NAMES, st.booleans(), st.none() | DAYS)
    return st.builds(
        Card,
        debtor=debtors(),
        contacts=_some(contacts),
        lines=_some(lines(), 40),
        promises=_some(promises),
        calls=_some(calls),
        credits=_some(credits_),
        disputes=_some(disputes()),
        concerns=concerns(),
        payments=_some(payments(), 4),
        guarantees=_some(guarantees()),
        documents=_some(proofs, 6),
        asked=st.none() | st.builds(Ask, ids, ids, USERS, DAYS, USERS, st.sampled_from(Answer), DAYS),
    )


def _some(each: st.SearchStrategy[Any], most: int = 8) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(each, max_size=most).map(tuple)
