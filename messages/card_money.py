"""Money on the card: what is still to allocate, and the last payments, each with what a person may do about it."""

from domain.cards import Card, CreditRow
from domain.payments import Payment
from messages import labels, words
from messages.blocks import button, option, overflow, section
from messages.ids import Action
from messages.refs import PaymentRef
from messages.shown import Block
from messages.words import clip

ALLOCATE, REVERSE, RELEASE = "Imputer", "Annuler ce règlement", "Désimputer"
REVERSING, RELEASING = "reverse", "release"
_CREDITS, _NUMBER = 5, 40


def credits_(card: Card) -> list[Block]:
    """Draw the money to allocate, each sum with « Imputer » where there is something to set it against."""
    shown = card.credits[:_CREDITS]
    open_in = {line.currency for line in card.lines}
    return [
        section(
            words.say(
                "payments.credit",
                one=one,
                kind=labels.CREDIT_KINDS.get(one.kind, one.kind),
                first=place == 0,
                others=len(card.credits) - len(shown) if place == len(shown) - 1 else 0,
            ),
            accessory=_allocate(card, one) if one.id and one.left.currency in open_in else None,
            block_id=f"credit:{place}",
        )
        for place, one in enumerate(shown)
    ]


def payments(card: Card) -> list[Block]:
    """Draw the last payments; one that only accounting states has no control."""
    return [
        section(_payment(one, first=place == 0), accessory=_control(one), block_id=f"paid:{place}")
        for place, one in enumerate(card.payments)
    ]


def _payment(one: Payment, *, first: bool) -> str:
    by = labels.paid_by(one.method) or clip(one.method, 30).lower()
    numbers = [clip(placed.number, _NUMBER) for placed in one.placed]
    if one.kind == "credit_note":
        by = labels.CREDIT_KINDS[one.kind]
    return words.say("payments.payment", one=one, by=by, numbers=numbers, first=first)


def _allocate(card: Card, one: CreditRow) -> Block:
    return button(ALLOCATE, Action.CREDIT_ALLOCATE, PaymentRef(card.debtor.id, one.id).dump())


def _control(one: Payment) -> Block | None:
    """Make what can be done about a payment: taken back, taken off its invoices, either, or nothing."""
    ref = PaymentRef(one.debtor_id, one.id)
    may_be_released = bool(one.placed) and not one.is_stated
    if one.may_be_reversed and may_be_released:
        deeds = ((REVERSE, REVERSING), (RELEASE, RELEASING))
        return overflow(
            Action.PAYMENT_MENU,
            [option(label, PaymentRef(one.debtor_id, one.id, deed).dump()) for label, deed in deeds],
        )
    if one.may_be_reversed:
        return button(REVERSE, Action.PAYMENT_REVERSE, ref.dump())
    return button(RELEASE, Action.CREDIT_RELEASE, ref.dump()) if may_be_released else None
