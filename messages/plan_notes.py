"""What a debtor's thread is told of plans: facts for the sentences, from the payloads of the journal."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.money import Money
from messages import labels

Facts = dict[str, Any]


def requested(payload: Mapping[str, Any]) -> Facts:
    """Gather what was asked for, and the promises that the plan replaces."""
    currency = payload["currency"]
    return _plan(payload) | {
        "penalties": Money(payload["penalties"], currency),
        "down_payment": Money(payload["down_payment"], currency),
        "first_on": date.fromisoformat(payload["first_on"]),
        "acceleration": payload["acceleration"],
        "tier": labels.deciders(payload["tier"]),
        "invoices": payload["invoices"],
        "replaced": [_promise(old) for old in payload["replaced"]],
    }


def decided(payload: Mapping[str, Any]) -> Facts:
    """Gather what was decided, by whom it was asked for, and what comes next."""
    return _plan(payload) | {
        "acceleration": payload["acceleration"],
        "next": Money(payload["next"], payload["currency"]),
        "next_on": _day(payload["next_on"]),
    }


def judged(payload: Mapping[str, Any]) -> Facts:
    """Gather what time or money made of a plan, or of one of its instalments."""
    part = labels.instalment(payload.get("rank") or 0, payload["count"])
    return _plan(payload) | {
        "requested_on": date.fromisoformat(payload["requested_on"]),
        "part": part,
        "amount": Money(payload.get("amount") or 0, payload["currency"]),
        "on": _day(payload.get("on")),
    }


def _plan(payload: Mapping[str, Any]) -> Facts:
    return {
        "total": Money(payload["total"], payload["currency"]),
        "paid": Money(payload.get("paid") or 0, payload["currency"]),
        "count": payload["count"],
        "requested_by": payload.get("requested_by") or "",
        "reason": payload.get("reason") or "",
    }


def _promise(old: Mapping[str, Any]) -> Facts:
    return {"amount": Money(old["amount"], old["currency"]), "on": date.fromisoformat(old["on"])}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
