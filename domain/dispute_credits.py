"""A founded dispute waits for its credit note; it is settled once one covers it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.acts import Act
from domain.journal import Event, Kind
from domain.money import Money

if TYPE_CHECKING:
    from domain.ports import OpenBook


@dataclass(frozen=True, slots=True)
class Founded:
    """A founded dispute with the money that may cover it (cents).

    `credited` counts the credit notes used since it was opened, `lowered` what its lines went down by since, `left`
    what remains on them; `served` is what other disputes of the debtor in its currency were settled by since.
    """

    id: int
    debtor_id: int
    amount: Money
    credited: int
    lowered: int
    left: int
    served: int = 0


def is_covered(founded: Founded) -> bool:
    """Say whether a credit note covers a founded dispute, or nothing is left on its lines.

    A credit note counts once used, set against an invoice here or stated as used by a ledger, and no further than the
    dispute's own lines went down: a payment of the undisputed part is not a credit note.
    """
    covered = min(founded.credited - founded.served, founded.lowered)
    return founded.left == 0 or covered >= founded.amount.cents


def covered(founded: Sequence[Founded]) -> list[Founded]:
    """Give the disputes that credit notes cover, in their order; each credit serves once."""
    done: list[Founded] = []
    for one in founded:
        peers = [peer for peer in done if _share_credits(peer, one)]
        served = one.served + sum(peer.amount.cents for peer in peers)
        if is_covered(replace(one, served=served)):
            done.append(one)
    return done


def settle_disputes(open_book: "OpenBook", act: Act) -> int:
    """Settle the founded disputes that credit notes cover; safe to repeat. Give how many there were."""
    with open_book() as book:
        seen = covered(book.disputes.founded())
        if not seen:
            return 0
        settled = covered(book.disputes.hold(sorted({one.debtor_id for one in seen})))
        book.disputes.settle([one.id for one in settled], act)
        book.tell(act, *(_settled(one) for one in settled))
    return len(settled)


def _share_credits(one: Founded, other: Founded) -> bool:
    return (one.debtor_id, one.amount.currency) == (other.debtor_id, other.amount.currency)


def _settled(one: Founded) -> Event:
    facts = {"dispute": one.id, "amount": one.amount.cents, "currency": one.amount.currency}
    return Event(Kind.DISPUTE_SETTLED, one.debtor_id, facts | {"credited": one.left > 0 or one.credited > 0})
