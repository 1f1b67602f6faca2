"""How stored codes are said: profiles, kinds, channels, results and states, each in its French words."""

from collections.abc import Mapping
from types import MappingProxyType

from domain.calendar import Bucket
from domain.calls import Channel, Result
from domain.debtors import DebtorKind
from domain.disputes import Outcome
from domain.disputes import Reason as DisputeReason
from domain.disputes import State as DisputeState
from domain.freezes import Hold
from domain.guarantees import GuaranteeKind
from domain.payments import Method
from domain.plan_schedule import Period
from domain.plan_views import State as PlanState
from domain.plan_views import Verdict
from domain.policy import Role as Tier
from domain.promises import State
from domain.reversals import Reversal
from domain.sales import Answer

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
        Bucket.TO_30: "1–30 j",
        Bucket.TO_60: "31–60 j",
        Bucket.TO_90: "61–90 j",
        Bucket.OVER_90: "plus de 90 j",
    }
)
GUARANTEE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        GuaranteeKind.SURETY: "Caution",
        GuaranteeKind.OMNIBUS: "Cautionnement omnibus",
        GuaranteeKind.FIRST_DEMAND: "Garantie à première demande",
        GuaranteeKind.RETENTION: "Réserve de propriété",
        GuaranteeKind.INTENT: "Lettre d'intention",
        GuaranteeKind.INSURANCE: "Assurance-crédit",
    }
)
PROFILE_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "profile": "Profil",
        "scenario": "Scénario",
        "kind": "Nature",
        "salesperson": "Commercial",
        "no_contact_reason": "Ne pas contacter",
        "no_contact_until": "Ne pas contacter jusqu'au",
        "credit_limit": "Plafond d'encours",
        "capital": "Capital",
        "founded_year": "Année de création",
        "health": "Santé financière",
        "opinion": "Avis",
    }
)
CONTACT_FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "name": "Nom",
        "role": "Rôle",
        "email": "E-mail",
        "phone": "Téléphone",
        "can_unblock": "Peut débloquer le règlement",
        "checked_on": "Vérifié le",
    }
)
SALES_ANSWERS: Mapping[str, str] = MappingProxyType(
    {Answer.CALLS: "Je l'appelle", Answer.DISPUTE: "Litige connu", Answer.BLOCK: "On bloque\u202f?"}
)
HOLDS: Mapping[str, str] = MappingProxyType(
    {
        Hold.INSOLVENCY: "procédure collective",
        Hold.NO_CONTACT: "ne pas contacter",
        Hold.PLAN: "échéancier",
        Hold.PROMISE: "promesse",
        Hold.DISPUTE: "litige",
        Hold.PAYMENT_SENT: "paiement annoncé",
        Hold.SNOOZE: "report",
        Hold.CREDIT: "somme à imputer",
        Hold.TOLERANCE: "petit reste",
        Hold.MINIMUM: "sous le minimum",
        Hold.NO_SCENARIO: "sans scénario",
    }
)
DISPUTE_REASONS: Mapping[str, str] = MappingProxyType(
    {
        DisputeReason.PRICE: "Prix",
        DisputeReason.QUANTITY: "Quantité",
        DisputeReason.QUALITY: "Qualité",
        DisputeReason.DELIVERY: "Livraison",
        DisputeReason.DUPLICATE: "Doublon",
        DisputeReason.NON_COMPLIANT: "Facture non conforme",
        DisputeReason.OTHER: "Autre",
    }
)
OUTCOMES: Mapping[str, str] = MappingProxyType({Outcome.FOUNDED: "Fondé", Outcome.UNFOUNDED: "Non fondé"})
DISPUTE_STATES: Mapping[str, str] = MappingProxyType(
    {
        DisputeState.OPEN: "en cours",
        DisputeState.FOUNDED: "fondé, en attente d'avoir",
        DisputeState.UNFOUNDED: "non fondé",
        DisputeState.SETTLED: "réglé",
    }
)
METHODS: Mapping[str, str] = MappingProxyType(
    {
        Method.TRANSFER: "Virement",
        Method.DEBIT: "Prélèvement",
        Method.CHEQUE: "Chèque",
        Method.CARD: "Carte",
        Method.CASH: "Espèces",
    }
)
_PAID_BY: Mapping[str, str] = MappingProxyType(
    {
        Method.TRANSFER: "par virement",
        Method.DEBIT: "par prélèvement",
        Method.CHEQUE: "par chèque",
        Method.CARD: "par carte",
        Method.CASH: "en espèces",
    }
)
REVERSALS: Mapping[str, str] = MappingProxyType(
    {
        Reversal.DEBIT_REJECTED: "Prélèvement rejeté",
        Reversal.CHEQUE_UNPAID: "Chèque impayé",
        Reversal.TRANSFER_CANCELLED: "Virement annulé",
        Reversal.TYPING_ERROR: "Erreur de saisie",
    }
)
PERIODS: Mapping[str, str] = MappingProxyType(
    {
        Period.WEEKLY: "Hebdomadaire",
        Period.FORTNIGHTLY: "Toutes les deux semaines",
        Period.MONTHLY: "Mensuelle",
    }
)
_EVERY: Mapping[str, str] = MappingProxyType(
    {
        Period.WEEKLY: "chaque semaine",
        Period.FORTNIGHTLY: "toutes les deux semaines",
        Period.MONTHLY: "chaque mois",
    }
)
PLAN_STATES: Mapping[str, str] = MappingProxyType(
    {
        PlanState.REQUESTED: "en attente de décision",
        PlanState.ACTIVE: "en cours",
        PlanState.REFUSED: "refusé",
        PlanState.EXPIRED: "expiré sans décision",
        PlanState.CANCELLED: "sans objet",
        PlanState.IN_DEFAULT: "en défaut",
        PlanState.COMPLETED: "réglé",
        PlanState.ENDED: "dénoncé",
    }
)
VERDICTS: Mapping[str, str] = MappingProxyType(
    {
        Verdict.APPROVED: "approuvé",
        Verdict.REFUSED: "refusé",
        Verdict.MAINTAINED: "maintenu",
        Verdict.ENDED: "dénoncé",
    }
)
_DECIDERS: Mapping[str, str] = MappingProxyType(
    {
        Tier.COLLECTOR: "une autre personne de l'équipe",
        Tier.APPROVER: "un approbateur",
        Tier.ADMIN: "un administrateur",
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


def dispute_reason(code: str) -> str:
    """Say what is contested."""
    return DISPUTE_REASONS.get(code, "motif non précisé")


def channel(code: str) -> str:
    """Say how a debtor was reached."""
    return CHANNELS.get(code, "Contact")


def contact_made(code: str) -> str:
    """Say what a contact was, with its article: « un appel »."""
    return _CONTACTS_MADE.get(code, "un contact")


def paid_by(code: str) -> str:
    """Say how money came: « par virement », « en espèces »; "" for what a file wrote in its own words."""
    return _PAID_BY.get(code, "")


def deciders(tier: str) -> str:
    """Say who decides a plan of a tier, with the article; never whoever asked for it."""
    return _DECIDERS.get(tier, "une autre personne")


def every(period: Period) -> str:
    """Say how often an instalment is due: « chaque mois »."""
    return _EVERY[period]


def instalment(rank: int, count: int) -> str:
    """Say which instalment it is, of how many: « échéance 2/4 », « acompte »."""
    return f"échéance {rank}/{count}" if rank else "acompte"


def result(code: str) -> str:
    """Say what came of a call."""
    return RESULTS.get(code, "résultat non précisé")
