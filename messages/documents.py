"""The documents of a debtor: their lines on the card, the whole list, and what became of those that were not kept."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from domain.cards import Card
from domain.documents import DocumentKind
from domain.proofs import NotKept, ProofRow
from messages import words
from messages.blocks import button, context, plain_text, section
from messages.ids import Action
from messages.refs import DebtRef, PartRef
from messages.shown import Block, Shown
from messages.words import HARD

TITLE, RECEIVE, ALL = "Documents", "Recevoir", "Tous les documents"
KINDS: Mapping[str, str] = MappingProxyType(
    {
        DocumentKind.ORDER: "Commande",
        DocumentKind.DELIVERY_NOTE: "Bon de livraison",
        DocumentKind.QUOTE: "Devis signé",
        DocumentKind.TERMS: "Conditions générales",
        DocumentKind.INVOICE: "Facture",
        DocumentKind.OTHER: "Autre",
        DocumentKind.AGREEMENT: "Échéancier",
    }
)
_ON_CARD, _IN_LIST = 3, 40
_KILO = 1000


def rows(card: Card) -> list[Block]:
    """Draw the last documents, each with « Recevoir »; the others are a press away."""
    shown, others = card.documents[:_ON_CARD], len(card.documents) - _ON_CARD
    drawn = [
        section(
            words.say("document.row", one=one, form=KINDS[one.kind], first=place == 0),
            accessory=_receive(card.debtor.id, one),
            block_id=f"document:{place}",
        )
        for place, one in enumerate(shown)
    ]
    if others > 0:
        every = button(ALL, Action.DOCUMENTS_OPEN, DebtRef(card.debtor.id).dump())
        drawn.append(section(words.say("document.others", others=others), accessory=every, block_id="document:all"))
    return drawn


def listing(card: Card) -> dict[str, Any]:
    """Draw a debtor's documents in a window, the newest first."""
    shown = card.documents[:_IN_LIST]
    blocks = [
        section(
            words.say("document.listed", one=one, form=KINDS[one.kind], size=size(one.size)),
            accessory=_receive(card.debtor.id, one),
            block_id=f"document:{place}",
        )
        for place, one in enumerate(shown)
    ] or [section(words.say("document.empty"))]
    if len(card.documents) > len(shown):
        blocks.append(context(words.say("document.cut", most=len(shown), count=len(card.documents))))
    return {"type": "modal", "title": plain_text(TITLE), "close": plain_text("Fermer"), "blocks": blocks}


def not_kept(found: NotKept) -> Shown:
    """Word which files were not kept, and why."""
    files = [(name, words.say(f"document.why_{outcome}")) for name, outcome in found.files]
    said = words.say("document.not_kept", debtor=found.debtor, files=files)
    return Shown(said, [section(said)])


def kept(payload: Mapping[str, Any]) -> dict[str, Any]:
    """Give what the thread is told of a document that was kept."""
    return {
        "name": payload.get("name") or "",
        "form": KINDS.get(payload.get("form", ""), KINDS[DocumentKind.OTHER]),
        "invoice": payload.get("invoice") or "",
        "size": size(payload.get("size") or 0),
    }


def size(count: int) -> str:
    """Write a number of bytes: « 820 octets », « 12 Ko », « 1,4 Mo »."""
    if count < _KILO:
        return f"{count}{HARD}octet{'s' if count > 1 else ''}"
    if count < _KILO**2:
        return f"{round(count / _KILO)}{HARD}Ko"
    return f"{count / _KILO**2:.1f}{HARD}Mo".replace(".", ",").replace(",0", "")


def _receive(debtor_id: int, one: ProofRow) -> Block:
    return button(RECEIVE, Action.DOCUMENT_RECEIVE, PartRef(debtor_id, one.id).dump())
