"""The controls of a debtor, with the labels people learn: the same wherever the debtor is shown (INTERFACE §2)."""

from domain.days import PlanToDecide
from domain.plan_views import PlanRow
from messages import words
from messages.blocks import button, danger, option, overflow
from messages.ids import Action
from messages.refs import DebtRef, PlanRef, Verb
from messages.shown import Block

CARD, CALL, PROMISE, SNOOZE, ASSIGN = "Fiche", "Appel", "Promesse", "Reporter", "Attribuer"
PLAN = "Échéancier"
PAYMENT = "Paiement reçu"
PROFILE, TELL_SALES = "Profil", "Prévenir le commercial"
DISPUTE, CLOSE_DISPUTE = "Litige", "Clore le litige"


def call(debtor_id: int, *, primary: bool = False) -> Block:
    """Make « Appel »."""
    return button(CALL, Action.CALL_OPEN, DebtRef(debtor_id).dump(), primary=primary)


def promise(debtor_id: int) -> Block:
    """Make « Promesse »."""
    return button(PROMISE, Action.PROMISE_OPEN, DebtRef(debtor_id).dump())


def plan(debtor_id: int) -> Block:
    """Make « Échéancier »."""
    return button(PLAN, Action.PLAN_OPEN, DebtRef(debtor_id).dump())


def decide_request(row: PlanRow | PlanToDecide) -> list[Block]:
    """Make « Approuver » « Refuser »."""
    ref = PlanRef(row.id, row.version).dump()
    return [
        button("Approuver", Action.PLAN_APPROVE, ref, primary=True),
        button("Refuser", Action.PLAN_REFUSE, ref),
    ]


def decide_default(row: PlanRow | PlanToDecide) -> list[Block]:
    """Make « Maintenir » « Dénoncer », which asks first."""
    ref = PlanRef(row.id, row.version).dump()
    sure = {part: words.plain(f"plan.sure_{part}") for part in ("title", "yes", "no")}
    ending = danger(button("Dénoncer", Action.PLAN_END, ref), text=words.plain("plan.sure"), **sure)
    return [button("Maintenir", Action.PLAN_MAINTAIN, ref, primary=True), ending]


def card(debtor_id: int) -> Block:
    """Make « Fiche »."""
    return button(CARD, Action.CARD_OPEN, DebtRef(debtor_id).dump())


def snooze(debtor_id: int) -> Block:
    """Make « Reporter »."""
    return button(SNOOZE, Action.SNOOZE_OPEN, DebtRef(debtor_id).dump())


def assign(debtor_id: int) -> Block:
    """Make « Attribuer »."""
    return button(ASSIGN, Action.ASSIGN_OPEN, DebtRef(debtor_id).dump())


def payment(debtor_id: int) -> Block:
    """Make « Paiement reçu »."""
    return button(PAYMENT, Action.PAYMENT_OPEN, DebtRef(debtor_id).dump())


def dispute(debtor_id: int) -> Block:
    """Make « Litige »."""
    return button(DISPUTE, Action.DISPUTE_OPEN, DebtRef(debtor_id).dump())


def close_dispute(debtor_id: int) -> Block:
    """Make « Clore le litige »."""
    return button(CLOSE_DISPUTE, Action.DISPUTE_CLOSE, DebtRef(debtor_id).dump())


def profile(debtor_id: int) -> Block:
    """Make « Profil »."""
    return button(PROFILE, Action.PROFILE_OPEN, DebtRef(debtor_id).dump())


def tell_sales(debtor_id: int) -> Block:
    """Make « Prévenir le commercial »."""
    return button(TELL_SALES, Action.SALES_ASK, DebtRef(debtor_id).dump())


def menu(debtor_id: int) -> Block:
    """Make the ⋯ menu of a row."""
    choices = (
        (CARD, Verb.CARD),
        (DISPUTE, Verb.DISPUTE),
        (PAYMENT, Verb.PAYMENT),
        (SNOOZE, Verb.SNOOZE),
        (ASSIGN, Verb.ASSIGN),
    )
    return overflow(Action.ROW_MENU, [option(label, DebtRef(debtor_id, verb).dump()) for label, verb in choices])
