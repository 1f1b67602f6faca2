"""How stored codes are said: profiles, kinds, channels, results and states, each in its French words."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.calendar import Bucket
from domain.calls import Channel, Result
from domain.debtors import DebtorKind
from domain.promises import State
from domain.why import Hold

PROFILES: Mapping[str, str] = MappingProxyType(
    {
        "bon_payeur": "bon payeur",
        "etourdi": "étourdi",
        "nouveau": "nouveau client",
        "grand_compte": "grand compte",
        "en_difficulte": "en difficulté",
        "recalcitrant": "récalcitrant",
        "administration": "administration",
        "particulier": "particulier",
    }
)
DEBTOR_KINDS: Mapping[str, str] = MappingProxyType(
    {DebtorKind.BUSINESS: "Entreprise", DebtorKind.PUBLIC: "Administration", DebtorKind.CONSUMER: "Particulier"}
)
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        Channel.PHONE: "Téléphone",
        Channel.EMAIL: "E-mail",
        Channel.VISIT: "Visite",
        Channel.MEETING: "Rendez-vous",
        Channel.LETTER: "Courrier",
    }
)
_CONTACTS_MADE: Mapping[str, str] = MappingProxyType(
    {
        Channel.PHONE: "un appel",
        Channel.EMAIL: "un e-mail",
        Channel.VISIT: "une visite",
        Channel.MEETING: "un rendez-vous",
        Channel.LETTER: "un courrier",
    }
)
RESULTS: Mapping[str, str] = MappingProxyType(
    {
        Result.PROMISE: "Promesse de règlement",
        Result.CALL_BACK: "Rappeler plus tard",
        Result.VOICEMAIL: "Messagerie",
        Result.UNREACHABLE: "Injoignable",
        Result.NOT_RECEIVED: "Facture non reçue",
        Result.AWAITING_APPROVAL: "En attente de validation",
        Result.PAYMENT_SENT: "Paiement parti",
        Result.DISPUTE: "Litige",
        Result.DIFFICULTIES: "Difficultés financières",
        Result.WRONG_NUMBER: "Mauvais numéro",
    }
)
PROMISE_STATES: Mapping[str, str] = MappingProxyType(
    {
        State.OPEN: "en cours",
        State.KEPT: "tenue",
        State.PARTLY_KEPT: "tenue en partie",
        State.BROKEN: "non tenue",
        State.CANCELLED: "sans objet",
        State.REPLACED: "remplacée",
    }
)
AGES: Mapping[str, str] = MappingProxyType(
    {
        Bucket.NOT_DUE: "non échu",
        Bucket.TO_30: "1–30 j",
        Bucket.TO_60: "31–60 j",
        Bucket.TO_90: "61–90 j",
        Bucket.OVER_90: "plus de 90 j",
    }
)
HOLDS: Mapping[str, str] = MappingProxyType(
    {
        Hold.PROMISE: "promesse",
        Hold.SNOOZE: "report",
        Hold.CREDIT: "somme à imputer",
        Hold.TOLERANCE: "petit reste",
        Hold.MINIMUM: "sous le minimum",
        Hold.NO_SCENARIO: "sans scénario",
    }
)
CREDIT_KINDS: Mapping[str, str] = MappingProxyType({"payment": "règlement", "credit_note": "avoir"})
STEP_CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        "handover": "transmission au contentieux",
        "registered_letter": "lettre recommandée",
        "letter": "lettre",
        "email": "e-mail",
        "visit": "visite",
        "call": "appel",
    }
)


def profile(code: str) -> str:
    """Say a profile; one that a company named itself is said as written."""
    return PROFILES.get(code) or code.replace("_", " ")


def channel(code: str) -> str:
    """Say how a debtor was reached."""
    return CHANNELS.get(code, "Contact")


def contact_made(code: str) -> str:
    """Say what a contact was, with its article: « un appel »."""
    return _CONTACTS_MADE.get(code, "un contact")


def result(code: str) -> str:
    """Say what came of a call."""
    return RESULTS.get(code, "résultat non précisé")
