"""The verbs people type, in French or English, and what each verb on a debtor does."""

from collections.abc import Mapping

from handlers.answers import VerbOn
from handlers.assignments import assign
from handlers.calls import open_call
from handlers.cards import show_card
from handlers.disputes import open_form as open_dispute_form
from handlers.insolvency import note as note_insolvency
from handlers.notes import note
from handlers.payments import open_payment
from handlers.plans import open_plan
from handlers.profiles import open_profile
from handlers.promises import open_promise
from handlers.snoozes import open_snooze
from handlers.why import show_why
from messages.refs import BadRef, Verb

ON_DEBTOR: Mapping[Verb, VerbOn] = {
    Verb.CARD: show_card,
    Verb.CALL: open_call,
    Verb.PROMISE: open_promise,
    Verb.PLAN: open_plan,
    Verb.SNOOZE: open_snooze,
    Verb.ASSIGN: assign,
    Verb.PROFILE: open_profile,
    Verb.NOTE: note,
    Verb.WHY: show_why,
    Verb.PAYMENT: open_payment,
    Verb.DISPUTE: open_dispute_form,
    Verb.INSOLVENCY: note_insolvency,
}

WORDS: Mapping[str, Verb] = {
    "client": Verb.CARD,
    "show": Verb.CARD,
    "appel": Verb.CALL,
    "call": Verb.CALL,
    "promesse": Verb.PROMISE,
    "promise": Verb.PROMISE,
    "echeancier": Verb.PLAN,
    "plan": Verb.PLAN,
    "reporter": Verb.SNOOZE,
    "snooze": Verb.SNOOZE,
    "attribuer": Verb.ASSIGN,
    "assign": Verb.ASSIGN,
    "profil": Verb.PROFILE,
    "profile": Verb.PROFILE,
    "note": Verb.NOTE,
    "pourquoi": Verb.WHY,
    "why": Verb.WHY,
    "paiement": Verb.PAYMENT,
    "payment": Verb.PAYMENT,
    "litige": Verb.DISPUTE,
    "dispute": Verb.DISPUTE,
    "procedure": Verb.INSOLVENCY,
    "insolvency": Verb.INSOLVENCY,
}


def verb_on(name: str) -> tuple[Verb, VerbOn]:
    """Give what a verb kept in a button does; raise `BadRef` for one that is not ours."""
    try:
        verb = Verb(name)
    except ValueError:
        raise BadRef from None
    return verb, ON_DEBTOR[verb]
