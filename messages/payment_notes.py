"""What a debtor's thread is told of money: what came, what was taken back, what was set against what."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.money import Money
from messages import labels, words
from messages.words import Mrkdwn, clip

Facts = dict[str, Any]
_NUMBER = 40
_PARAGRAPHS = ("greeting", "received", "balance", "details", "closing")


def received(payload: Mapping[str, Any]) -> Facts:
    """Gather what came, the invoices it pays, and what exceeds them."""
    spare = Money(payload["amount"] - payload.get("laid", 0), payload["currency"])
    return {**_sum(payload), "invoices": _invoices(payload), "spare": spare}


def reversed_(payload: Mapping[str, Any]) -> Facts:
    """Gather what was taken back, the invoices that owe it again, and the promises that wait for it again."""
    return {
        **_sum(payload),
        "invoices": _invoices(payload),
        "spare": Money(payload.get("unallocated") or 0, payload["currency"]),
        "why": labels.REVERSALS.get(payload.get("why", ""), "motif non précisé"),
        "comment": payload.get("comment") or "",
        "awaited": [
            {"amount": Money(one["amount"], one["currency"]), "on": date.fromisoformat(one["on"])}
            for one in payload.get("awaited") or ()
        ],
    }


def allocated(payload: Mapping[str, Any]) -> Facts:
    """Gather what was set against invoices, or taken off them; `one` is the only invoice, "" for several."""
    named = list(payload.get("invoices") or ())
    only = len(named) == 1 and (payload.get("invoices_count") or 0) <= 1
    return {
        "one": clip(named[0]["number"], _NUMBER) if only else "",
        "which": _which(payload),
        "invoices": _invoices(payload),
        "spare": Money(payload.get("left") or 0, payload["currency"]),
    }


def deposit(payload: Mapping[str, Any]) -> Facts:
    """Draft the receipt of a deposit."""
    currency, known = payload["currency"], payload.get("contact")
    rest = [
        {
            "number": clip(one["number"], _NUMBER),
            "due_on": date.fromisoformat(one["due_on"]),
            "amount": Money(one["cents"], currency),
            "terms": clip(one.get("terms") or "", 80),
        }
        for one in payload.get("rest") or ()
    ]
    facts: Facts = {
        "amount": Money(payload["amount"], currency),
        "on": date.fromisoformat(payload["on"]),
        "number": clip(payload["number"], _NUMBER),
        "order": clip(payload.get("order") or "", _NUMBER),
        "left": Money(payload.get("left") or 0, currency),
        "rest": rest,
        "others": (payload.get("rest_count") or 0) - len(rest),
        "total": Money(payload.get("rest_cents") or 0, currency),
        "invoiced": bool(payload.get("invoiced")),
        "contact": {name: clip(known.get(name) or "", 80) for name in ("name", "email", "phone")} if known else {},
    }
    draft = "\n\n".join(words.plain(f"deposit.{part}", **facts) for part in _PARAGRAPHS)
    return {"draft": draft, "consumer": bool(payload.get("consumer"))}


def _sum(payload: Mapping[str, Any]) -> Facts:
    return {
        "amount": Money(payload["amount"], payload["currency"]),
        "on": date.fromisoformat(payload["on"]),
        "by": labels.paid_by(payload.get("method") or ""),
        "reference": payload.get("reference") or "",
    }


def _invoices(payload: Mapping[str, Any]) -> Mrkdwn | str:
    """Say which invoices a sum stands on: « 1 500,00 € sur F-101 et 500,00 € sur F-102 », "" for none."""
    named = [
        words.say("payments.on", amount=Money(one["cents"], payload["currency"]), number=clip(one["number"], _NUMBER))
        for one in payload.get("invoices") or ()
    ]
    count = max(payload.get("invoices_count") or 0, len(named))
    return Mrkdwn(words.shortened(named, len(named), "autre facture", count)) if named else ""


def _which(payload: Mapping[str, Any]) -> Mrkdwn:
    """Say which money: « 300,00 € du règlement du 20/11/2026 », « 300,00 € de l'avoir A-1 »."""
    return words.say(
        "payments.which",
        credit_note=payload.get("what") == "credit_note",
        laid=Money(payload.get("laid") or 0, payload["currency"]),
        on=date.fromisoformat(payload["on"]),
        reference=clip(payload.get("reference") or "", _NUMBER),
    )
